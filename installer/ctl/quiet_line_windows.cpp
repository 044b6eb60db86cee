#include "installer/ctl/quiet_line.h"

#include <windows.h>

#include <gsl/gsl>

namespace mobilepay::ctl {

core::Secret readQuietly(std::istream& in) {
    const HANDLE console = GetStdHandle(STD_INPUT_HANDLE);
    DWORD before = 0;
    const bool terminal = GetConsoleMode(console, &before) != 0;
    if (terminal) SetConsoleMode(console, before & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
    const auto restoring = gsl::finally([&] {
        if (terminal) SetConsoleMode(console, before);
    });
    std::string line(4096, '\0');
    in.getline(line.data(), static_cast<std::streamsize>(line.size()));
    line.resize(std::char_traits<char>::length(line.data()));
    return core::Secret(std::move(line));
}

}  // namespace mobilepay::ctl
