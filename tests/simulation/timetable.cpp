#include "tests/simulation/timetable.h"

#include <algorithm>

namespace mobilepay::simulation {

void Timetable::at(core::Milliseconds when, std::function<void()> what) {
    heap_.push_back({std::max(when, now_), entered_++, std::move(what)});
    std::push_heap(heap_.begin(), heap_.end());
}

void Timetable::runUntil(core::Milliseconds end) {
    while (!heap_.empty() && heap_.front().when <= end) {
        std::pop_heap(heap_.begin(), heap_.end());
        const Entry entry = std::move(heap_.back());
        heap_.pop_back();
        now_ = entry.when;
        ++happened_;
        entry.what();
    }
    now_ = std::max(now_, end);
}

}  // namespace mobilepay::simulation
