#pragma once

#include "driver/core/money.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <Poco/JSON/Object.h>

namespace mobilepay::wallet::v10 {

/// One object of an answer. Every member throws `core::ProtocolError` naming the field when it is
/// of another type than asked for; never the value, which may identify a shopper. A field that is
/// `null` counts as missing (v10: "missing or null"). Unknown fields are not looked at.
class JsonObject {
public:
    using Numbers = std::shared_ptr<const std::vector<std::string>>;
    JsonObject(Poco::JSON::Object::Ptr object, Numbers numbers)
        : object_(std::move(object)), numbers_(std::move(numbers)) {}

    /// These throw also when the field is missing.
    [[nodiscard]] std::string text(const std::string& name) const;
    [[nodiscard]] bool flag(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> texts(const std::string& name) const;

    [[nodiscard]] std::optional<std::string> optionalText(const std::string& name) const;
    [[nodiscard]] std::optional<bool> optionalFlag(const std::string& name) const;
    [[nodiscard]] std::optional<std::vector<std::string>> optionalTexts(
        const std::string& name) const;
    [[nodiscard]] std::optional<JsonObject> optionalObject(const std::string& name) const;
    /// A whole number of at most 32 bits without fraction or exponent.
    [[nodiscard]] std::optional<std::int32_t> optionalInteger(const std::string& name) const;
    /// The digits as they stand in the text; at most the currency's decimals, no exponent, not
    /// negative.
    [[nodiscard]] std::optional<core::Money> optionalMoney(const std::string& name,
                                                           core::Currency currency) const;
    [[nodiscard]] bool has(const std::string& name) const;

    /// The text or the digits of a field whose name is compared without regard to case; nothing
    /// when it is missing or of another type. For error bodies, which are spelled in several ways.
    [[nodiscard]] std::optional<std::string> looseText(std::string_view name) const;

private:
    [[nodiscard]] Poco::Dynamic::Var value(const std::string& name) const;
    [[nodiscard]] std::string digits(const std::string& name) const;
    Poco::JSON::Object::Ptr object_;
    Numbers numbers_;
};

/// Both throw `core::ProtocolError` for what is no JSON, no UTF-8, of another form, longer than
/// 1 MiB, nested deeper than 8 levels, or names a field twice in one object.
[[nodiscard]] JsonObject parseObject(const std::string& body);
[[nodiscard]] std::vector<JsonObject> parseObjects(const std::string& body);

}  // namespace mobilepay::wallet::v10
