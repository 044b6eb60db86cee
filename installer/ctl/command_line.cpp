#include "installer/ctl/command_line.h"

#include <algorithm>

#include <Poco/Util/Option.h>
#include <Poco/Util/OptionException.h>
#include <Poco/Util/OptionProcessor.h>
#include <Poco/Util/OptionSet.h>

namespace mobilepay::ctl {

namespace {

constexpr std::size_t column = 34;

std::vector<OptionRow> allOptions(const Command& command) {
    std::vector<OptionRow> rows = command.options;
    rows.insert(rows.end(), everyCommandsOptions().begin(), everyCommandsOptions().end());
    return rows;
}

Poco::Util::OptionSet optionSet(const Command& command) {
    Poco::Util::OptionSet set;
    for (const auto& row : allOptions(command)) {
        Poco::Util::Option option(std::string(row.name), "");
        if (!row.argument.empty()) option.argument(std::string(row.argument));
        set.addOption(option.repeatable(row.name == "set"));
    }
    return set;
}

std::string usageOf(const Command& command) {
    return "mpctl " + std::string(command.name) +
           (command.arguments.empty() ? "" : " " + std::string(command.arguments));
}

std::string padded(std::string text) {
    text.resize(std::max(column, text.size() + 2), ' ');
    return text;
}

void checkCount(const Command& command, std::size_t count) {
    if (count >= command.least && count <= command.most) return;
    throw UsageError(
        std::string(count < command.least ? "Something is missing" : "That is too much") +
        ": write  " + usageOf(command) + "  (mpctl " + std::string(command.name) +
        " --help explains it)");
}

}  // namespace

Found findCommand(const std::vector<std::string>& words) {
    // The longest name first: `journal list` before a command `journal`.
    for (std::size_t length = 3; length > 0; --length) {
        if (words.size() < length) continue;
        std::string name = words[0];
        for (std::size_t i = 1; i < length; ++i)
            name += " " + words[i];
        for (const auto& command : commands()) {
            if (command.name != name) continue;
            return {&command, {words.begin() + static_cast<std::ptrdiff_t>(length), words.end()}};
        }
    }
    return {};
}

Invocation parse(const Command& command, const std::vector<std::string>& words, std::ostream& out,
                 std::ostream& err) {
    Invocation invocation{{}, {}, out, err};
    const Poco::Util::OptionSet set = optionSet(command);
    Poco::Util::OptionProcessor processor(set);
    processor.setUnixStyle(true);
    try {
        for (const auto& word : words) {
            std::string name;
            std::string argument;
            if (!processor.process(word, name, argument)) {
                invocation.arguments.push_back(word);
            } else if (!name.empty()) {
                invocation.options.emplace(name, argument);
            }
        }
        if (invocation.has("help")) return invocation;
        processor.checkRequired();
    } catch (const Poco::Util::OptionException& error) {
        throw UsageError(error.displayText() + ": mpctl " + std::string(command.name) +
                         " --help lists the options");
    }
    checkCount(command, invocation.arguments.size());
    return invocation;
}

std::string overview() {
    std::string text =
        "Usage: mpctl COMMAND [ARGUMENTS] [OPTIONS]\n\n"
        "Takes MobilePay payments at a lane, and looks after lanes, journals and registrations.\n\n"
        "Commands:\n";
    for (const auto& command : commands()) {
        const std::string name =
            std::string(command.name) +
            (command.arguments.empty() ? "" : " " + std::string(command.arguments));
        text += "  " + padded(name) + std::string(command.summary) + "\n";
    }
    text += "\n  mpctl COMMAND --help explains one of them, mpctl --version names the version.\n";
    text += "\nExit codes:\n" + exitCodesHelp();
    return text;
}

std::string helpOn(const Command& command) {
    std::string text =
        "Usage: " + usageOf(command) + " [OPTIONS]\n\n" + std::string(command.summary) + ".\n";
    if (!command.teaching.empty()) text += "\n" + std::string(command.teaching) + "\n";
    text += "\nOptions:\n";
    for (const auto& row : allOptions(command)) {
        const std::string name = "--" + std::string(row.name) +
                                 (row.argument.empty() ? "" : " " + std::string(row.argument));
        text += "  " + padded(name) + std::string(row.help) + "\n";
    }
    return text + "\nExit codes:\n" + exitCodesHelp();
}

}  // namespace mobilepay::ctl
