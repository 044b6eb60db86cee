#pragma once

#include "driver/core/ids.h"

#include <cstdint>

namespace mobilepay::simulation {

/// Everything random in a run comes from such dice, so that a seed is a story. SplitMix64: tiny,
/// and two dice with seeds next to each other have nothing in common.
class Dice final : public core::Random {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    /// Dice of their own for one thing of a run: what is drawn for it does not move what is drawn
    /// for others, so that a story stays the same when a part of it is left out.
    static Dice of(std::uint64_t seed, std::uint64_t thing, std::uint64_t number = 0) {
        Dice dice(seed ^ (thing * 0x9e3779b97f4a7c15U) ^ (number * 0xd1b54a32d192ed03U));
        dice.next();
        return dice;
    }

    std::uint64_t next() override {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
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

}  // namespace mobilepay::simulation
