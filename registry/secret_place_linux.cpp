#include "driver/core/error.h"
#include "registry/secret_place.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <gsl/gsl>

namespace mobilepay::registry {

namespace {

[[noreturn]] void refuse(const std::string& why) {
    throw core::ConfigurationError(why);
}

/// With one, owner and group are not all who may read: its mask shows as the group's rights.
constexpr const char* accessList = "system.posix_acl_access";

bool hasAccessList(int descriptor) {
    return ::fgetxattr(descriptor, accessList, nullptr, 0) > 0;
}

void requirePrivate(int descriptor, const std::string& path) {
    struct stat about {};
    if (::fstat(descriptor, &about) != 0) refuse("it cannot be looked at: check the disk");
    if (!S_ISREG(about.st_mode)) refuse("it is no ordinary file: name a file");
    if (about.st_uid != 0 && about.st_uid != ::geteuid()) {
        refuse("it belongs to another user, who could change it: chown root '" + path + "'");
    }
    if ((about.st_mode & (S_IRWXO | S_IWGRP)) != 0) {
        refuse("others than its owner and group can get at it: chmod 640 '" + path + "'");
    }
    if (hasAccessList(descriptor)) {
        refuse("an access list may let others get at it: setfacl -b '" + path + "'");
    }
}

std::string readAll(int descriptor) {
    std::string bytes(longestSecret + 2, '\0');
    std::size_t length = 0;
    while (length < bytes.size()) {
        const ssize_t got = ::read(descriptor, bytes.data() + length, bytes.size() - length);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) refuse(std::string("it cannot be read: ") + std::strerror(errno));
        if (got == 0) break;
        length += static_cast<std::size_t>(got);
    }
    bytes.resize(length);
    return bytes;
}

/// The group that lets a till read a secret stays when the secret is replaced; one that a stranger
/// gave a file in this place does not.
void keepGroup(int descriptor, const std::string& path) {
    struct stat old {};
    struct stat fresh {};
    if (::lstat(path.c_str(), &old) != 0 || !S_ISREG(old.st_mode)) return;
    if (old.st_uid != 0 && old.st_uid != ::geteuid()) return;
    if (::fstat(descriptor, &fresh) == 0 && fresh.st_gid == old.st_gid) return;
    if (::fchown(descriptor, static_cast<uid_t>(-1), old.st_gid) == 0) return;
    refuse("The file " + path +
           " belongs to a group that you cannot give it again, so the till could not read it any "
           "more: do this as root, or as a member of that group");
}

}  // namespace

core::Secret secretOfFile(const std::string& path) {
    // Not blocking: a pipe somebody put there must not stop us.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        if (errno == EACCES) {
            refuse("this user may not read it: add the user to the file's group, chmod 640 '" +
                   path + "'");
        }
        refuse(std::string("it cannot be opened (") + std::strerror(errno) + "): check the path");
    }
    const auto closing = gsl::finally([descriptor] { ::close(descriptor); });
    requirePrivate(descriptor, path);
    return core::Secret(readAll(descriptor));
}

core::Secret secretOfProtectedFile(const std::string&) {
    refuse("dpapi: exists on Windows only; write file: or env: here");
}

std::string storeSecret(const std::string& path, const core::Secret& secret) {
    const std::string fresh = path + ".new";
    ::unlink(fresh.c_str());
    // Never readable for others, not even for a moment.
    const int descriptor =
        ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        refuse("The file " + path + " cannot be written (" + std::strerror(errno) +
               "): check its folder");
    }
    const auto closing = gsl::finally([descriptor] { ::close(descriptor); });
    try {
        // Its folder may have given it one.
        if (hasAccessList(descriptor) && ::fremovexattr(descriptor, accessList) != 0)
            refuse("The access list that the folder of " + path +
                   " gives cannot be taken off it: setfacl -k the folder");
        keepGroup(descriptor, path);
    } catch (...) {
        ::unlink(fresh.c_str());
        throw;
    }
    const std::string bytes = secret.reveal() + "\n";
    const bool written =
        ::write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
        ::fchmod(descriptor, 0640) == 0 && ::fsync(descriptor) == 0;
    if (!written || ::rename(fresh.c_str(), path.c_str()) != 0) {
        ::unlink(fresh.c_str());
        refuse("The file " + path + " cannot be written: check the disk and the folder");
    }
    return "file:" + path;
}

std::string toLetATillRead(const std::string& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) return {};
    if (about.st_uid != 0)
        return "Only programs of this user can use it. For the till of another user: sudo chown "
               "root:GROUP '" +
               path + "', with the till's group";
    if (about.st_gid == 0)
        return "Only root can read it. For a till: chgrp GROUP '" + path +
               "', with the till's group";
    return {};
}

std::optional<core::Secret> secretOfEnvironment(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return core::Secret(value);
}

}  // namespace mobilepay::registry
