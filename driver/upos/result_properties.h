#pragma once

#include "driver/lane/lane.h"
#include "driver/upos/property_store.h"

#include <string>

namespace mobilepay::upos {

/// The UnifiedPOS TransactionType of an operation.
[[nodiscard]] std::int32_t transactionTypeOf(lane::Operation operation);

/// Writes a success into the result properties, all of them at once. Everything that a receipt
/// prints is ASCII and bounded.
void setResult(PropertyStore& properties, const lane::Result& result,
               const std::string& centerResultCode);

/// AdditionalSecurityInformation after a success: `ref=…`, and of a pre-sale `;partial=yes|no` and
/// `;until=…` where that is known.
[[nodiscard]] std::string informationOf(const lane::Result& result);

/// The short code on the receipt: the first eight characters of the payment's id.
[[nodiscard]] std::string approvalCodeOf(const core::PaymentId& payment, bool training);

inline constexpr const char* cardCompany = "MOBILEPAY";

}  // namespace mobilepay::upos
