#include "installer/ctl/quiet_terminal.h"

#include <windows.h>

namespace mobilepay::ctl {

struct QuietTerminal::Before {
    DWORD mode = 0;
};

QuietTerminal::QuietTerminal() {
    const HANDLE console = GetStdHandle(STD_INPUT_HANDLE);
    auto before = std::make_unique<Before>();
    if (GetConsoleMode(console, &before->mode) == 0) return;
    SetConsoleMode(console, before->mode & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
    before_ = std::move(before);
}

QuietTerminal::~QuietTerminal() {
    restore();
}

void QuietTerminal::restore() const noexcept {
    if (before_) SetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), before_->mode);
}

}  // namespace mobilepay::ctl
