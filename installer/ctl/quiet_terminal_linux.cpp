#include "installer/ctl/quiet_terminal.h"

#include <termios.h>
#include <unistd.h>

namespace mobilepay::ctl {

struct QuietTerminal::Before {
    termios settings{};
};

QuietTerminal::QuietTerminal() {
    auto before = std::make_unique<Before>();
    if (::tcgetattr(STDIN_FILENO, &before->settings) != 0) return;
    termios quiet = before->settings;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    before_ = std::move(before);
}

QuietTerminal::~QuietTerminal() {
    restore();
}

void QuietTerminal::restore() const noexcept {
    if (before_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_->settings);
}

}  // namespace mobilepay::ctl
