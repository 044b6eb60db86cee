#pragma once

#include "driver/core/money.h"

#include <string>
#include <string_view>

namespace mobilepay::wallet::v10 {

/// Writes one JSON object, field after field in the order of the calls, without blanks: the same
/// calls make the same bytes everywhere. Texts are UTF-8 and escaped; money is written as its
/// digits.
class JsonWriter {
public:
    JsonWriter& text(std::string_view name, std::string_view value);
    /// `12.50`, as a number.
    JsonWriter& money(std::string_view name, const core::Money& value);
    JsonWriter& flag(std::string_view name, bool value);
    JsonWriter& object(std::string_view name, const JsonWriter& value);
    template <class Texts>
    JsonWriter& texts(std::string_view name, const Texts& values) {
        std::string list;
        for (const auto& value : values)
            list += (list.empty() ? "" : ",") + quoted(value);
        return raw(name, "[" + list + "]");
    }

    [[nodiscard]] std::string str() const { return "{" + fields_ + "}"; }

private:
    [[nodiscard]] static std::string quoted(std::string_view value);
    JsonWriter& raw(std::string_view name, std::string_view value);
    std::string fields_;
};

}  // namespace mobilepay::wallet::v10
