#include "driver/core/error.h"
#include "installer/ctl/interrupt.h"

#include <array>
#include <csignal>
#include <cstdint>
#include <mutex>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace mobilepay::ctl {

namespace {

sigset_t endingSignals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        sigaddset(&set, signal);
    return set;
}

}  // namespace

/// The signals are blocked in every thread and read from a descriptor, so that what is done about
/// them runs as ordinary code.
class Interrupt::Implementation {
public:
    Implementation() {
        const sigset_t set = endingSignals();
        pthread_sigmask(SIG_BLOCK, &set, &before_);
        signals_ = ::signalfd(-1, &set, SFD_CLOEXEC);
        stop_ = ::eventfd(0, EFD_CLOEXEC);
        if (signals_ < 0 || stop_ < 0) throw core::Fault("The system has no descriptor left");
        thread_ = std::thread([this] { wait(); });
    }

    ~Implementation() {
        const std::uint64_t one = 1;
        static_cast<void>(::write(stop_, &one, sizeof one) < 0);
        thread_.join();
        ::close(signals_);
        ::close(stop_);
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    void onSignal(std::function<void()> told) {
        const std::lock_guard guard(mutex_);
        told_ = std::move(told);
        if (came_ && told_) told_();
    }

private:
    void wait() {
        for (;;) {
            std::array<pollfd, 2> waits = {{{signals_, POLLIN, 0}, {stop_, POLLIN, 0}}};
            if (::poll(waits.data(), waits.size(), -1) < 0) continue;
            if (waits[1].revents != 0) return;
            signalfd_siginfo about{};
            if (::read(signals_, &about, sizeof about) <= 0) continue;
            const std::lock_guard guard(mutex_);
            came_ = true;
            if (told_) told_();
        }
    }

    sigset_t before_{};
    int signals_ = -1;
    int stop_ = -1;
    std::mutex mutex_;
    std::function<void()> told_;
    bool came_ = false;
    std::thread thread_;
};

Interrupt::Interrupt() : implementation_(std::make_unique<Implementation>()) {}
Interrupt::~Interrupt() = default;

void Interrupt::onSignal(std::function<void()> told) {
    implementation_->onSignal(std::move(told));
}

}  // namespace mobilepay::ctl
