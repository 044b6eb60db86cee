#include "installer/ctl/interrupt.h"

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

#ifdef __linux__

using mobilepay::ctl::Interrupt;

namespace {

/// Counts, and lets a test wait for the count.
class Bell {
public:
    void ring() {
        const std::lock_guard guard(mutex_);
        ++count_;
        rang_.notify_all();
    }
    /// False when it did not come to that count in time.
    bool waitFor(int count) {
        std::unique_lock lock(mutex_);
        return rang_.wait_for(lock, std::chrono::seconds(10), [&] { return count_ >= count; });
    }

private:
    std::mutex mutex_;
    std::condition_variable rang_;
    int count_ = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(interrupts)

BOOST_AUTO_TEST_CASE(a_signal_is_told_instead_of_ending_the_program) {
    Interrupt interrupt;
    Bell bell;
    interrupt.onSignal([&bell] { bell.ring(); });
    ::kill(::getpid(), SIGINT);
    BOOST_TEST(bell.waitFor(1));
    ::kill(::getpid(), SIGTERM);
    BOOST_TEST(bell.waitFor(2));
    interrupt.onSignal({});
}

BOOST_AUTO_TEST_CASE(a_signal_that_came_early_is_told_as_soon_as_somebody_asks) {
    Interrupt interrupt;
    Bell first;
    interrupt.onSignal([&first] { first.ring(); });
    ::kill(::getpid(), SIGINT);
    BOOST_TEST(first.waitFor(1));
    Bell second;
    interrupt.onSignal([&second] { second.ring(); });
    BOOST_TEST(second.waitFor(1));
    interrupt.onSignal({});
}

BOOST_AUTO_TEST_CASE(afterwards_another_one_can_be_made) {
    for (int i = 0; i < 3; ++i) {
        Interrupt interrupt;
        Bell bell;
        interrupt.onSignal([&bell] { bell.ring(); });
        ::kill(::getpid(), SIGINT);
        BOOST_TEST(bell.waitFor(1));
        interrupt.onSignal({});
    }
}

BOOST_AUTO_TEST_SUITE_END()

#endif
