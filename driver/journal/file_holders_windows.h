#pragma once

#include <string>

/// Who has a file open, for a technician.
namespace mobilepay::journal {

/// Names and process numbers of the programs, with commas between; empty where Windows does not
/// say. Takes some tens of milliseconds. Source: Restart Manager, Windows Vista and later.
[[nodiscard]] std::string holdersOf(const std::wstring& path);

}  // namespace mobilepay::journal
