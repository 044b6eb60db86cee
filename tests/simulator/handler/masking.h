#pragma once

#include "driver/rest/http.h"

#include <string>

// What must not stand in a record or file, although here it is only test values.
namespace mobilepay::simulator {

/// The credentials that a request or answer carries, cut to their kind: `Bearer ***`.
[[nodiscard]] rest::Headers maskedHeaders(rest::Headers headers);

/// Every phone number in international form (`+4520031801`) cut to its first digits.
[[nodiscard]] std::string maskedPhoneNumbers(std::string text);

/// The value of every `customerToken` and `customerReceiptToken` of a JSON text, as long as it was.
[[nodiscard]] std::string maskedCustomerTokens(std::string text);

}  // namespace mobilepay::simulator
