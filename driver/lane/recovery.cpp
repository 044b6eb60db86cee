#include "driver/flow/settlement.h"
#include "driver/lane/till_call.h"

namespace mobilepay::lane {

Recovery::Recovery(const Bench& bench, std::optional<core::MonoTime> giveUpAt)
    : bench_(bench), giveUpAt_(giveUpAt) {
    for (auto& row : bench_.journal.openRows())
        rows_.push_back(std::move(row));
}

std::unique_ptr<Errand> Recovery::next(const core::Now& now) {
    if (rows_.empty() || aborted() || (giveUpAt_ && now.mono >= *giveUpAt_)) return nullptr;
    auto& wallet = rows_.front().training ? bench_.training : bench_.live;
    auto run = std::make_unique<FlowRun>(
        std::make_unique<flow::Settlement>(wallet.traits(), std::move(rows_.front()), giveUpAt_),
        bench_.journal, wallet);
    rows_.pop_front();
    return run;
}

}  // namespace mobilepay::lane
