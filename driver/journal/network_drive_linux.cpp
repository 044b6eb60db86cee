#include "driver/journal/place.h"

#include <array>
#include <climits>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <sys/vfs.h>
#include <utility>

namespace mobilepay::journal {

namespace {

/// From linux/magic.h and the file systems' own sources.
constexpr std::array<std::pair<std::uint32_t, const char*>, 12> magics{{{0x6969, "nfs"},
                                                                        {0x517B, "smbfs"},
                                                                        {0xFF534D42, "cifs"},
                                                                        {0xFE534D42, "smb2"},
                                                                        {0x5346414F, "afs"},
                                                                        {0x73757245, "coda"},
                                                                        {0x564C, "ncpfs"},
                                                                        {0x00C36400, "ceph"},
                                                                        {0x0BD00BD0, "lustre"},
                                                                        {0x01021997, "9p"},
                                                                        {0x786F4256, "vboxsf"},
                                                                        {0x65735546, "fuse"}}};

bool isWithin(const std::string& path, const std::string& mountPoint) {
    if (mountPoint == "/") return true;
    return path.compare(0, mountPoint.size(), mountPoint) == 0 &&
           (path.size() == mountPoint.size() || path[mountPoint.size()] == '/');
}

/// FUSE says only in the table of mounts what is behind it: sshfs, or a local ntfs-3g.
std::string mountTypeOf(const std::string& folder) {
    std::ifstream mounts("/proc/self/mountinfo");
    std::string line;
    std::string type;
    std::size_t longest = 0;
    while (std::getline(mounts, line)) {
        // id parent major:minor root mount-point options … - type source options
        std::istringstream words(line);
        std::string skipped;
        std::string mountPoint;
        words >> skipped >> skipped >> skipped >> skipped >> mountPoint;
        if (!isWithin(folder, mountPoint) || mountPoint.size() < longest) continue;
        while (words >> skipped && skipped != "-") {
        }
        words >> type;
        longest = mountPoint.size();
    }
    return type;
}

}  // namespace

std::string networkDriveOf(const std::string& folder) {
    struct statfs found {};
    if (statfs(folder.c_str(), &found) != 0) return {};
    for (const auto& [magic, name] : magics) {
        if (static_cast<std::uint32_t>(found.f_type) != magic) continue;
        char resolved[PATH_MAX];
        const bool isFuse = magic == 0x65735546;
        const std::string type =
            isFuse && realpath(folder.c_str(), resolved) ? mountTypeOf(resolved) : name;
        return isNetworkFileSystem(type) ? type : std::string();
    }
    return {};
}

}  // namespace mobilepay::journal
