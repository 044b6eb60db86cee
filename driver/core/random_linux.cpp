#include "driver/core/error.h"
#include "driver/core/ids.h"

#include <cerrno>
#include <string>
#include <sys/random.h>
#include <system_error>

namespace mobilepay::core {

std::uint64_t SystemRandom::next() {
    std::uint64_t bits = 0;
    for (;;) {
        // Up to 256 bytes are delivered whole or not at all (getrandom(2)).
        if (getrandom(&bits, sizeof bits, 0) == static_cast<ssize_t>(sizeof bits)) return bits;
        if (errno != EINTR) {
            throw Fault(std::string("The operating system gives no random numbers (getrandom: ") +
                        std::system_category().message(errno) + "); ids cannot be made safely");
        }
    }
}

}  // namespace mobilepay::core
