#pragma once

#include "driver/core/secret.h"

#include <optional>
#include <string>
#include <string_view>

/// Where secrets lie, one implementation an operating system. Each returns the bytes as found and
/// throws `core::ConfigurationError` with a sentence about the place: what is wrong and the way
/// out.
namespace mobilepay::registry {

/// More is no secret of ours.
inline constexpr std::size_t longestSecret = 4096;

/// Puts a secret into a file that owner and group alone can read (Windows: that only this machine
/// can open, for administrators and SYSTEM), replacing it as a whole. Returns the reference to it.
[[nodiscard]] std::string storeSecret(const std::string& path, const core::Secret& secret);

/// What has to be done yet before the till of another user can read a stored secret, in words;
/// empty: nothing, or nothing that can be told from the file.
[[nodiscard]] std::string toLetATillRead(const std::string& path);

[[nodiscard]] core::Secret secretOfFile(const std::string& path);
[[nodiscard]] core::Secret secretOfProtectedFile(const std::string& path);
[[nodiscard]] std::optional<core::Secret> secretOfEnvironment(const std::string& name);

}  // namespace mobilepay::registry
