#include "driver/lane/machine.h"

#include <windows.h>

namespace mobilepay::lane {

std::string systemIdentity() {
    char value[64] = {};
    DWORD size = sizeof value;
    // The 64-bit view for both bitnesses: they are one machine.
    const auto result =
        ::RegGetValueA(HKEY_LOCAL_MACHINE, "SOFTWARE\\Microsoft\\Cryptography", "MachineGuid",
                       RRF_RT_REG_SZ | RRF_SUBKEY_WOW6464KEY, nullptr, value, &size);
    return result == ERROR_SUCCESS ? value : "";
}

}  // namespace mobilepay::lane
