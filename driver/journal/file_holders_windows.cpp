#include "driver/journal/file_holders_windows.h"

#include <windows.h>
#include <array>
#include <filesystem>
// After windows.h, which it needs.
#include <restartmanager.h>

#include <gsl/gsl>

namespace mobilepay::journal {

namespace {

std::string described(const RM_PROCESS_INFO& one) {
    const auto name = std::filesystem::path(one.strAppName).u8string();
    return std::string(name.begin(), name.end()) + " (pid " +
           std::to_string(one.Process.dwProcessId) + ")";
}

}  // namespace

std::string holdersOf(const std::wstring& path) {
    DWORD session = 0;
    std::array<wchar_t, CCH_RM_SESSION_KEY + 1> key{};
    if (RmStartSession(&session, 0, key.data()) != ERROR_SUCCESS) return {};
    const auto end = gsl::finally([session] { RmEndSession(session); });
    LPCWSTR files[] = {path.c_str()};
    if (RmRegisterResources(session, 1, files, 0, nullptr, 0, nullptr) != ERROR_SUCCESS) return {};
    std::array<RM_PROCESS_INFO, 8> found{};
    UINT needed = 0;
    auto count = gsl::narrow_cast<UINT>(found.size());
    DWORD reasons = RmRebootReasonNone;
    if (RmGetList(session, &needed, &count, found.data(), &reasons) != ERROR_SUCCESS) return {};
    std::string text;
    for (UINT at = 0; at < count; ++at)
        text += (text.empty() ? "" : ", ") + described(gsl::at(found, at));
    return text;
}

}  // namespace mobilepay::journal
