#pragma once

#include "driver/rest/http.h"
#include "driver/wallet/calls.h"

#include <span>
#include <string>
#include <string_view>

namespace mobilepay::wallet::v10 {

/// What an error body says; all empty when there is none that can be read. Names are compared
/// without regard to case (v10 API Errors spells them in several ways).
struct ErrorBody {
    std::string code;           ///< printable, at most 16 characters
    std::string message;        ///< printable, at most 200 characters
    std::string correlationId;  ///< what MobilePay's support asks for
    std::string origin;
};
[[nodiscard]] ErrorBody readErrorBody(const std::string& body) noexcept;

/// The error in one line for people: status, code, message, correlation id.
[[nodiscard]] std::string describe(int httpStatus, const ErrorBody& error);

/// One row of v10 API Errors.
struct ErrorRow {
    std::string_view code;
    Refused::Meaning meaning;
};
/// Every 4xx code of v10, ascending.
[[nodiscard]] std::span<const ErrorRow> errorTable() noexcept;

/// A 4xx answer. The meaning is that of the code; without a known one, that of the status.
[[nodiscard]] Refused readRefusal(const rest::HttpResponse& response);

}  // namespace mobilepay::wallet::v10
