#pragma once

#include "driver/wallet/calls.h"
#include "tests/unit/flow/walk.h"

#include <vector>

namespace mobilepay::flow {

/// Everything that a server, a proxy or a dead line may answer to that call, the usual first.
[[nodiscard]] std::vector<wallet::Answer> answersTo(const wallet::Call& call, const Course& course,
                                                    const core::OrderId& row);

}  // namespace mobilepay::flow
