#include "installer/ctl/interrupt.h"

#include <windows.h>
#include <mutex>
#include <utility>

namespace mobilepay::ctl {

namespace {

/// Windows hands control events to plain functions; one `Interrupt` lives at a time.
struct State {
    std::mutex mutex;
    std::function<void()> told;
    bool came = false;
};

State& state() {
    static State one;
    return one;
}

/// Runs on a thread of the system's. True: the program goes on. After closing a window or logging
/// off Windows gives it a few seconds and then ends it.
BOOL WINAPI onControl(DWORD) {
    const std::lock_guard guard(state().mutex);
    state().came = true;
    if (state().told) state().told();
    return TRUE;
}

}  // namespace

class Interrupt::Implementation {};

Interrupt::Interrupt() {
    SetConsoleCtrlHandler(onControl, TRUE);
}

Interrupt::~Interrupt() {
    SetConsoleCtrlHandler(onControl, FALSE);
    onSignal({});
    const std::lock_guard guard(state().mutex);
    state().came = false;
}

void Interrupt::onSignal(std::function<void()> told) {
    const std::lock_guard guard(state().mutex);
    state().told = std::move(told);
    if (state().came && state().told) state().told();
}

}  // namespace mobilepay::ctl
