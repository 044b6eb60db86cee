#include "driver/core/error.h"
#include "registry/secret_place.h"
#include "registry/small_file.h"

#include <windows.h>
// After windows.h, which they need.
#include <aclapi.h>
#include <dpapi.h>
#include <sddl.h>

#include <gsl/gsl>

namespace mobilepay::registry {

namespace {

[[noreturn]] void refuse(const std::string& why) {
    throw core::ConfigurationError(why);
}

bool isGroup(PSID sid, WELL_KNOWN_SID_TYPE group) {
    return IsWellKnownSid(sid, group) != 0;
}

/// Whether an entry of an access list lets everybody of this machine read. An entry that denies
/// takes nothing back here: who reads such lists has to think too long.
bool letsEverybodyRead(const ACE_HEADER& entry) {
    constexpr ACCESS_MASK reading = FILE_READ_DATA | GENERIC_READ | GENERIC_ALL;
    if (entry.AceType != ACCESS_ALLOWED_ACE_TYPE || (entry.AceFlags & INHERIT_ONLY_ACE) != 0)
        return false;
    const auto& allowed = reinterpret_cast<const ACCESS_ALLOWED_ACE&>(entry);
    PSID sid = const_cast<DWORD*>(&allowed.SidStart);
    return (allowed.Mask & reading) != 0 &&
           (isGroup(sid, WinWorldSid) || isGroup(sid, WinBuiltinUsersSid) ||
            isGroup(sid, WinAuthenticatedUserSid) || isGroup(sid, WinInteractiveSid));
}

/// No list at all means that everybody may do everything.
bool everybodyMayRead(PACL list) {
    if (list == nullptr) return true;
    for (WORD at = 0; at < list->AceCount; ++at) {
        void* entry = nullptr;
        if (!GetAce(list, at, &entry) || letsEverybodyRead(*static_cast<ACE_HEADER*>(entry)))
            return true;
    }
    return false;
}

void requirePrivate(const std::string& path) {
    PACL list = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    std::wstring name = pathOf(path).wstring();
    const DWORD code = GetNamedSecurityInfoW(name.data(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION,
                                             nullptr, nullptr, &list, nullptr, &descriptor);
    if (code == ERROR_FILE_NOT_FOUND || code == ERROR_PATH_NOT_FOUND) {
        refuse("it does not exist: check the path");
    }
    if (code != ERROR_SUCCESS) refuse("its access list cannot be read: check who owns it");
    const auto freeing = gsl::finally([descriptor] { LocalFree(descriptor); });
    if (everybodyMayRead(list)) {
        refuse("every user of this machine can read it: icacls \"" + path +
               "\" /inheritance:r /grant SYSTEM:F Administrators:F and the till's user :R");
    }
}

}  // namespace

core::Secret secretOfFile(const std::string& path) {
    requirePrivate(path);
    return core::Secret(readSmallFile(pathOf(path), longestSecret + 2, "secret file"));
}

core::Secret secretOfProtectedFile(const std::string& path) {
    requirePrivate(path);
    std::string bytes = readSmallFile(pathOf(path), 4 * longestSecret, "secret file");
    DATA_BLOB sealed{gsl::narrow<DWORD>(bytes.size()), reinterpret_cast<BYTE*>(bytes.data())};
    DATA_BLOB open{};
    if (!CryptUnprotectData(&sealed, nullptr, nullptr, nullptr, nullptr, CRYPTPROTECT_UI_FORBIDDEN,
                            &open)) {
        refuse("this machine cannot open it: make it anew here, with mpctl secret set");
    }
    const auto freeing = gsl::finally([&open] {
        SecureZeroMemory(open.pbData, open.cbData);
        LocalFree(open.pbData);
    });
    return core::Secret(std::string(reinterpret_cast<const char*>(open.pbData), open.cbData));
}

std::string toLetATillRead(const std::string&) {
    return {};  // its list is the administrators' and SYSTEM's; the help names icacls
}

std::string storeSecret(const std::string& path, const core::Secret& secret) {
    std::string bytes = secret.reveal();
    DATA_BLOB open{gsl::narrow<DWORD>(bytes.size()), reinterpret_cast<BYTE*>(bytes.data())};
    DATA_BLOB sealed{};
    const bool done =
        CryptProtectData(&open, L"MobilePay", nullptr, nullptr, nullptr,
                         CRYPTPROTECT_LOCAL_MACHINE | CRYPTPROTECT_UI_FORBIDDEN, &sealed) != 0;
    SecureZeroMemory(bytes.data(), bytes.size());
    if (!done) refuse("Windows does not encrypt: is the machine's key store intact?");
    const auto freeing = gsl::finally([&sealed] { LocalFree(sealed.pbData); });
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    // Nothing inherited; SYSTEM and administrators alone.
    if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(
            L"D:P(A;;FA;;;SY)(A;;FA;;;BA)", SDDL_REVISION_1, &descriptor, nullptr)) {
        refuse("Windows does not make an access list");
    }
    const auto dropping = gsl::finally([descriptor] { LocalFree(descriptor); });
    SECURITY_ATTRIBUTES attributes{sizeof attributes, descriptor, FALSE};
    const std::wstring name = pathOf(path).wstring();
    const std::wstring fresh = name + L".new";
    DeleteFileW(fresh.c_str());
    const HANDLE file = CreateFileW(fresh.c_str(), GENERIC_WRITE, 0, &attributes, CREATE_NEW,
                                    FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE) {
        refuse("The file " + path + " cannot be written: check its folder");
    }
    DWORD count = 0;
    const bool written = WriteFile(file, sealed.pbData, sealed.cbData, &count, nullptr) != 0 &&
                         count == sealed.cbData && FlushFileBuffers(file) != 0;
    CloseHandle(file);
    if (!written || !MoveFileExW(fresh.c_str(), name.c_str(), MOVEFILE_REPLACE_EXISTING)) {
        DeleteFileW(fresh.c_str());
        refuse("The file " + path + " cannot be written: check the disk and the folder");
    }
    return "dpapi:" + path;
}

std::optional<core::Secret> secretOfEnvironment(const std::string& name) {
    const std::wstring wide = pathOf(name).wstring();
    std::wstring value(longestSecret + 2, L'\0');
    SetLastError(ERROR_SUCCESS);
    const DWORD length =
        GetEnvironmentVariableW(wide.c_str(), value.data(), gsl::narrow<DWORD>(value.size()));
    if (length == 0 && GetLastError() == ERROR_ENVVAR_NOT_FOUND) return std::nullopt;
    if (length >= value.size()) refuse("it holds more than 4096 bytes: that is no secret of ours");
    value.resize(length);
    core::Secret secret(pathText(value));
    SecureZeroMemory(value.data(), value.size() * sizeof(wchar_t));
    return secret;
}

}  // namespace mobilepay::registry
