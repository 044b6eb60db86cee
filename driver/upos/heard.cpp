#include "driver/upos/upos_device.h"

namespace mobilepay::upos {

/// Lock held. From here on the application has the result in hand; that it saw it is known with its
/// next call only.
void UposDevice::told(const OutputEnd& end, bool returned) {
    if (!end.result || end.result->verdict.orderId.empty()) return;
    const auto& verdict = end.result->verdict;
    told_.push_back({verdict.orderId, returned, lane::isToldOpen(verdict.kind)});
    anyTold_ = true;
}

void UposDevice::told(const Lock&, const std::vector<lane::Row>& rows) {
    for (const auto& row : rows)
        told_.push_back({row.record.orderId, false, row.record.outcome == journal::Outcome::open});
    if (!rows.empty()) anyTold_ = true;
}

void UposDevice::noteHeard() noexcept {
    if (!anyTold_.exchange(false)) return;
    auto held = lock();
    if (claimed_) handOver(held);
}

/// What cannot be written down now is tried again with the next call, and stays among the results
/// not handed over: told once more rather than never.
void UposDevice::handOver(Lock& lock) noexcept {
    std::vector<Told> known;
    known.swap(told_);
    beside(lock, [&](TillLane& lane) {
        try {
            std::vector<journal::KnownResult> results;
            for (const auto& one : known)
                results.emplace_back(one.result, one.open);
            if (!results.empty()) lane.heard(results);
            known.clear();
        } catch (const std::exception&) {
            anyTold_ = true;
        }
        keepStatisticsNowAndThen(lane);
    });
    told_.insert(told_.end(), known.begin(), known.end());
}

/// The lane is about to be given back, and no next call will come before that. What a call has
/// returned its caller has; whether he saw what an event brought, nobody knows.
void UposDevice::handOverWhatWasReturned(Lock& lock) noexcept {
    std::erase_if(told_, [this](const Told& one) { return abandoned_ || !one.returned; });
    if (claimed_ && !told_.empty()) handOver(lock);
}

}  // namespace mobilepay::upos
