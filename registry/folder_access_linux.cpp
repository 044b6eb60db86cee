#include "driver/core/error.h"
#include "registry/folder_access.h"
#include "registry/small_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gsl/gsl>

namespace mobilepay::registry {

namespace {

namespace fs = std::filesystem;

constexpr mode_t dataMode = S_ISGID | S_IRWXU | S_IRWXG;
constexpr mode_t profilesMode = S_ISGID | S_IRWXU | S_IRGRP | S_IXGRP;
constexpr mode_t profileMode = S_IRUSR | S_IWUSR | S_IRGRP;

[[noreturn]] void refuse(const fs::path& path) {
    const char* const why = std::strerror(errno);
    throw core::ConfigurationError("The access to " + pathText(path) + " cannot be changed (" +
                                   why + "): run this as root");
}

gid_t groupNamed(const std::string& name) {
    const auto* const group = ::getgrnam(name.c_str());
    if (group == nullptr)
        throw core::ConfigurationError("There is no group '" + name + "': make it with  groupadd " +
                                       name);
    return group->gr_gid;
}

/// A file by its descriptor: what its name leads to meanwhile does not matter.
class Entry {
public:
    explicit Entry(const fs::path& path)
        : path_(path),
          descriptor_(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)) {
        if (descriptor_ < 0 || ::fstat(descriptor_, &about_) != 0) {
            const int error = errno;
            if (descriptor_ >= 0) ::close(descriptor_);
            errno = error;
            refuse(path);
        }
    }
    ~Entry() { ::close(descriptor_); }
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

    /// With a second name it may be somebody else's file.
    [[nodiscard]] bool isOurFile() const { return S_ISREG(about_.st_mode) && about_.st_nlink == 1; }
    [[nodiscard]] mode_t mode() const { return about_.st_mode & 07777; }
    void give(uid_t owner, gid_t group, mode_t mode) const {
        if (::fchown(descriptor_, owner, group) != 0 || ::fchmod(descriptor_, mode) != 0)
            refuse(path_);
    }

private:
    const fs::path path_;
    const int descriptor_;
    struct stat about_ {};
};

void makeFolder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error) return;
    errno = error.value();
    refuse(folder);
}

template <class Deed>
void forEachFile(const fs::path& folder, const Deed& deed) {
    for (const auto& file : fs::directory_iterator(folder)) {
        if (!file.is_regular_file() || file.is_symlink()) continue;
        const Entry entry(file.path());
        if (entry.isOurFile()) deed(file.path(), entry);
    }
}

}  // namespace

void shareFolders(const SharedFolders& folders, const std::string& group) {
    const gid_t id = groupNamed(group);
    makeFolder(folders.data);
    makeFolder(folders.profiles);
    Entry(folders.profiles).give(0, id, profilesMode);
    forEachFile(folders.profiles, [id](const fs::path& path, const Entry& file) {
        if (path.extension() == ".profile") file.give(0, id, profileMode);
    });
    Entry(folders.data).give(0, id, dataMode);
    forEachFile(folders.data, [id](const fs::path&, const Entry& file) {
        // What only its owner writes is no lane's: a secret, say.
        if ((file.mode() & S_IWGRP) != 0) file.give(static_cast<uid_t>(-1), id, file.mode());
    });
}

}  // namespace mobilepay::registry
