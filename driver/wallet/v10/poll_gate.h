#pragma once

#include "driver/core/clock.h"

#include <mutex>
#include <string>
#include <unordered_map>

namespace mobilepay::wallet::v10 {

/// v10 Call Throttling: a payment, refund or check-in is not asked for sooner than its last
/// `pollDelayInMs` after the receipt of the answer, whichever flow or lane of this process asks.
/// One for each wallet. Safe from any thread.
class PollGate {
public:
    /// When that resource may be asked for; past for one that was not asked for lately.
    [[nodiscard]] core::MonoTime opensAt(const std::string& url) const;
    /// Its answer was received at `receipt` and named that delay (see `core::meantDelay`).
    void close(const std::string& url, core::MonoTime receipt, core::Milliseconds delay);

private:
    mutable std::mutex mutex_;
    std::unordered_map<std::string, core::MonoTime> opensAt_;
};

}  // namespace mobilepay::wallet::v10
