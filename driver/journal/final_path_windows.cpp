#include "driver/journal/final_path_windows.h"

#include <windows.h>
#include <algorithm>
#include <filesystem>

namespace mobilepay::journal {

namespace {

bool same(const std::wstring& a, const std::wstring& b) {
    return CompareStringOrdinal(a.c_str(), -1, b.c_str(), -1, TRUE) == CSTR_EQUAL;
}

bool isVirtual(const std::filesystem::path& path) {
    return std::any_of(path.begin(), path.end(),
                       [](const auto& part) { return same(part.wstring(), L"VirtualStore"); });
}

}  // namespace

bool isElsewhere(const std::wstring& configured, const FinalPath& found) {
    const std::filesystem::path wanted(configured);
    const auto expected = (std::filesystem::path(found.folder) / wanted.filename()).wstring();
    return !same(found.file, expected) || (isVirtual(found.folder) && !isVirtual(wanted));
}

}  // namespace mobilepay::journal
