#include "driver/core/text.h"

#include "driver/core/error.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace mobilepay::core {

namespace {

constexpr std::size_t longestMobilePayText = 36;
constexpr char32_t malformed = 0xFFFFFFFF;

/// The next character of `utf8`, which loses its bytes; `malformed` (and one byte less) when they
/// are no UTF-8. Unicode 15, table 3-7.
char32_t takeCharacter(std::string_view& utf8) {
    const auto byteAt = [&](std::size_t i) { return static_cast<std::uint8_t>(utf8[i]); };
    const std::uint8_t lead = byteAt(0);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    bool ok = length > 0 && utf8.size() >= length;
    char32_t character = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t i = 1; ok && i < length; ++i) {
        ok = (byteAt(i) & 0xC0) == 0x80;
        character = (character << 6) | (byteAt(i) & 0x3Fu);
    }
    const bool overlong =
        (length == 3 && character < 0x800) || (length == 4 && character < 0x10000);
    const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
    if (!ok || overlong || surrogate || character > 0x10FFFF) {
        utf8.remove_prefix(1);
        return malformed;
    }
    utf8.remove_prefix(length);
    return character;
}

std::string codePoint(char32_t character) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string text;
    for (std::uint32_t rest = character; rest > 0 || text.size() < 4; rest >>= 4) {
        text.insert(text.begin(), hex[rest & 0xF]);
    }
    return "U+" + text;
}

}  // namespace

std::size_t characterCount(std::string_view utf8) {
    std::size_t count = 0;
    for (; !utf8.empty(); ++count) {
        if (takeCharacter(utf8) == malformed) {
            throw TextError("The text is not well-formed UTF-8: character " +
                            std::to_string(count + 1) + " cannot be read");
        }
    }
    return count;
}

bool isMobilePayCharacter(char32_t character) noexcept {
    // v10 Input and Output Formats: printable ASCII, then most of Latin-1, then four letters.
    constexpr std::array<char32_t, 4> outsideLatin1 = {0x160, 0x161, 0x17D, 0x17E};
    constexpr std::array<char32_t, 4> missing = {0xAD, 0xB7, 0xB8, 0xF7};
    const auto in = [character](const auto& set) {
        return std::find(set.begin(), set.end(), character) != set.end();
    };
    if (character >= 0x20 && character <= 0x7E) return true;
    if (character >= 0xA1 && character <= 0xFF) return !in(missing);
    return in(outsideLatin1);
}

void requireMobilePayText(std::string_view what, std::string_view utf8) {
    const std::string start = "The " + std::string(what) + " '" + printableAscii(utf8, 80) + "' ";
    std::size_t count = 0;
    for (std::string_view rest = utf8; !rest.empty();) {
        const char32_t character = takeCharacter(rest);
        ++count;
        if (character == malformed) {
            throw TextError(start + "is not well-formed UTF-8 at character " +
                            std::to_string(count));
        }
        if (!isMobilePayCharacter(character)) {
            throw TextError(start + "holds " + codePoint(character) + " at character " +
                            std::to_string(count) + ", which MobilePay does not accept");
        }
    }
    if (count == 0) throw TextError("The " + std::string(what) + " must not be empty");
    if (count > longestMobilePayText) {
        throw TextError(start + "is " + std::to_string(count) +
                        " characters long; MobilePay accepts at most 36");
    }
}

std::string printableAscii(std::string_view utf8, std::size_t limit) {
    std::string text;
    while (!utf8.empty() && text.size() < limit) {
        const char32_t character = takeCharacter(utf8);
        if (character == ',' || character == '\r' || character == '\n') {
            text += ' ';
        } else if (character >= 0x20 && character <= 0x7E) {
            text += static_cast<char>(character);
        } else {
            text += '?';
        }
    }
    return text;
}

}  // namespace mobilepay::core
