#pragma once

#include "driver/core/ids.h"

#include <cstdint>

namespace mobilepay::simulator {

/// Randomness out of a seed (splitmix64: tiny, and two seeds next to each other have nothing in
/// common): the same seed gives the same ids and the same story. For tests and simulations only;
/// not safe for several threads at once.
class SeededRandom final : public core::Random {
public:
    explicit SeededRandom(std::uint64_t seed) noexcept : state_(seed) {}
    /// Of one thing of a story: what is drawn for it does not move what is drawn for others, so
    /// that a story stays the same when a part of it is left out.
    static SeededRandom of(std::uint64_t seed, std::uint64_t thing, std::uint64_t number = 0) {
        SeededRandom own(seed ^ (thing * 0x9e3779b97f4a7c15U) ^ (number * 0xd1b54a32d192ed03U));
        own.next();
        return own;
    }
    std::uint64_t next() override {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }
    /// From `low` to `high`, both included.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        const auto width = static_cast<std::uint64_t>(high - low) + 1;
        return low + static_cast<std::int64_t>(next() % width);
    }
    /// True `perMille` times in a thousand.
    bool chance(int perMille) { return between(0, 999) < perMille; }

private:
    std::uint64_t state_;
};

}  // namespace mobilepay::simulator
