#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

/// Configuration files, read and written whole.
namespace mobilepay::registry {

/// UTF-8 text to a path and back, on Windows too.
[[nodiscard]] std::filesystem::path pathOf(std::string_view utf8);
[[nodiscard]] std::string pathText(const std::filesystem::path& path);

/// The bytes of a regular file. `what` names its kind in messages. Throws
/// `core::ConfigurationError` naming the file and the way out when it is missing, no regular file,
/// unreadable, or larger than `limit` bytes.
[[nodiscard]] std::string readSmallFile(const std::filesystem::path& file, std::size_t limit,
                                        std::string_view what);

/// Replaces the file as a whole, durably, or leaves it as it was: writes a new one beside it and
/// renames it. An existing file keeps its owner, group and rights (where they cannot be kept it is
/// not replaced), and a link goes on naming it. Throws `core::ConfigurationError`.
void replaceFile(const std::filesystem::path& file, std::string_view bytes, std::string_view what);

}  // namespace mobilepay::registry
