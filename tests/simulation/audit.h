#pragma once

#include "driver/journal/record.h"
#include "tests/simulation/heard.h"
#include "tests/simulator/handler/handler.h"

#include <functional>
#include <string>
#include <vector>

namespace mobilepay::simulation {

/// What is left of a run.
struct Evidence {
    simulator::Handler& server;
    const AllHeard& heard;
    /// Of all tills, in the order of the tills.
    const std::vector<std::vector<journal::Record>>& rows;
    /// Whether a lane could work and reach the server long enough to finish what it had begun.
    std::function<bool(std::size_t till, core::WallTime from, core::WallTime to)> hadNetwork;
    /// Whether a lane takes back what its till never heard of.
    std::function<bool(std::size_t till)> undoes;
};

/// After a run the server's ledger, the journals and what the tills were told must tell one story.
/// Each violation is one sentence.
[[nodiscard]] std::vector<std::string> audit(const Evidence& evidence);

}  // namespace mobilepay::simulation
