#pragma once

#include "driver/core/ids.h"

#include <cstdint>

namespace mobilepay::simulator {

/// Randomness out of a seed (splitmix64): the same seed gives the same ids. For tests and
/// simulations only; not safe for several threads at once.
class SeededRandom final : public core::Random {
public:
    explicit SeededRandom(std::uint64_t seed) noexcept : state_(seed) {}
    std::uint64_t next() override {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }

private:
    std::uint64_t state_;
};

}  // namespace mobilepay::simulator
