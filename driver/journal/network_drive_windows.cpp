#include "driver/journal/place.h"

#include <windows.h>
#include <filesystem>

namespace mobilepay::journal {

std::string networkDriveOf(const std::string& folder) {
    const std::filesystem::path path(std::u8string(folder.begin(), folder.end()));
    wchar_t root[MAX_PATH + 1] = L"";
    if (!GetVolumePathNameW(path.c_str(), root, MAX_PATH)) return {};
    if (GetDriveTypeW(root) != DRIVE_REMOTE) return {};
    const auto name = std::filesystem::path(root).u8string();
    return {name.begin(), name.end()};
}

}  // namespace mobilepay::journal
