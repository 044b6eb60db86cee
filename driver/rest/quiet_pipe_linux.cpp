#include "driver/rest/quiet_pipe.h"

#include <ctime>
#include <signal.h>

namespace mobilepay::rest {

namespace {

sigset_t onlySigpipe() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    return set;
}

}  // namespace

QuietPipe::QuietPipe() noexcept {
    const sigset_t pipe = onlySigpipe();
    sigset_t before;
    blockedByUs_ =
        pthread_sigmask(SIG_BLOCK, &pipe, &before) == 0 && !sigismember(&before, SIGPIPE);
}

QuietPipe::~QuietPipe() {
    if (!blockedByUs_) return;
    const sigset_t pipe = onlySigpipe();
    const timespec now{};
    // Takes away what a write of ours raised; it was not blocked before, so nothing older waits.
    while (sigtimedwait(&pipe, nullptr, &now) == SIGPIPE) {
    }
    pthread_sigmask(SIG_UNBLOCK, &pipe, nullptr);
}

}  // namespace mobilepay::rest
