#include "driver/core/clock.h"
#include "driver/core/error.h"
#include "driver/lane/lock.h"

#include <windows.h>
#include <system_error>

namespace mobilepay::lane {
namespace {

/// Locks are mandatory on Windows: the locked byte lies far behind the text, so that others can
/// read who holds the lane.
constexpr DWORD lockedByte = 0x7fff0000;

class HandleLock final : public LaneLock {
public:
    explicit HandleLock(HANDLE handle) : handle_(handle) {}
    ~HandleLock() override { ::CloseHandle(handle_); }
    HandleLock(const HandleLock&) = delete;
    HandleLock& operator=(const HandleLock&) = delete;
    bool keep() override { return true; }  // no FILE_SHARE_DELETE: it cannot be deleted while open

private:
    HANDLE handle_;
};

[[noreturn]] void refuse(const std::filesystem::path& file, DWORD error) {
    throw core::ConfigurationError(
        "lock file '" + file.string() + "' cannot be opened for writing: " +
        std::system_category().message(static_cast<int>(error)) +
        "; give this user modify rights on the folder (setting 'folder')");
}

}  // namespace

std::unique_ptr<LaneLock> LaneLock::tryTake(const std::filesystem::path& file,
                                            const std::string& holder) {
    // No security attributes: the handle is not inherited by child processes.
    HANDLE handle = ::CreateFileW(file.c_str(), GENERIC_READ | GENERIC_WRITE,
                                  FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_ALWAYS,
                                  FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE) refuse(file, ::GetLastError());
    auto lock = std::make_unique<HandleLock>(handle);
    OVERLAPPED place{};
    place.Offset = lockedByte;
    if (::LockFileEx(handle, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0,
                     &place) == 0) {
        const DWORD error = ::GetLastError();
        if (error == ERROR_LOCK_VIOLATION || error == ERROR_IO_PENDING) return nullptr;
        refuse(file, error);
    }
    DWORD written = 0;
    if (::SetEndOfFile(handle) != 0)
        ::WriteFile(handle, holder.data(), static_cast<DWORD>(holder.size()), &written, nullptr);
    return lock;
}

std::string describeThisProcess() {
    wchar_t path[MAX_PATH] = {};
    ::GetModuleFileNameW(nullptr, path, MAX_PATH);
    return "pid " + std::to_string(::GetCurrentProcessId()) + " (" +
           std::filesystem::path(path).filename().string() + ") since " +
           core::toIso8601(core::SystemClock{}.wall());
}

}  // namespace mobilepay::lane
