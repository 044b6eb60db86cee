#include "driver/flow/settlement.h"
#include "driver/lane/till_call.h"

#include <algorithm>

namespace mobilepay::lane {
namespace {

/// Enough for every request of a row with its retries. A server that asks for more patience (its
/// poll delay) gets it from the time between two passes.
constexpr core::Milliseconds longestForARow = std::chrono::seconds{30};

/// The training wallet would say that it knows nothing of it.
constexpr const char* elsewhere =
    "it was promised to the real wallet: with wallet = training nobody finishes it";

}  // namespace

Finding report(const Bench& bench, const journal::Record& row, const FlowRun& settlement) {
    Finding finding{bench.journal.find(row.orderId).value_or(row), settlement.end().detail,
                    settlement.end().needsPerson};
    if (bench.found) bench.found(finding);
    return finding;
}

Recovery::Recovery(const Bench& bench, std::optional<core::MonoTime> giveUpAt)
    : bench_(bench), giveUpAt_(giveUpAt) {
    const bool nobodyThere = bench_.profile.wallet == "training";
    for (auto& row : bench_.journal.openRows()) {
        if (row.training || !nobodyThere)
            rows_.push_back(std::move(row));
        else if (bench_.found)
            bench_.found({row, elsewhere, true});
    }
}

std::unique_ptr<Errand> Recovery::next(const core::Now& now) {
    if (run_ != nullptr) report(bench_, *settling_, *run_);
    run_ = nullptr;
    if (rows_.empty() || aborted() || (giveUpAt_ && now.mono >= *giveUpAt_)) return nullptr;
    auto& wallet = rows_.front().training ? bench_.training : bench_.live;
    settling_ = rows_.front();
    const auto until = now.mono + longestForARow;
    auto run = std::make_unique<FlowRun>(
        std::make_unique<flow::Settlement>(wallet.traits(), std::move(rows_.front()),
                                           giveUpAt_ ? std::min(*giveUpAt_, until) : until),
        bench_.journal, wallet, FlowRun::ProgressHandler(), bench_.warn);
    run_ = run.get();
    rows_.pop_front();
    return run;
}

}  // namespace mobilepay::lane
