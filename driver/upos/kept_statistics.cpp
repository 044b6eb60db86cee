#include "driver/upos/upos_device.h"

namespace mobilepay::upos {

namespace {

/// A commit is worth it that often at most while the device is enabled: what a power cut takes of
/// the counts is what was counted since.
constexpr core::Milliseconds keepInterval{60000};

/// A lane may be CAT and ElectronicValueRW in turn; each counts for itself.
const char* nameOf(Category category) {
    return category == Category::cat ? "statistics.CAT" : "statistics.ElectronicValueRW";
}

}  // namespace

/// Lock held, just claimed. A journal that cannot tell them is no reason not to sell.
void UposDevice::recallStatistics() noexcept {
    statisticsKept_ = surroundings_.clock->monotonic();
    try {
        statistics_.restore(lane_->recall(nameOf(options_.category)).value_or(""));
    } catch (const std::exception&) {
        // They go on from what this object has counted.
    }
}

void UposDevice::keepStatistics(TillLane& lane) {
    lane.remember(nameOf(options_.category), statistics_.text());
}

void UposDevice::keepStatisticsNowAndThen(TillLane& lane) noexcept {
    try {
        const auto now = surroundings_.clock->monotonic();
        {
            const auto held = lock();
            if (now - statisticsKept_ < keepInterval) return;
            statisticsKept_ = now;
        }
        keepStatistics(lane);
    } catch (const std::exception&) {
        // Tried again after the next interval, and when the device is disabled.
    }
}

}  // namespace mobilepay::upos
