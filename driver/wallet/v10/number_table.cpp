#include "driver/wallet/v10/number_table.h"

#include "driver/core/error.h"

#include <cstddef>

namespace mobilepay::wallet::v10 {

namespace {

constexpr std::size_t longestNumber = 32;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool beginsNumber(char c) {
    return isDigit(c) || c == '-' || c == '+' || c == '.';
}

bool belongsToNumber(char c) {
    return beginsNumber(c) || c == 'e' || c == 'E';
}

/// Drops the digits at the front; false when there are none.
bool skipDigits(std::string_view& text) {
    if (text.empty() || !isDigit(text.front())) return false;
    while (!text.empty() && isDigit(text.front()))
        text.remove_prefix(1);
    return true;
}

/// RFC 8259, section 6.
bool isJsonNumber(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    if (text.size() > 1 && text[0] == '0' && isDigit(text[1])) return false;
    if (!skipDigits(text)) return false;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (!skipDigits(text)) return false;
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
        if (!skipDigits(text)) return false;
    }
    return text.empty();
}

/// The length of the string literal at the front, quotes included; all that is left when it does
/// not end.
std::size_t stringLength(std::string_view json) {
    std::size_t i = 1;
    while (i < json.size() && json[i] != '"')
        i += json[i] == '\\' ? 2 : 1;
    return i < json.size() ? i + 1 : json.size();
}

std::size_t numberLength(std::string_view json) {
    std::size_t i = 0;
    while (i < json.size() && belongsToNumber(json[i]))
        ++i;
    return i;
}

}  // namespace

NumberTable takeNumbersOut(std::string_view json) {
    NumberTable table;
    table.json.reserve(json.size());
    while (!json.empty()) {
        std::size_t length = 1;
        if (json.front() == '"') {
            length = stringLength(json);
        } else if (beginsNumber(json.front())) {
            length = numberLength(json);
            const std::string_view number = json.substr(0, length);
            if (length > longestNumber || !isJsonNumber(number)) {
                // Not quoted: it may be somebody's telephone number.
                throw core::ProtocolError("The answer holds a number that JSON has not");
            }
            table.json += std::to_string(table.numbers.size());
            table.numbers.emplace_back(number);
            json.remove_prefix(length);
            continue;
        }
        table.json += json.substr(0, length);
        json.remove_prefix(length);
    }
    return table;
}

}  // namespace mobilepay::wallet::v10
