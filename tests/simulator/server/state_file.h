#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace mobilepay::simulator {

/// Replaces the file in one step. Throws `core::ConfigurationError` naming it when it cannot.
void writeState(const std::filesystem::path& file, const std::string& text);

/// The text of the file, nothing when there is no such file. Throws `core::ConfigurationError` when
/// it cannot be read.
[[nodiscard]] std::optional<std::string> readState(const std::filesystem::path& file);

}  // namespace mobilepay::simulator
