#pragma once

#include "driver/upos/output.h"

#include <cstdint>

namespace mobilepay::upos {

/// CheckCard, readValue and (without a number, it is no transaction) beginDetection: waits until a
/// shopper is checked in at the point of sale. Nobody in time: E_TIMEOUT.
[[nodiscard]] OutputEnd awaitShopper(const OutputContext& context,
                                     std::optional<std::int32_t> sequenceNumber, Category category);

/// Of what identifies a shopper only the last four characters are ever shown.
[[nodiscard]] std::string masked(const std::string& identity);

}  // namespace mobilepay::upos
