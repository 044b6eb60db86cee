#pragma once

#include <filesystem>

namespace mobilepay::simulation {

/// A folder of the real disk for the lock files of the machines of this thread's run; it goes with
/// the process.
[[nodiscard]] std::filesystem::path lockFolder();

}  // namespace mobilepay::simulation
