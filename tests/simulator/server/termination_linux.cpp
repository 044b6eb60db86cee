#include "tests/simulator/server/termination.h"

#include <csignal>

namespace mobilepay::simulator {
namespace {

sigset_t endings() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    return set;
}

}  // namespace

Termination::Termination() {
    // Threads inherit the mask, so the signals wait for `wait`.
    const sigset_t set = endings();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);  // a client that is gone is no reason to die
}

void Termination::wait() {
    const sigset_t set = endings();
    int signal = 0;
    sigwait(&set, &signal);
}

}  // namespace mobilepay::simulator
