#include "tests/simulation/timetable.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace mobilepay::simulation {
namespace {

/// Runs of nine days take some hundred thousand.
constexpr std::uint64_t mostThatHappens = 3'000'000;

}  // namespace

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
        if (++happened_ > mostThatHappens)
            throw std::runtime_error("more than " + std::to_string(mostThatHappens) +
                                     " things happened and it was not over");
        entry.what();
    }
    now_ = std::max(now_, end);
}

}  // namespace mobilepay::simulation
