#include "registry/file_place.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <system_error>
#include <unistd.h>

#include <gsl/gsl>

namespace mobilepay::registry {

namespace {

void require(bool done, const char* wayOut) {
    if (!done) throw std::system_error(errno, std::generic_category(), wayOut);
}

void writeAll(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t done = ::write(descriptor, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR) continue;
        require(done >= 0, "check the disk");
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
}

void copyAccessList(const char* from, int to) {
    constexpr const char* list = "system.posix_acl_access";
    std::array<char, 4096> bytes;
    const ssize_t size = ::getxattr(from, list, bytes.data(), bytes.size());
    if (size < 0) return;  // it has none, or the file system knows none
    require(::fsetxattr(to, list, bytes.data(), static_cast<std::size_t>(size), 0) == 0,
            "its access list cannot be kept, do this as root");
}

/// Whoever reads the file must be able to read the new one.
void makeAlike(const char* file, int fresh) {
    struct stat old {};
    if (::stat(file, &old) != 0 || !S_ISREG(old.st_mode)) return;
    struct stat made {};
    require(::fstat(fresh, &made) == 0, "check the disk");
    if (made.st_uid != old.st_uid || made.st_gid != old.st_gid)
        require(::fchown(fresh, old.st_uid, old.st_gid) == 0,
                "its owner and group cannot be kept, do this as root or as its owner");
    require(::fchmod(fresh, old.st_mode & 07777) == 0, "its rights cannot be kept");
    copyAccessList(file, fresh);
}

void syncFolder(const std::filesystem::path& folder) {
    const int descriptor =
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    (void)::fsync(descriptor);
    ::close(descriptor);
}

}  // namespace

void putInPlace(const std::filesystem::path& target, const std::filesystem::path& fresh,
                std::string_view bytes) {
    {
        const int descriptor =
            ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
        require(descriptor >= 0, "check its folder and your permissions");
        const auto closed = gsl::finally([&] { ::close(descriptor); });
        makeAlike(target.c_str(), descriptor);
        writeAll(descriptor, bytes);
        require(::fsync(descriptor) == 0, "check the disk");
    }
    require(::rename(fresh.c_str(), target.c_str()) == 0, "check its folder");
    syncFolder(target.parent_path());
}

bool everybodyMayWrite(const std::filesystem::path& file) {
    struct stat about {};
    return ::stat(file.c_str(), &about) == 0 && (about.st_mode & S_IWOTH) != 0;
}

}  // namespace mobilepay::registry
