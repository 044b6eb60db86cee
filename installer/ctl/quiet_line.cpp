#include "installer/ctl/quiet_line.h"

#include "installer/ctl/command.h"
#include "installer/ctl/interrupt.h"
#include "installer/ctl/quiet_terminal.h"

#include <cstdlib>

#include <gsl/gsl>

namespace mobilepay::ctl {

namespace {
constexpr std::size_t longestLine = 4096;
}

core::Secret readQuietly(std::istream& in) {
    Interrupt interrupt;
    const QuietTerminal terminal;
    // Ctrl-C ends the program and leaves the terminal as it was.
    interrupt.onSignal([&terminal] {
        terminal.restore();
        std::_Exit(static_cast<int>(ExitCode::stopped));
    });
    const auto nobody = gsl::finally([&interrupt] { interrupt.onSignal({}); });
    std::string line(longestLine + 1, '\0');
    in.getline(line.data(), static_cast<std::streamsize>(line.size()));
    const auto read = std::char_traits<char>::length(line.data());
    if (in.fail() && read == longestLine)
        throw UsageError("That line is longer than " + std::to_string(longestLine) +
                         " bytes, the most a secret can have: nothing was stored");
    line.resize(read);
    return core::Secret(std::move(line));
}

}  // namespace mobilepay::ctl
