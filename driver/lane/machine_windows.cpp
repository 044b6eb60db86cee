#include "driver/lane/machine.h"

#include <windows.h>

namespace mobilepay::lane {

std::string systemIdentity() {
    // The 64-bit view for both bitnesses: they are one machine.
    HKEY key = nullptr;
    if (::RegOpenKeyExA(HKEY_LOCAL_MACHINE, "SOFTWARE\\Microsoft\\Cryptography", 0,
                        KEY_READ | KEY_WOW64_64KEY, &key) != ERROR_SUCCESS)
        return "";
    char value[64] = {};
    DWORD size = sizeof value;
    const auto result =
        ::RegGetValueA(key, nullptr, "MachineGuid", RRF_RT_REG_SZ, nullptr, value, &size);
    ::RegCloseKey(key);
    return result == ERROR_SUCCESS ? value : "";
}

}  // namespace mobilepay::lane
