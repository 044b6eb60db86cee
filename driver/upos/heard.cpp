#include "driver/upos/upos_device.h"

namespace mobilepay::upos {

/// Lock held. From here on the application has the result in hand; that it saw it is known with its
/// next call only.
void UposDevice::told(const OutputEnd& end) {
    if (!end.result || end.result->verdict.orderId.empty()) return;
    told_.push_back(end.result->verdict.orderId);
    anyTold_ = true;
}

void UposDevice::told(const Lock&, const std::vector<lane::Row>& rows) {
    for (const auto& row : rows)
        told_.push_back(row.record.orderId);
    if (!rows.empty()) anyTold_ = true;
}

void UposDevice::noteHeard() noexcept {
    if (!anyTold_.exchange(false)) return;
    std::vector<core::OrderId> results;
    std::shared_ptr<TillLane> lane;
    {
        const auto held = lock();
        if (!claimed_) return;
        results.swap(told_);
        lane = lane_;
        ++hearing_;
    }
    try {
        if (!results.empty()) lane->heard(results);
    } catch (const std::exception&) {
        // They stay among the results not handed over: told once more rather than never.
    }
    keepStatisticsNowAndThen(*lane);
    const auto held = lock();
    --hearing_;
    changed_.notify_all();
}

}  // namespace mobilepay::upos
