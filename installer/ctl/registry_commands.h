#pragma once

#include "installer/ctl/command.h"
#include "registry/jpos_xml.h"

#include <string>
#include <vector>

namespace mobilepay::ctl {

[[nodiscard]] std::vector<Command> jposCommands();
/// Windows only; empty elsewhere.
[[nodiscard]] std::vector<Command> oposCommands();

/// What a device says about itself: the profile, which is read and checked first, and the native
/// library where one is named. Throws `UsageError` without a profile.
[[nodiscard]] std::vector<registry::Property> deviceProperties(const Invocation& invocation);

/// A list of names, a line each, or with `--json` in an array of that name.
ExitCode printNames(const Invocation& invocation, const std::string& what,
                    const std::vector<std::string>& names);

}  // namespace mobilepay::ctl
