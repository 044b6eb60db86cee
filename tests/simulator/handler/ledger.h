#pragma once

#include "tests/simulator/handler/json_writer.h"
#include "tests/simulator/model/model.h"

#include <string>

namespace mobilepay::simulator {

/// Every point of sale, payment and refund as the server sees them: ids, states with their times,
/// amounts authorised, captured and refunded. JSON, for tests and for reconciliation by eye.
[[nodiscard]] std::string ledgerOf(const Model& model);

}  // namespace mobilepay::simulator
