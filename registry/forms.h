#pragma once

#include <string>
#include <string_view>

/// The forms that texts in the settings may have. Each is asked for a text that is not empty.
namespace mobilepay::registry {

/// 1 to 10 of A-Z a-z 0-9, and no name that Windows keeps for devices (CON, NUL, COM1 …).
[[nodiscard]] bool isLaneName(std::string_view text);
/// Absolute on the machine that asks; no control characters.
[[nodiscard]] bool isAbsolutePath(std::string_view text);
/// `https://host[:port][/path]`: no user, no query, no fragment.
[[nodiscard]] bool isHttpsUrl(std::string_view text);
/// `client`, or `broker:` and an https URL.
[[nodiscard]] bool isTokenSource(std::string_view text);
/// `none`, `system`, or `http://host:port`.
[[nodiscard]] bool isProxy(std::string_view text);
/// 8-4-4-4-12 hexadecimal digits.
[[nodiscard]] bool isGuid(std::string_view text);
/// Two capital letters and 8 digits.
[[nodiscard]] bool isVatNumber(std::string_view text);
/// v10 Input and Output Formats: `MPPOS`, `POSDK` or `POSFI` and 5 more characters.
[[nodiscard]] bool isBrandId(std::string_view text);
/// v10: exactly 5 characters.
[[nodiscard]] bool isLocationId(std::string_view text);
/// v10: a GUID or exactly 15 digits.
[[nodiscard]] bool isBeaconId(std::string_view text);
/// Some of QR, NFC, Bluetooth, each once, with commas between.
[[nodiscard]] bool isBeaconTypes(std::string_view text);
/// v10: at most 36 characters of MobilePay's valid set.
[[nodiscard]] bool isMobilePayText(std::string_view text);
/// At most 200 bytes of printable UTF-8.
[[nodiscard]] bool isPlainText(std::string_view text);
/// `file:/path`, `env:NAME` or `dpapi:path`.
[[nodiscard]] bool isSecretReference(std::string_view text);

/// The host of an https URL in lower case, without its port; empty when it is none.
[[nodiscard]] std::string hostOf(std::string_view httpsUrl);

}  // namespace mobilepay::registry
