#include "driver/core/error.h"
#include "driver/core/ids.h"

#include <windows.h>
#include <string>

// Needs windows.h before it.
#include <bcrypt.h>

namespace mobilepay::core {

std::uint64_t SystemRandom::next() {
    std::uint64_t bits = 0;
    const NTSTATUS status = BCryptGenRandom(nullptr, reinterpret_cast<PUCHAR>(&bits), sizeof bits,
                                            BCRYPT_USE_SYSTEM_PREFERRED_RNG);
    if (status < 0) {
        throw Fault("Windows gives no random numbers (BCryptGenRandom: " + std::to_string(status) +
                    "); ids cannot be made safely");
    }
    return bits;
}

}  // namespace mobilepay::core
