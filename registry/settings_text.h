#pragma once

#include <string>

/// The table of settings in words, made from the table itself.
namespace mobilepay::registry {

/// For the terminal: each setting with its rule, default and help.
[[nodiscard]] std::string settingsHelp();

/// The table as it stands in README.md.
[[nodiscard]] std::string settingsMarkdown();

}  // namespace mobilepay::registry
