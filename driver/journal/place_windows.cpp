#include "driver/journal/file_holders_windows.h"
#include "driver/journal/final_path_windows.h"
#include "driver/journal/place.h"

#include <windows.h>
#include <filesystem>

#include <gsl/gsl>

namespace mobilepay::journal {

namespace {

std::wstring wide(const std::string& path) {
    return std::filesystem::path(std::u8string(path.begin(), path.end())).wstring();
}

std::string utf8(const std::wstring& path) {
    const auto text = std::filesystem::path(path).u8string();
    return {text.begin(), text.end()};
}

[[noreturn]] void refuse(const FileName& file, const std::string& why) {
    throw core::JournalError(file.described() + ": " + why);
}

/// Without the prefix that GetFinalPathNameByHandle puts in front of every path.
std::wstring withoutPrefix(const std::wstring& path) {
    return path.rfind(L"\\\\?\\", 0) == 0 ? path.substr(4) : path;
}

/// A virus scanner or a backup may have it for a moment, and lets nobody else in meanwhile.
constexpr DWORD patienceMs = 2000;
constexpr DWORD pauseMs = 50;
constexpr DWORD shareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

bool heldByOthers(DWORD error) {
    return error == ERROR_SHARING_VIOLATION || error == ERROR_LOCK_VIOLATION;
}

[[noreturn]] void refuseOpen(const FileName& file, DWORD error) {
    if (!heldByOthers(error))
        refuse(file, "it cannot be reached (Windows error " + std::to_string(error) + ")");
    const auto holders = holdersOf(wide(file.path));
    refuse(file, "for 2 s " + (holders.empty() ? "another program" : holders) +
                     " has had it open and lets nobody else in; exclude the journal's folder from "
                     "the virus scanner and the backup");
}

/// Open as `access` asks; for reading alone where this user may not write.
HANDLE openPatiently(const FileName& file, const std::wstring& path, DWORD access, DWORD flags) {
    for (DWORD waited = 0;; waited += pauseMs) {
        const HANDLE handle =
            CreateFileW(path.c_str(), access, shareAll, nullptr, OPEN_EXISTING, flags, nullptr);
        if (handle != INVALID_HANDLE_VALUE) return handle;
        const DWORD error = GetLastError();
        if (error == ERROR_ACCESS_DENIED && (access & GENERIC_WRITE) != 0)
            return openPatiently(file, path, GENERIC_READ, flags);
        if (!heldByOthers(error) || waited >= patienceMs) refuseOpen(file, error);
        Sleep(pauseMs);
    }
}

std::wstring finalPathOf(const FileName& file, const std::wstring& path, DWORD access,
                         DWORD flags) {
    const HANDLE handle = openPatiently(file, path, access, flags);
    const auto close = gsl::finally([handle] { CloseHandle(handle); });
    std::wstring found(32768, L'\0');
    const DWORD size = GetFinalPathNameByHandleW(handle, found.data(), DWORD(found.size()),
                                                 FILE_NAME_NORMALIZED | VOLUME_NAME_DOS);
    if (size == 0 || size >= found.size()) return {};
    found.resize(size);
    return withoutPrefix(found);
}

/// Windows makes a virtual copy when a file is opened for writing: so it is here. SQLite's own
/// handle, of the same program, is led the same way.
void requireFinalPath(const FileName& file) {
    const FinalPath found{
        finalPathOf(file, wide(folderOf(file.path)), 0, FILE_FLAG_BACKUP_SEMANTICS),
        finalPathOf(file, wide(file.path), GENERIC_READ | GENERIC_WRITE, 0)};
    if (found.folder.empty() || found.file.empty()) return;
    if (isElsewhere(wide(file.path), found))
        refuse(file, "Windows leads it to " + utf8(found.file) +
                         " instead; configure that path, or let the user this program runs as "
                         "write to the configured folder");
}

}  // namespace

void requireGoodPlace(const FileName& file) {
    const std::string folder = folderOf(file.path);
    const DWORD attributes = GetFileAttributesW(wide(folder).c_str());
    if (attributes == INVALID_FILE_ATTRIBUTES || !(attributes & FILE_ATTRIBUTE_DIRECTORY))
        refuse(file, "its folder " + folder + " is missing; make it");
    if (const std::string drive = networkDriveOf(folder); !drive.empty())
        refuse(file, "its folder is on a network drive (" + drive +
                         "), which cannot keep a journal safely; configure a folder on a local "
                         "disk");
    const DWORD found = GetFileAttributesW(wide(file.path).c_str());
    if (found == INVALID_FILE_ATTRIBUTES) return;
    if (found & FILE_ATTRIBUTE_DIRECTORY) refuse(file, "it is not a file");
    requireFinalPath(file);
}

void makeFile(const FileName& file) {
    const HANDLE made = CreateFileW(wide(file.path).c_str(), GENERIC_READ | GENERIC_WRITE,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, CREATE_NEW,
                                    FILE_ATTRIBUTE_NORMAL, nullptr);
    if (made == INVALID_HANDLE_VALUE) {
        if (GetLastError() == ERROR_FILE_EXISTS) return;
        refuse(file, "it cannot be made (Windows error " + std::to_string(GetLastError()) +
                         "); let the user this program runs as write to its folder");
    }
    CloseHandle(made);
    requireFinalPath(file);
}

void syncFolderOf(const std::string&) {
    // NTFS keeps the order of renames in its own log.
}

}  // namespace mobilepay::journal
