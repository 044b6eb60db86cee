#pragma once

#include <filesystem>
#include <string_view>

/// How a new file takes the place of an old one, one implementation an operating system.
namespace mobilepay::registry {

/// Writes the bytes into `fresh`, which must not exist, and lets it take the place of `target`:
/// with the owner, group, rights and access list of a file that is there, durable when this
/// returns. Throws std::system_error, whose text names the way out; `fresh` may be left then.
void putInPlace(const std::filesystem::path& target, const std::filesystem::path& fresh,
                std::string_view bytes);

}  // namespace mobilepay::registry
