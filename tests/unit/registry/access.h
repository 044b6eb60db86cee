#pragma once

#include <filesystem>

/// Who may read a file of a test, by the means of the system.
void letOwnerRead(const std::filesystem::path& file);
void letEverybodyRead(const std::filesystem::path& file);
