#pragma once

#include "driver/core/clock.h"
#include "driver/core/money.h"
#include "driver/core/secret.h"
#include "driver/wallet/v10/json_reader.h"

#include <optional>
#include <string>
#include <vector>

namespace mobilepay::wallet::v10 {

// Fields that several answers share. All throw `core::ProtocolError`.

/// A GUID in lower case.
[[nodiscard]] std::string idField(const JsonObject& object, const std::string& name);
[[nodiscard]] std::vector<std::string> idFields(const JsonObject& object, const std::string& name);
/// The id must be that one: an answer about something else is none.
void requireSame(const std::string& answered, const std::string& asked);

/// `amount` in `currencyCode`; missing without the first.
[[nodiscard]] std::optional<core::Money> amountField(const JsonObject& object);
/// `pollDelayInMs`; below zero means nothing and counts as not named.
[[nodiscard]] std::optional<core::Milliseconds> pollDelayField(const JsonObject& object);
[[nodiscard]] core::Secret secretField(const JsonObject& object, const std::string& name);

}  // namespace mobilepay::wallet::v10
