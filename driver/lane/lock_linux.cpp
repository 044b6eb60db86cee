#include "driver/core/clock.h"
#include "driver/core/error.h"
#include "driver/lane/lock.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <mutex>
#include <optional>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace mobilepay::lane {
namespace {

class Descriptor {
public:
    explicit Descriptor(int value = -1) : value_(value) {}
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);  // closing the description drops its lock
    }
    Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(value_, other.value_);
        return *this;
    }
    [[nodiscard]] int get() const { return value_; }

private:
    int value_;
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

/// The path still leads to the open file: nobody deleted or replaced it.
bool leadsTo(const std::filesystem::path& file, int descriptor) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(descriptor, &opened) == 0 && ::lstat(file.c_str(), &named) == 0 &&
           opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

/// The locked file; none when somebody else holds it.
std::optional<Descriptor> lock(const std::filesystem::path& file) {
    for (;;) {
        Descriptor descriptor(
            ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660));
        if (descriptor.get() < 0) refuse(file, errno);
        // An open-file-description lock, not a process lock: two devices in one process exclude
        // each other as well, and closing some other descriptor of the file does not drop it.
        struct flock whole {};
        whole.l_type = F_WRLCK;
        whole.l_whence = SEEK_SET;
        if (::fcntl(descriptor.get(), F_OFD_SETLK, &whole) != 0) {
            if (errno == EAGAIN || errno == EACCES) return std::nullopt;
            refuse(file, errno);
        }
        if (leadsTo(file, descriptor.get())) return descriptor;
    }
}

class FileLock final : public LaneLock {
public:
    FileLock(std::filesystem::path file, std::string holder, Descriptor descriptor)
        : file_(std::move(file)), holder_(std::move(holder)), descriptor_(std::move(descriptor)) {
        sign();
    }
    bool keep() override {
        const std::lock_guard guard(mutex_);
        if (leadsTo(file_, descriptor_.get())) return true;
        auto again = lock(file_);
        if (!again) return false;
        descriptor_ = std::move(*again);
        sign();
        return true;
    }

private:
    void sign() const {
        // Past the umask: lanes are shared by group.
        static_cast<void>(::fchmod(descriptor_.get(), 0660));
        writeHolder(descriptor_.get(), holder_);
    }
    const std::filesystem::path file_;
    const std::string holder_;
    std::mutex mutex_;
    Descriptor descriptor_;
};

}  // namespace

std::unique_ptr<LaneLock> LaneLock::tryTake(const std::filesystem::path& file,
                                            const std::string& holder) {
    auto descriptor = lock(file);
    if (!descriptor) return nullptr;
    return std::make_unique<FileLock>(file, holder, std::move(*descriptor));
}

std::string describeThisProcess() {
    std::ifstream comm("/proc/self/comm");
    std::string program;
    std::getline(comm, program);
    return "pid " + std::to_string(::getpid()) + " (" + program + ") since " +
           core::toIso8601(core::SystemClock{}.wall());
}

}  // namespace mobilepay::lane
