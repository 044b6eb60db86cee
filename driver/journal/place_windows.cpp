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

std::wstring finalPathOf(const FileName& file, const std::wstring& path, DWORD flags) {
    const HANDLE handle =
        CreateFileW(path.c_str(), 0, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                    nullptr, OPEN_EXISTING, flags, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        refuse(file, "it cannot be reached (Windows error " + std::to_string(GetLastError()) + ")");
    const auto close = gsl::finally([handle] { CloseHandle(handle); });
    std::wstring found(32768, L'\0');
    const DWORD size = GetFinalPathNameByHandleW(handle, found.data(), DWORD(found.size()),
                                                 FILE_NAME_NORMALIZED | VOLUME_NAME_DOS);
    if (size == 0 || size >= found.size()) return {};
    found.resize(size);
    return withoutPrefix(found);
}

bool same(const std::wstring& a, const std::wstring& b) {
    return CompareStringOrdinal(a.c_str(), -1, b.c_str(), -1, TRUE) == CSTR_EQUAL;
}

/// The VirtualStore of a process without rights, and links, lead elsewhere than configured.
void requireFinalPath(const FileName& file) {
    const auto folder = finalPathOf(file, wide(folderOf(file.path)), FILE_FLAG_BACKUP_SEMANTICS);
    const auto found = finalPathOf(file, wide(file.path), 0);
    if (folder.empty() || found.empty()) return;
    const auto name = std::filesystem::path(wide(file.path)).filename();
    const auto expected = (std::filesystem::path(folder) / name).wstring();
    if (!same(found, expected))
        refuse(file, "Windows leads it to " + utf8(found) +
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
