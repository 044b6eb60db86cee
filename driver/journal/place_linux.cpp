#include "driver/journal/place.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gsl/gsl>

namespace mobilepay::journal {

namespace {

[[noreturn]] void refuse(const FileName& file, const std::string& why) {
    throw core::JournalError(file.described() + ": " + why);
}

void requireGoodFolder(const FileName& file, const std::string& folder) {
    struct stat found {};
    if (stat(folder.c_str(), &found) != 0)
        refuse(file, "its folder " + folder + " cannot be used (" + std::strerror(errno) +
                         "); make it, and let the user this program runs as write to it");
    if (!S_ISDIR(found.st_mode)) refuse(file, folder + " is not a folder");
    if (found.st_mode & S_IWOTH)
        refuse(file, "everybody may write to its folder " + folder +
                         ", so anybody could replace it; run 'chmod o-w " + folder +
                         "' or configure another folder");
    if (const std::string drive = networkDriveOf(folder); !drive.empty())
        refuse(file, "its folder " + folder + " is on a network drive (" + drive +
                         "), which cannot keep a journal safely; configure a folder on a local "
                         "disk");
}

void requireGoodFile(const FileName& file) {
    struct stat found {};
    if (lstat(file.path.c_str(), &found) != 0) {
        if (errno == ENOENT) return;
        refuse(file, std::string("it cannot be reached (") + std::strerror(errno) + ")");
    }
    if (S_ISLNK(found.st_mode))
        refuse(file, "it is a symbolic link; configure the path of the file itself");
    if (!S_ISREG(found.st_mode)) refuse(file, "it is not a file; configure a path of a file");
    if (found.st_mode & S_IWOTH)
        refuse(file, "everybody may write to it; run 'chmod o-w " + file.path + "'");
}

}  // namespace

void requireGoodPlace(const FileName& file) {
    requireGoodFolder(file, folderOf(file.path));
    requireGoodFile(file);
}

void makeFile(const FileName& file) {
    constexpr mode_t userAndGroup = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP;
    const int made =
        ::open(file.path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, userAndGroup);
    if (made < 0) {
        if (errno == EEXIST) return;
        refuse(file, std::string("it cannot be made (") + std::strerror(errno) +
                         "); let the user this program runs as write to its folder");
    }
    const auto close = gsl::finally([made] { ::close(made); });
    // Past the umask: the group is how a second process reads along. SQLite gives its other files
    // the mode of this one.
    if (fchmod(made, userAndGroup) != 0)
        refuse(file, std::string("its permissions cannot be set (") + std::strerror(errno) + ")");
}

void syncFolderOf(const std::string& path) {
    const int folder = ::open(folderOf(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    fsync(folder);
    ::close(folder);
}

}  // namespace mobilepay::journal
