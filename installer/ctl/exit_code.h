#pragma once

#include "driver/lane/lane.h"

#include <string>
#include <string_view>

namespace mobilepay::ctl {

/// What a program that starts mpctl goes by. Never renumbered.
enum class ExitCode {
    done = 0,
    refused = 1,
    usage = 2,
    configuration = 3,
    unknown = 4,
    journal = 5,
    held = 6,
    stopped = 7,
    notSent = 8,
    fault = 9,
};

/// How a request of a till ended, in a word for programs and a sentence for people.
struct Ending {
    lane::Verdict::Kind kind;
    std::string_view word;
    ExitCode code;
    std::string_view sentence;
};

[[nodiscard]] const Ending& endingOf(lane::Verdict::Kind kind);

/// The table of exit codes for `--help` and, in Markdown, for README.md.
[[nodiscard]] std::string exitCodesHelp();
[[nodiscard]] std::string exitCodesMarkdown();

}  // namespace mobilepay::ctl
