#pragma once

#include "driver/journal/record.h"

#include <optional>
#include <string_view>

/// The words of the record as the file, the export and people see them. Within a major version of
/// the schema no word is added or changes its meaning; something new gets a column of its own.
namespace mobilepay::journal {

[[nodiscard]] std::string_view wordOf(Kind kind) noexcept;
[[nodiscard]] std::string_view wordOf(Decision decision) noexcept;
[[nodiscard]] std::string_view wordOf(Outcome outcome) noexcept;

/// nullopt for a word that this build does not know.
[[nodiscard]] std::optional<Kind> kindOf(std::string_view word) noexcept;
[[nodiscard]] std::optional<Decision> decisionOf(std::string_view word) noexcept;
[[nodiscard]] std::optional<Outcome> outcomeOf(std::string_view word) noexcept;

}  // namespace mobilepay::journal
