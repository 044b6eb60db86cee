#pragma once

#include "registry/profile.h"

#include <string>
#include <vector>

namespace mobilepay::registry {

/// What one setting alone cannot tell: what is missing for this wallet, and which settings
/// contradict each other. One sentence each: the settings, their values, the rule, the way out.
/// Touches neither disk nor network. Empty: the profile can be used.
[[nodiscard]] std::vector<std::string> problemsOf(const Profile& profile);

/// Throws `core::ConfigurationError` with every problem, a line each.
void requireUsable(const Profile& profile);

/// The profile with the defaults that depend on other settings or on the machine filled in: folder,
/// pos.id, pos.name, log.file, and api.url without a slash at its end.
[[nodiscard]] Profile completed(Profile profile);

/// Where journals live when nothing else is said: /var/lib/mobilepay, or MobilePay in ProgramData.
[[nodiscard]] std::filesystem::path defaultFolder();
/// Where profiles live: /etc/mobilepay, or MobilePay\profiles in ProgramData.
[[nodiscard]] std::filesystem::path defaultProfileFolder();

}  // namespace mobilepay::registry
