#pragma once

#include "driver/core/ids.h"
#include "driver/core/money.h"

#include <string>
#include <string_view>
#include <vector>

namespace mobilepay::wallet::v10 {

/// `3974eae6-e36f-4148-b5ee-22689e528c75`, in either case.
[[nodiscard]] bool isGuid(std::string_view text) noexcept;
/// ASCII letters only; nothing depends on the locale.
[[nodiscard]] std::string lowerCase(std::string_view text);

// What goes out is checked before; each throws `core::TextError` naming the thing, its value and
// the rule.

/// The GUID in lower case.
[[nodiscard]] std::string requireGuid(std::string_view what, std::string_view text);
/// v10 Formats: a GUID or exactly 15 digits.
void requireBeaconId(std::string_view text);
/// `MPPOSxxxxx`, `POSDKxxxxx` or `POSFIxxxxx`.
void requireBrandId(std::string_view text);
/// Exactly five characters.
void requireLocationId(std::string_view text);
/// Of QR, NFC and Bluetooth, each at most once, at least one.
void requireBeaconTypes(const std::vector<std::string>& types);
/// At most 36 characters of MobilePay's set that can stand in a header.
void requireKey(const core::IdempotencyKey& key);

/// Above zero and in that currency; throws `core::AmountError`.
void requireAmount(const core::Money& amount, core::Currency currency);

}  // namespace mobilepay::wallet::v10
