#include "installer/ctl/exit_code.h"

#include <algorithm>
#include <array>

#include <gsl/gsl>

namespace mobilepay::ctl {

namespace {

struct Row {
    ExitCode code;
    std::string_view meaning;
};

constexpr std::array<Row, 10> rows = {{
    {ExitCode::done, "approved, or done as asked"},
    {ExitCode::refused,
     "declined by the shopper, cancelled by MobilePay or refused by a rule: nothing was taken"},
    {ExitCode::usage, "the command line is wrong; nothing was done"},
    {ExitCode::configuration, "a setting, file or right is wrong; nothing was sent"},
    {ExitCode::unknown,
     "not known yet: the cancel is not confirmed, or something is still open; recovery goes on"},
    {ExitCode::journal, "the journal cannot be used; nothing was sent, or all of it was cancelled"},
    {ExitCode::held, "another program holds the lane"},
    {ExitCode::stopped,
     "the time was over, or somebody stopped it: the cancel is confirmed, nothing was taken"},
    {ExitCode::notSent, "nothing reached the server; asking again is safe"},
    {ExitCode::fault, "a fault of the program or the machine; the text says which"},
}};

using Kind = lane::Verdict::Kind;

constexpr std::array<Ending, 13> endings = {{
    {Kind::approved, "approved", ExitCode::done, "APPROVED"},
    {Kind::approvedCapturePending, "approvedCapturePending", ExitCode::done,
     "APPROVED; the capture is not confirmed yet, recovery finishes it"},
    {Kind::declined, "declined", ExitCode::refused, "DECLINED by the shopper; nothing was taken"},
    {Kind::cancelledByWallet, "cancelledByWallet", ExitCode::refused,
     "CANCELLED by MobilePay; nothing was taken"},
    {Kind::timedOut, "timedOut", ExitCode::stopped, "TIMED OUT; cancelled, nothing was taken"},
    {Kind::aborted, "aborted", ExitCode::stopped, "STOPPED; cancelled, nothing was taken"},
    {Kind::notSent, "notSent", ExitCode::notSent, "NOT SENT; asking again is safe"},
    {Kind::refused, "refused", ExitCode::refused, "REFUSED; nothing was changed"},
    {Kind::notCaptured, "notCaptured", ExitCode::refused,
     "NOT CAPTURED; the server says final, nothing was taken"},
    {Kind::strangerActive, "strangerActive", ExitCode::refused,
     "REFUSED; a payment that is not ours is active at this point of sale"},
    {Kind::unknown, "unknown", ExitCode::unknown,
     "UNKNOWN; the cancel is not confirmed, recovery goes on"},
    {Kind::misconfigured, "misconfigured", ExitCode::configuration,
     "REFUSED; the server does not accept our credentials or rights"},
    {Kind::journalFailed, "journalFailed", ExitCode::journal,
     "FAILED; the journal could not be written, nothing was taken"},
}};

}  // namespace

const Ending& endingOf(Kind kind) {
    const auto found = std::find_if(endings.begin(), endings.end(),
                                    [kind](const Ending& one) { return one.kind == kind; });
    Ensures(found != endings.end());
    return *found;
}

std::string exitCodesHelp() {
    std::string text;
    for (const auto& row : rows) {
        text += "  " + std::to_string(static_cast<int>(row.code)) + "  " +
                std::string(row.meaning) + "\n";
    }
    return text;
}

std::string exitCodesMarkdown() {
    std::string text = "| exit code | meaning | `verdict` in `--json` |\n|---|---|---|\n";
    for (const auto& row : rows) {
        std::string words;
        for (const auto& ending : endings) {
            if (ending.code != row.code) continue;
            words += (words.empty() ? "`" : ", `") + std::string(ending.word) + "`";
        }
        text += "| " + std::to_string(static_cast<int>(row.code)) + " | " +
                std::string(row.meaning) + " | " + words + " |\n";
    }
    return text;
}

}  // namespace mobilepay::ctl
