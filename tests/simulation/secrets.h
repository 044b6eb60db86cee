#pragma once

#include "tests/simulation/heard.h"
#include "tests/simulation/machine.h"

#include <memory>
#include <string>
#include <vector>

namespace mobilepay::simulation {

/// Looks for what must never be written down or told (the client secret, access tokens, what
/// identifies a shopper) in every file of the machines, in what tills were told and in what went
/// wrong. Each find is one sentence, which does not repeat the secret.
[[nodiscard]] std::vector<std::string> secretsFound(
    const std::vector<std::string>& tokens, const AllHeard& heard,
    const std::vector<std::unique_ptr<Machine>>& machines);

}  // namespace mobilepay::simulation
