#pragma once

#include "driver/core/clock.h"

#include <algorithm>
#include <chrono>

#include <Poco/Timespan.h>

namespace mobilepay::rest {

/// An instant on the machine's steady clock before which work on a socket has to be done.
class Deadline {
public:
    static Deadline in(core::Milliseconds time) {
        return Deadline(std::chrono::steady_clock::now() + time);
    }
    static Deadline earlier(Deadline a, Deadline b) { return Deadline(std::min(a.at_, b.at_)); }

    [[nodiscard]] std::chrono::steady_clock::time_point at() const noexcept { return at_; }
    [[nodiscard]] bool passed() const { return std::chrono::steady_clock::now() >= at_; }
    /// What is left, never negative, rounded up to a millisecond so that a wait never ends early.
    [[nodiscard]] Poco::Timespan left() const {
        const auto rest =
            std::chrono::ceil<std::chrono::milliseconds>(at_ - std::chrono::steady_clock::now());
        return Poco::Timespan(std::max<Poco::Timespan::TimeDiff>(rest.count(), 0) *
                              Poco::Timespan::MILLISECONDS);
    }

private:
    explicit Deadline(std::chrono::steady_clock::time_point at) : at_(at) {}
    std::chrono::steady_clock::time_point at_;
};

}  // namespace mobilepay::rest
