#pragma once

#include "tests/conformance/binding.h"
#include "tests/conformance/script.h"

#include <string>

namespace mobilepay::conformance {

/// Runs one case for one category; returns what went wrong, empty when nothing did.
[[nodiscard]] std::string runCase(Binding& binding, const Case& script,
                                  const std::string& category);

/// Runs all, prints a line each, and a summary. A case that is said to deviate must fail. Returns
/// the number of surprises.
int runAll(Binding& binding, const std::filesystem::path& folder, const std::string& name);

}  // namespace mobilepay::conformance
