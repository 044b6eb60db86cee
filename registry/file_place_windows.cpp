#include "registry/file_place.h"

#include <windows.h>
#include <system_error>

#include <gsl/gsl>

namespace mobilepay::registry {

namespace {

void require(bool done, const char* wayOut) {
    if (!done)
        throw std::system_error(static_cast<int>(::GetLastError()), std::system_category(), wayOut);
}

void write(const std::filesystem::path& file, std::string_view bytes) {
    const HANDLE handle = ::CreateFileW(file.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW,
                                        FILE_ATTRIBUTE_NORMAL, nullptr);
    require(handle != INVALID_HANDLE_VALUE, "check its folder and your permissions");
    const auto closed = gsl::finally([&] { ::CloseHandle(handle); });
    DWORD written = 0;
    require(::WriteFile(handle, bytes.data(), gsl::narrow<DWORD>(bytes.size()), &written,
                        nullptr) != 0 &&
                written == bytes.size() && ::FlushFileBuffers(handle) != 0,
            "check the disk");
}

}  // namespace

void putInPlace(const std::filesystem::path& target, const std::filesystem::path& fresh,
                std::string_view bytes) {
    write(fresh, bytes);
    // It keeps the access list of the file that is replaced.
    if (::ReplaceFileW(target.c_str(), fresh.c_str(), nullptr, 0, nullptr, nullptr) != 0) return;
    require(::GetLastError() == ERROR_FILE_NOT_FOUND, "check its folder, or who holds it open");
    require(::MoveFileExW(fresh.c_str(), target.c_str(), MOVEFILE_WRITE_THROUGH) != 0,
            "check its folder");
}

bool everybodyMayWrite(const std::filesystem::path&) {
    return false;
}

}  // namespace mobilepay::registry
