#pragma once

#include "driver/core/error.h"
#include "installer/ctl/exit_code.h"

#include <cstddef>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace mobilepay::ctl {

/// The command line itself is wrong; the text says how it is right.
class UsageError : public core::Fault {
public:
    using core::Fault::Fault;
};

struct OptionRow {
    std::string_view name;      ///< without dashes
    std::string_view argument;  ///< empty: none
    std::string_view help;
};

/// What somebody typed, taken apart.
struct Invocation {
    std::vector<std::string> arguments;
    std::multimap<std::string, std::string> options;
    std::ostream& out;  ///< results
    std::ostream& err;  ///< progress, for people

    [[nodiscard]] bool has(const std::string& option) const { return options.count(option) > 0; }
    /// The option's argument; empty when it was not given.
    [[nodiscard]] std::string get(const std::string& option) const;
    [[nodiscard]] bool json() const { return has("json"); }
};

struct Command {
    std::string_view name;  ///< `sale`, `journal list`
    std::string_view arguments;
    std::size_t least = 0;  ///< arguments
    std::size_t most = 0;
    std::string_view summary;
    std::string_view teaching;  ///< paragraphs for `--help`
    std::vector<OptionRow> options;
    ExitCode (*run)(const Invocation&) = nullptr;
};

/// All of them, in the order of the help.
[[nodiscard]] const std::vector<Command>& commands();
/// Options that every command takes, and those of all commands that have a lane.
[[nodiscard]] const std::vector<OptionRow>& everyCommandsOptions();
[[nodiscard]] const std::vector<OptionRow>& laneOptions();

// The parts of the table, each beside its code.
[[nodiscard]] std::vector<Command> paymentCommands();
[[nodiscard]] std::vector<Command> recoveryCommands();
[[nodiscard]] std::vector<Command> laneCommands();
[[nodiscard]] std::vector<Command> journalCommands();
[[nodiscard]] std::vector<Command> registryCommands();
[[nodiscard]] std::vector<Command> settingsCommands();
[[nodiscard]] std::vector<Command> secretCommands();
[[nodiscard]] std::vector<Command> folderCommands();

}  // namespace mobilepay::ctl
