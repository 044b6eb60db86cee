#pragma once

#include "tests/simulation/horizons.h"
#include "tests/simulation/plan.h"
#include "tests/simulation/trouble.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace mobilepay::simulation {

/// What a run came to.
struct Report {
    std::vector<std::string> violations;
    std::vector<std::string> journal;  ///< what happened, a line each; only when asked for
    std::uint64_t requests = 0;
    std::uint64_t payments = 0;
    core::Milliseconds lived{};  ///< virtual time
    TroubleTable troubles;
    Horizons horizons;
    std::map<std::string, std::uint64_t> verdicts;
};

/// One run of a plan. `narrate` fills `journal`.
[[nodiscard]] Report run(const Plan& plan, bool narrate = false);

/// What is violated, without the names and numbers of the run it happened in.
[[nodiscard]] std::string kindOf(const std::string& violation);

/// How many things happen in a plan.
[[nodiscard]] std::size_t eventsOf(const Plan& plan);

/// Leaves out of a failing plan whatever it fails without. The result still fails, with a violation
/// of the same kind as the first one.
[[nodiscard]] Plan shrink(const Plan& failing);

}  // namespace mobilepay::simulation
