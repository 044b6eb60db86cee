#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace mobilepay::simulator {

/// Writes one JSON text, piece by piece. Amounts are written as the digits they are given as.
/// Strings are UTF-8 and are escaped here. The caller keeps objects and arrays balanced.
class JsonWriter {
public:
    JsonWriter& beginObject() { return open('{'); }
    JsonWriter& endObject() { return close('}'); }
    JsonWriter& beginArray() { return open('['); }
    JsonWriter& endArray() { return close(']'); }
    JsonWriter& key(std::string_view name);
    JsonWriter& text(std::string_view value);
    /// Digits as they are to stand in the text: `12.50`.
    JsonWriter& digits(std::string_view value);
    JsonWriter& number(std::integral auto value) { return digits(std::to_string(value)); }
    JsonWriter& boolean(bool value) { return digits(value ? "true" : "false"); }
    JsonWriter& null() { return digits("null"); }

    JsonWriter& textField(std::string_view name, std::string_view value) {
        return key(name).text(value);
    }
    JsonWriter& digitsField(std::string_view name, std::string_view value) {
        return key(name).digits(value);
    }
    JsonWriter& numberField(std::string_view name, std::integral auto value) {
        return key(name).number(value);
    }
    JsonWriter& booleanField(std::string_view name, bool value) { return key(name).boolean(value); }

    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    void separate();
    std::string out_;
    bool first_ = true;
};

}  // namespace mobilepay::simulator
