#include "installer/ctl/program.h"

#include "driver/core/version.h"
#include "installer/ctl/command_line.h"
#include "installer/ctl/failure.h"
#include "installer/ctl/report.h"

#include <algorithm>

namespace mobilepay::ctl {

namespace {

int fail(const Failure& failure, bool json, std::ostream& out, std::ostream& err) {
    err << "mpctl: " << failure.text << std::endl;
    if (json) {
        auto object = objectOf({{"error", failure.text}});
        object.set("exitCode", static_cast<int>(failure.code));
        printJson(Invocation{{}, {}, out, err}, object);
    }
    return static_cast<int>(failure.code);
}

int noSuchCommand(const std::vector<std::string>& words, std::ostream& err) {
    if (words.empty()) {
        err << overview();
    } else {
        err << "mpctl: there is no command '" << words[0]
            << (words.size() > 1 && !words[1].starts_with("-") ? " " + words[1] : "")
            << "'; mpctl --help lists them" << std::endl;
    }
    return static_cast<int>(ExitCode::usage);
}

int perform(const std::vector<std::string>& words, std::ostream& out, std::ostream& err) {
    if (!words.empty() && words[0] == "--version") {
        out << "mpctl " << core::clientVersion << std::endl;
        return 0;
    }
    if (!words.empty() && (words[0] == "--help" || words[0] == "-h" || words[0] == "help")) {
        const Found asked = findCommand({words.begin() + 1, words.end()});
        out << (asked.command ? helpOn(*asked.command) : overview()) << std::flush;
        return 0;
    }
    const Found found = findCommand(words);
    if (!found.command) return noSuchCommand(words, err);
    const Invocation invocation = parse(*found.command, found.rest, out, err);
    if (invocation.has("help")) {
        out << helpOn(*found.command) << std::flush;
        return 0;
    }
    return static_cast<int>(found.command->run(invocation));
}

}  // namespace

int run(const std::vector<std::string>& words, std::ostream& out, std::ostream& err) noexcept {
    const bool json = std::find(words.begin(), words.end(), "--json") != words.end();
    try {
        return perform(words, out, err);
    } catch (...) {
        return fail(failureOf(std::current_exception()), json, out, err);
    }
}

}  // namespace mobilepay::ctl
