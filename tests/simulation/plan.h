#pragma once

#include "driver/core/clock.h"
#include "driver/journal/record.h"
#include "tests/simulation/network.h"
#include "tests/simulator/model/script.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mobilepay::simulation {

/// One thing a till does, and who stands before it.
struct TillStep {
    int number = 0;
    std::size_t till = 0;
    core::Milliseconds at{};
    journal::Kind kind = journal::Kind::sale;
    std::int64_t minor = 0;
    /// Completion, void, refund: which of the transactions that tills know by then, newest first.
    std::size_t original = 0;
    core::Milliseconds timeout{};
    std::optional<core::Milliseconds> abortAfter{};
    simulator::Script shopper{};
};

/// A till's machine loses power.
struct Crash {
    std::size_t till = 0;
    core::Milliseconds at{};
    core::Milliseconds downFor{};
    /// Instead of at once: at this many disk writes after `at`, so that it falls into the middle of
    /// one.
    std::optional<int> afterWrites{};
};

/// A till's wall clock is set.
struct ClockJump {
    std::size_t till = 0;
    core::Milliseconds at{};
    core::Milliseconds by{};
};

/// A till's disk misbehaves for a while.
struct DiskTrouble {
    std::size_t till = 0;
    core::Milliseconds from{};
    core::Milliseconds to{};
    bool full = false;  ///< else: every write fails
};

/// A run, drawn whole from its seed before it begins, so that parts of it can be left out to make a
/// failing story short.
struct Plan {
    std::uint64_t seed = 0;
    std::size_t tills = 0;
    std::vector<TillStep> steps;
    std::vector<Crash> crashes;
    std::vector<ClockJump> jumps;
    std::vector<DiskTrouble> disks;
    Network::Weather weather;
    /// The last planned thing; peace and recovery follow.
    core::Milliseconds end{};

    [[nodiscard]] static Plan of(std::uint64_t seed);
    /// The plan as a story that a person can read.
    [[nodiscard]] std::string text() const;
};

}  // namespace mobilepay::simulation
