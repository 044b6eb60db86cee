#pragma once

#include "driver/core/secret.h"

#include <string_view>

namespace mobilepay::registry {

/// The secret that a setting refers to:
/// - `file:/path`: its first line. Nobody but the owner (root or the user of this process) and the
///   file's group may be able to read it, and only the owner to write it. Windows: neither Users
///   nor Everyone may read it, and its owner is SYSTEM, Administrators or the user of this process;
///   it is no link.
/// - `env:NAME`: a variable of the environment.
/// - `dpapi:C:\path`: a file made by `CryptProtectData` for the machine (Windows only).
///
/// `setting` is for messages. Throws `core::ConfigurationError` naming the setting, the place, what
/// is wrong with it and the way out; never what was found there. A text that is no reference may be
/// the secret itself and is not repeated either.
[[nodiscard]] core::Secret resolveSecret(std::string_view setting, std::string_view reference);

}  // namespace mobilepay::registry
