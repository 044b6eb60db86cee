#pragma once

#include "installer/ctl/command.h"
#include "registry/profile.h"

#include <vector>

namespace mobilepay::ctl {

/// The profile that `--profile`, `--lane` and `--set` name: usable, with all defaults filled in.
/// Throws `UsageError` when none is named, `core::ConfigurationError` when it is wrong.
[[nodiscard]] registry::Profile profileOf(const Invocation& invocation);

/// Throws `UsageError` where the lane moves real money and the command line does not say that this
/// is meant.
void requireLeave(const Invocation& invocation, const registry::Profile& profile);

/// Every profile file of the folder `--profiles`, or of the folder for profiles, by name.
[[nodiscard]] std::vector<std::filesystem::path> allProfiles(const Invocation& invocation);

}  // namespace mobilepay::ctl
