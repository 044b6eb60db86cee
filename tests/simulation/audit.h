#pragma once

#include "driver/journal/record.h"
#include "tests/simulation/till.h"
#include "tests/simulator/handler/handler.h"

#include <string>
#include <vector>

namespace mobilepay::simulation {

/// After a run the server's ledger, the journals and what the tills were told must tell one story.
/// Each violation is one sentence. `rows`: of all tills, in the order of the tills.
[[nodiscard]] std::vector<std::string> audit(simulator::Handler& server,
                                             const std::vector<Heard>& heard,
                                             const std::vector<std::vector<journal::Record>>& rows);

}  // namespace mobilepay::simulation
