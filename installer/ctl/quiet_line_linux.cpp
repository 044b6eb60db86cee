#include "installer/ctl/quiet_line.h"

#include <termios.h>
#include <unistd.h>

#include <gsl/gsl>

namespace mobilepay::ctl {

core::Secret readQuietly(std::istream& in) {
    termios before{};
    const bool terminal = ::tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        termios quiet = before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    const auto restoring = gsl::finally([&] {
        if (terminal) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    });
    std::string line(4096, '\0');
    in.getline(line.data(), static_cast<std::streamsize>(line.size()));
    line.resize(std::char_traits<char>::length(line.data()));
    return core::Secret(std::move(line));
}

}  // namespace mobilepay::ctl
