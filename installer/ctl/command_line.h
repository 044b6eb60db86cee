#pragma once

#include "installer/ctl/command.h"

#include <string>
#include <vector>

namespace mobilepay::ctl {

/// The command that the first words name, and the rest of the words. `command` null: none.
struct Found {
    const Command* command = nullptr;
    std::vector<std::string> rest;
};
[[nodiscard]] Found findCommand(const std::vector<std::string>& words);

/// Takes the words behind a command apart. Throws `UsageError`. `--help` among them: nothing else
/// is checked.
[[nodiscard]] Invocation parse(const Command& command, const std::vector<std::string>& words,
                               std::ostream& out, std::ostream& err);

/// What `mpctl --help` and `mpctl COMMAND --help` print.
[[nodiscard]] std::string overview();
[[nodiscard]] std::string helpOn(const Command& command);

}  // namespace mobilepay::ctl
