#include "driver/core/clock.h"
#include "driver/core/error.h"
#include "driver/lane/lock.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace mobilepay::lane {
namespace {

class DescriptorLock final : public LaneLock {
public:
    explicit DescriptorLock(int descriptor) : descriptor_(descriptor) {}
    ~DescriptorLock() override { ::close(descriptor_); }  // closing the description drops its lock
    DescriptorLock(const DescriptorLock&) = delete;
    DescriptorLock& operator=(const DescriptorLock&) = delete;

private:
    int descriptor_;
};

[[noreturn]] void refuse(const std::filesystem::path& file, int error) {
    throw core::ConfigurationError(
        "lock file '" + file.string() +
        "' cannot be opened for writing: " + std::system_category().message(error) +
        "; give this user's group read and write access to the folder (setting 'folder')");
}

void writeHolder(int descriptor, const std::string& holder) {
    // For people only: a full disk must not keep a lane from being claimed.
    if (::ftruncate(descriptor, 0) == 0)
        static_cast<void>(::pwrite(descriptor, holder.data(), holder.size(), 0) < 0);
}

}  // namespace

std::unique_ptr<LaneLock> LaneLock::tryTake(const std::filesystem::path& file,
                                            const std::string& holder) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
    if (descriptor < 0) refuse(file, errno);
    auto lock = std::make_unique<DescriptorLock>(descriptor);
    // An open-file-description lock, not a process lock: two devices in one process exclude each
    // other as well, and closing some other descriptor of the file does not drop it.
    struct flock whole {};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    if (::fcntl(descriptor, F_OFD_SETLK, &whole) != 0) {
        if (errno == EAGAIN || errno == EACCES) return nullptr;
        refuse(file, errno);
    }
    static_cast<void>(::fchmod(descriptor, 0660));  // past the umask: lanes are shared by group
    writeHolder(descriptor, holder);
    return lock;
}

std::string describeThisProcess() {
    std::ifstream comm("/proc/self/comm");
    std::string program;
    std::getline(comm, program);
    return "pid " + std::to_string(::getpid()) + " (" + program + ") since " +
           core::toIso8601(core::SystemClock{}.wall());
}

}  // namespace mobilepay::lane
