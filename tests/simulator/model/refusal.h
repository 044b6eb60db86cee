#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mobilepay::simulator {

/// A documented "no" of the server: HTTP status, MobilePay's code and its text. A code of 0 means
/// an answer without a body (401, and 404 except for refunds).
struct Refusal {
    int status = 0;
    int code = 0;
    std::string message;
    friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// One row of MobilePay's table of errors.
struct ErrorRow {
    int code;
    int status;
    std::string_view message;
};

/// Every code of v10 API Errors, those included that no request provokes any more (1152, 1156 and
/// 1160 went with the system name header, 1118 with calibrationType).
[[nodiscard]] const std::vector<ErrorRow>& errorTable();

/// The refusal of that code. `detail` is added to the text when it is not empty; it may name the
/// field and the rule, never a secret. 2000 to 2999 are internal errors. An unknown code is a 400
/// (1099).
[[nodiscard]] Refusal refuse(int code, std::string_view detail = {});

[[nodiscard]] Refusal notFound();
[[nodiscard]] Refusal unauthorized();

/// Success of a call that answers nothing.
struct Done {
    friend bool operator==(const Done&, const Done&) = default;
};

/// What an operation of the model answers.
template <class Value>
using Result = std::variant<Value, Refusal>;

}  // namespace mobilepay::simulator
