#pragma once

#include "driver/core/clock.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace mobilepay::simulation {

/// Virtual time: what happens when. One thread; things of the same instant happen in the order they
/// were entered.
class Timetable {
public:
    [[nodiscard]] core::Milliseconds now() const noexcept { return now_; }
    void at(core::Milliseconds when, std::function<void()> what);
    void after(core::Milliseconds delay, std::function<void()> what) {
        at(now_ + delay, std::move(what));
    }
    /// Lets everything up to `end` happen; the time is `end` afterwards. Throws std::runtime_error
    /// when that is far more than any run needs: something goes round and round.
    void runUntil(core::Milliseconds end);
    [[nodiscard]] std::uint64_t happened() const noexcept { return happened_; }

private:
    struct Entry {
        core::Milliseconds when;
        std::uint64_t order;
        std::function<void()> what;
        bool operator<(const Entry& other) const {
            return when != other.when ? when > other.when : order > other.order;
        }
    };
    core::Milliseconds now_{0};
    std::uint64_t entered_ = 0;
    std::uint64_t happened_ = 0;
    std::vector<Entry> heap_;
};

}  // namespace mobilepay::simulation
