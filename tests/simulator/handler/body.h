#pragma once

#include "tests/simulator/handler/json_reader.h"
#include "tests/simulator/model/model.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace mobilepay::simulator {

/// Thrown while a request is read: it answers this refusal.
struct Refused {
    Refusal refusal;
};

/// The fields of a JSON request body, judged as they are read. Every reader throws `Refused`: with
/// the code given for the field, or 1099 where MobilePay has none.
class Body {
public:
    /// Throws when it is no JSON object or holds fields other than `allowed` (the OpenAPI
    /// description allows no others).
    Body(const std::string& text, std::initializer_list<std::string_view> allowed);
    Body(JsonValue object, std::initializer_list<std::string_view> allowed);

    /// A required text of at most 36 valid characters.
    [[nodiscard]] std::string text36(std::string_view field, int code) const;
    [[nodiscard]] std::optional<std::string> optionalText36(std::string_view field, int code) const;
    /// A required GUID, in lower case.
    [[nodiscard]] std::string guid(std::string_view field) const;
    /// A required text without a rule of its own.
    [[nodiscard]] std::string text(std::string_view field) const;
    /// A required text out of a fixed list.
    [[nodiscard]] std::string oneOf(std::string_view field,
                                    std::initializer_list<std::string_view> values) const;
    [[nodiscard]] std::optional<bool> optionalFlag(std::string_view field) const;
    /// `amount`: above zero, at most two decimals; else 1102.
    [[nodiscard]] core::Money amount(core::Currency currency) const;
    [[nodiscard]] core::Currency currency() const;
    [[nodiscard]] Terms terms() const;
    /// A whole number between the bounds.
    [[nodiscard]] std::optional<std::int64_t> optionalInteger(std::string_view field,
                                                              std::int64_t least,
                                                              std::int64_t most) const;
    [[nodiscard]] std::optional<std::string> optionalText(std::string_view field) const;
    /// The field, or null when it is missing or null.
    [[nodiscard]] const JsonValue* find(std::string_view field) const;

private:
    [[nodiscard]] const JsonValue& required(std::string_view field, JsonValue::Kind kind,
                                            int code) const;
    JsonValue object_;
};

}  // namespace mobilepay::simulator
