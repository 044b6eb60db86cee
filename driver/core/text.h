#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mobilepay::core {

/// Number of Unicode characters in well-formed UTF-8. Throws `TextError` when it is not well formed
/// (overlong forms, surrogates and values above U+10FFFF included).
[[nodiscard]] std::size_t characterCount(std::string_view utf8);

/// v10 Input and Output Formats: at most 36 characters (not bytes) of MobilePay's valid set, at
/// least one. `what` names the thing in the message ("orderId", "merchantPaymentLabel"). Throws
/// `TextError`.
void requireMobilePayText(std::string_view what, std::string_view utf8);

/// Whether one character stands in MobilePay's valid set.
[[nodiscard]] bool isMobilePayCharacter(char32_t character) noexcept;

/// Printable ASCII of at most `limit` bytes for properties that are printed: everything else
/// becomes `?`, comma, CR and LF become a space.
[[nodiscard]] std::string printableAscii(std::string_view utf8, std::size_t limit);

}  // namespace mobilepay::core
