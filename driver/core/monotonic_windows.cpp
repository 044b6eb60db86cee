#include "driver/core/clock.h"

namespace mobilepay::core {

// The performance counter, which counts on while the machine sleeps.
MonoTime SystemClock::monotonic() const {
    return {std::chrono::duration_cast<Milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch())};
}

}  // namespace mobilepay::core
