#pragma once

#include "driver/core/clock.h"
#include "driver/core/money.h"
#include "driver/lane/lane.h"
#include "include/mobilepay/device.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include <gsl/gsl>

namespace mobilepay::upos {

/// The arguments that every authorize method has. Amounts have four implied decimals.
struct Authorization {
    std::int32_t sequenceNumber = 0;
    std::int64_t amount = 0;
    std::int64_t taxOthers = 0;
    std::int32_t timeout = 0;
    /// Of a void, refund or completion; empty: AdditionalSecurityInformation says which.
    std::string original = {};
};

/// The i-th argument of a call, which is a number.
[[nodiscard]] std::int32_t numberAt(std::span<const Value> arguments, gsl::index i);

/// What the shopper pays, by the profile's currency and its rule on taxOthers. Throws Refusal
/// (E_ILLEGAL) for what is not positive, not expressible, or not allowed.
[[nodiscard]] core::Money amountOf(const registry::Profile& profile, std::int64_t amount,
                                   std::int64_t taxOthers);

/// The time of a call. 0 asks for the configured default (unset), unifiedpos::forever, and anything
/// above it, for the longest a lane knows. Throws Refusal for anything below.
[[nodiscard]] std::optional<core::Milliseconds> timeoutOf(std::int32_t timeout);

}  // namespace mobilepay::upos
