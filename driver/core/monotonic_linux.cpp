#include "driver/core/clock.h"

#include <ctime>

namespace mobilepay::core {

// CLOCK_MONOTONIC, which std::chrono::steady_clock reads, stands still while a till sleeps: in the
// morning a key that died over night would look alive.
MonoTime SystemClock::monotonic() const {
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return {std::chrono::duration_cast<Milliseconds>(std::chrono::seconds(now.tv_sec) +
                                                     std::chrono::nanoseconds(now.tv_nsec))};
}

}  // namespace mobilepay::core
