#pragma once

#include "driver/core/ids.h"

namespace mobilepay::rest::testing {

/// The same numbers for the same seed (SplitMix64).
class SeededRandom final : public core::Random {
public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() override {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

private:
    std::uint64_t state_;
};

/// Always the same number: 0 draws the shortest wait, the largest the longest one of an even count.
class FixedRandom final : public core::Random {
public:
    explicit FixedRandom(std::uint64_t number) : number_(number) {}
    std::uint64_t next() override { return number_; }

private:
    std::uint64_t number_;
};

}  // namespace mobilepay::rest::testing
