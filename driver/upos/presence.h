#pragma once

#include "driver/upos/output.h"

#include <cstdint>
#include <optional>
#include <string>

namespace mobilepay::upos {

struct ShopperQuestion {
    std::optional<std::int32_t> sequenceNumber;  ///< none: it is no transaction
    bool training = false;
    Category category = Category::cat;
};

/// CheckCard, readValue and (without a number) beginDetection: waits until a shopper is checked in
/// at the point of sale. Nobody in time: E_TIMEOUT.
[[nodiscard]] OutputEnd awaitShopper(const OutputContext& context, const ShopperQuestion& question);

/// Of what identifies a shopper only the last four characters are ever shown.
[[nodiscard]] std::string masked(const std::string& identity);

}  // namespace mobilepay::upos
