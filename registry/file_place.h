#pragma once

#include <filesystem>
#include <string_view>

/// What the operating system has to say about a file, one implementation each.
namespace mobilepay::registry {

/// Writes the bytes into `fresh`, which must not exist, and lets it take the place of `target`:
/// with the owner, group, rights and access list of a file that is there, durable when this
/// returns. Throws std::system_error, whose text names the way out; `fresh` may be left then.
void putInPlace(const std::filesystem::path& target, const std::filesystem::path& fresh,
                std::string_view bytes);

/// Whether everybody may change the file, as far as that can be told from it: on Windows the folder
/// of profiles decides, and the answer is no.
[[nodiscard]] bool everybodyMayWrite(const std::filesystem::path& file);

}  // namespace mobilepay::registry
