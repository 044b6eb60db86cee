#pragma once

#include "driver/journal/sqlite.h"

#include <optional>
#include <string>
#include <string_view>

/// Names and values with a checksum: the tables `about` (what the file is: schema, lane, machine)
/// and `memory` (what the lane remembers).
namespace mobilepay::journal {

/// Throws `DamagedError` when the entry is missing or bad: nothing can be trusted without it.
[[nodiscard]] std::string readAbout(Database& database, const char* name);
void writeAbout(Database& database, std::string_view name, std::string_view value);

struct Remembered {
    std::string value;
    bool bad = false;
};
[[nodiscard]] std::optional<Remembered> readMemory(Database& database, std::string_view key);
/// Keys of the entries that fail their check.
[[nodiscard]] Values badMemories(Database& database);
void writeMemory(Database& database, std::string_view key, std::string_view value);

}  // namespace mobilepay::journal
