#pragma once

#include "driver/core/clock.h"
#include "driver/rest/http.h"

#include <mutex>
#include <optional>

namespace mobilepay::rest {

/// The time at MobilePay's server, learned from the Date headers of its answers and carried on by
/// the monotonic hand, so that a jump of our wall clock does not move it. One for each environment,
/// shared by its lanes. Right to about a second. Safe from any thread.
class ServerClock {
public:
    /// Learns from an answer received at `receipt`. An answer without a credible Date (RFC 9110,
    /// 2000 to 2199) changes nothing.
    void observe(const HttpResponse& response, core::MonoTime receipt);

    /// Both hands of `clock`, with the server's time filled in. While no answer was seen `server`
    /// is our wall time and `serverKnown` is false.
    [[nodiscard]] core::Now read(const core::Clock& clock) const;

private:
    mutable std::mutex mutex_;
    std::optional<core::Milliseconds> serverMinusMono_;
};

}  // namespace mobilepay::rest
