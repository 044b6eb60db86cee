#include "driver/flow/settlement.h"
#include "driver/lane/till_call.h"

namespace mobilepay::lane {

Recovery::Recovery(const Bench& bench) : bench_(bench) {
    for (auto& row : bench_.journal.openRows())
        rows_.push_back(std::move(row));
}

std::unique_ptr<Errand> Recovery::next(const core::Now&) {
    if (rows_.empty() || aborted()) return nullptr;
    auto& wallet = rows_.front().training ? bench_.training : bench_.live;
    auto run = std::make_unique<FlowRun>(
        std::make_unique<flow::Settlement>(wallet.traits(), std::move(rows_.front())),
        bench_.journal, wallet, FlowRun::ProgressHandler(), bench_.warn);
    rows_.pop_front();
    return run;
}

}  // namespace mobilepay::lane
