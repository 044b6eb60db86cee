#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

/// The conformance cases: text files that every door's runner reads (here and in
/// tests/e2e/javapos). A line is a step; `#` begins a comment; texts stand in double quotes.
///
///     case <sentence>                  begins a case on a fresh logical device
///     for CAT | ElectronicValueRW      categories it is run for; without it: both
///     with <setting> = <value>         of the device; its wallet is training's
///     unreachable                      its wallet is v10, and its server does not answer
///     open, close, release, claim T, enable, disable
///     set P V, call M A…               all with `-> code` or `-> code/extended` when not 0
///     get P = V, get P != V            reads; `get P contains V`; `get P -> code`: not to be read
///     out N = V                        the call's N-th argument as it came back; != and contains
///     keep P as name                   `$name` stands for the value afterwards
///     start M A…                       a call on a second thread
///     stop -> code                     ClearOutput until that call ends, and its outcome
///     await P = V                      within five seconds
///     answer 11|12|0                   ErrorEvents from now on (0: as preset)
///     rival claims, rival closes       another control on the same logical device
///     expect E                         the next event: `OutputComplete 1`, `Error 114/1 1`,
///                                      `StatusUpdate 2001`, `Data 0`, `Transition 15`
///     quiet                            no event comes
///     readable except P… -> code       every other getter; without a code it answers
///     methods except M… -> code        every other method of the category, with harmless arguments
namespace mobilepay::conformance {

struct Step {
    int line = 0;
    std::vector<std::string> words;  ///< without the expected outcome
    std::string outcome = "0";       ///< `code` or `code/extended`
};

struct Case {
    std::string file;
    std::string name;
    std::vector<std::string> categories{"CAT", "ElectronicValueRW"};
    std::vector<std::pair<std::string, std::string>> settings;
    std::vector<Step> steps;
};

/// All cases of all `*.case` files of a folder, by file name. Throws std::runtime_error.
[[nodiscard]] std::vector<Case> readCases(const std::filesystem::path& folder);

/// `deviations.txt`: lines `binding: case: why`. Returns why, by case, for that binding.
[[nodiscard]] std::map<std::string, std::string> readDeviations(const std::filesystem::path& file,
                                                                const std::string& binding);

}  // namespace mobilepay::conformance
