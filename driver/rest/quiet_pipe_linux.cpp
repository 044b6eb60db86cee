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
    sigset_t pending;
    // One that waits already (the host blocks the signal itself) is the host's.
    hostsOwnWaits_ = sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE);
    blockedByUs_ =
        pthread_sigmask(SIG_BLOCK, &pipe, &before) == 0 && !sigismember(&before, SIGPIPE);
}

QuietPipe::~QuietPipe() {
    const sigset_t pipe = onlySigpipe();
    const timespec now{};
    while (!hostsOwnWaits_ && sigtimedwait(&pipe, nullptr, &now) == SIGPIPE) {
    }
    if (blockedByUs_) pthread_sigmask(SIG_UNBLOCK, &pipe, nullptr);
}

}  // namespace mobilepay::rest
