#pragma once

#include "tests/simulation/network.h"
#include "tests/simulation/plan.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace mobilepay::simulation {

/// What a run came to.
struct Report {
    std::vector<std::string> violations;
    std::vector<std::string> journal;  ///< what happened, a line each; only when asked for
    std::uint64_t payments = 0;
    std::uint64_t faults = 0;
    core::Milliseconds lived{};  ///< virtual time
    std::array<std::uint64_t, fateCount> fates{};
    /// How often a wire fault met which call: (fate, call) → times.
    std::map<std::pair<Fate, std::string>, std::uint64_t> met;
    std::map<std::string, std::uint64_t> verdicts;
};

/// One run of a plan. `narrate` fills `journal`.
[[nodiscard]] Report run(const Plan& plan, bool narrate = false);

/// Leaves out of a failing plan whatever it fails without. The result still fails.
[[nodiscard]] Plan shrink(const Plan& failing);

}  // namespace mobilepay::simulation
