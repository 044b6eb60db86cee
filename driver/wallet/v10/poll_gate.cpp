#include "driver/wallet/v10/poll_gate.h"

#include "driver/core/poll_delay.h"

namespace mobilepay::wallet::v10 {
namespace {

/// Beyond so many the ones that are open again are forgotten.
constexpr std::size_t rememberedAtMost = 256;

}  // namespace

core::MonoTime PollGate::opensAt(const std::string& url) const {
    const std::lock_guard guard(mutex_);
    const auto found = opensAt_.find(url);
    return found == opensAt_.end() ? core::MonoTime{core::Milliseconds::min()} : found->second;
}

void PollGate::close(const std::string& url, core::MonoTime receipt, core::Milliseconds delay) {
    const auto meant = core::meantDelay(delay);
    if (!meant) return;
    const std::lock_guard guard(mutex_);
    if (opensAt_.size() >= rememberedAtMost)
        std::erase_if(opensAt_, [receipt](const auto& entry) { return entry.second <= receipt; });
    opensAt_[url] = receipt + *meant;
}

}  // namespace mobilepay::wallet::v10
