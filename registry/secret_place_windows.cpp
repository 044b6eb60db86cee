#include "driver/core/error.h"
#include "registry/secret_place.h"
#include "registry/small_file.h"

#include <windows.h>
#include <vector>
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

/// The user this process runs as; empty when that cannot be told.
std::vector<BYTE> thisUser() {
    HANDLE token = nullptr;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token)) return {};
    const auto close = gsl::finally([token] { CloseHandle(token); });
    std::vector<BYTE> bytes(sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE);
    DWORD size = 0;
    if (!GetTokenInformation(token, TokenUser, bytes.data(), gsl::narrow<DWORD>(bytes.size()),
                             &size))
        return {};
    return bytes;
}

/// An owner can change a file's access list, whatever it says.
bool mayOwnSecrets(PSID owner) {
    if (owner == nullptr) return false;
    if (isGroup(owner, WinLocalSystemSid) || isGroup(owner, WinBuiltinAdministratorsSid))
        return true;
    auto user = thisUser();
    return !user.empty() && EqualSid(owner, reinterpret_cast<TOKEN_USER*>(user.data())->User.Sid);
}

void requireOrdinary(HANDLE file) {
    BY_HANDLE_FILE_INFORMATION about{};
    if (GetFileType(file) != FILE_TYPE_DISK || !GetFileInformationByHandle(file, &about) ||
        (about.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0)
        refuse("it is no ordinary file: name a file");
    if ((about.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0)
        refuse("it is a link, which can be made to lead elsewhere: name the file itself");
}

void requirePrivate(HANDLE file, const std::string& path) {
    PSID owner = nullptr;
    PACL list = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    const DWORD code = GetSecurityInfo(file, SE_FILE_OBJECT,
                                       OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION,
                                       &owner, nullptr, &list, nullptr, &descriptor);
    if (code != ERROR_SUCCESS) refuse("its access list cannot be read: check who owns it");
    const auto freeing = gsl::finally([descriptor] { LocalFree(descriptor); });
    if (everybodyMayRead(list)) {
        refuse("every user of this machine can read it: icacls \"" + path +
               "\" /inheritance:r /grant SYSTEM:F Administrators:F and the till's user :R");
    }
    if (!mayOwnSecrets(owner)) {
        refuse(
            "it belongs to another user, who could change it; give it to the administrators: "
            "icacls \"" +
            path + "\" /setowner *S-1-5-32-544");
    }
}

HANDLE openSecret(const std::string& path) {
    // A link is opened itself and a folder too, so as to be told what they are. Whoever puts a pipe
    // there learns who asks, and cannot act in that name.
    const HANDLE file =
        CreateFileW(pathOf(path).c_str(), GENERIC_READ,
                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING,
                    FILE_FLAG_OPEN_REPARSE_POINT | FILE_FLAG_BACKUP_SEMANTICS |
                        SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION,
                    nullptr);
    if (file != INVALID_HANDLE_VALUE) return file;
    switch (const DWORD error = GetLastError()) {
        case ERROR_FILE_NOT_FOUND:
        case ERROR_PATH_NOT_FOUND:
            refuse("it does not exist: check the path");
        case ERROR_ACCESS_DENIED:
            refuse("it cannot be read: check its permissions for the user of this program");
        case ERROR_SHARING_VIOLATION:
            refuse("another program has it open and lets nobody else in: close that program");
        default:
            refuse("it cannot be opened (Windows error " + std::to_string(error) +
                   "): check the path");
    }
}

std::string readAll(HANDLE file, std::size_t limit) {
    std::string bytes(limit + 1, '\0');
    std::size_t length = 0;
    while (length < bytes.size()) {
        DWORD got = 0;
        if (!ReadFile(file, bytes.data() + length, gsl::narrow<DWORD>(bytes.size() - length), &got,
                      nullptr))
            refuse("it cannot be read to its end: check the disk");
        if (got == 0) break;
        length += got;
    }
    if (length > limit)
        refuse("it is larger than " + std::to_string(limit / 1024) +
               " KiB: it cannot be one of ours");
    bytes.resize(length);
    return bytes;
}

/// Opened once: what was looked at is what is read, whatever becomes of the name meanwhile.
std::string readPrivate(const std::string& path, std::size_t limit) {
    const HANDLE file = openSecret(path);
    const auto closing = gsl::finally([file] { CloseHandle(file); });
    requireOrdinary(file);
    requirePrivate(file, path);
    return readAll(file, limit);
}

}  // namespace

core::Secret secretOfFile(const std::string& path) {
    return core::Secret(readPrivate(path, longestSecret + 2));
}

core::Secret secretOfProtectedFile(const std::string& path) {
    std::string bytes = readPrivate(path, 4 * longestSecret);
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
