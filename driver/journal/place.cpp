#include "driver/journal/place.h"

#include <array>
#include <filesystem>
#include <string_view>

namespace mobilepay::journal {

std::string folderOf(const std::string& path) {
    const std::u8string utf8(path.begin(), path.end());
    const auto folder = std::filesystem::path(utf8).parent_path().u8string();
    return folder.empty() ? "." : std::string(folder.begin(), folder.end());
}

bool isNetworkFileSystem(const std::string& type) {
    // Folders that a virtual machine gets from its host count: their locks and mappings are not
    // those of a disk.
    static constexpr std::array<std::string_view, 30> names{"nfs",
                                                            "nfs4",
                                                            "cifs",
                                                            "smb3",
                                                            "smbfs",
                                                            "smb2",
                                                            "afs",
                                                            "coda",
                                                            "ncpfs",
                                                            "ncp",
                                                            "ceph",
                                                            "lustre",
                                                            "glusterfs",
                                                            "9p",
                                                            "vboxsf",
                                                            "virtiofs",
                                                            "prl_fs",
                                                            "fuse.sshfs",
                                                            "fuse.davfs",
                                                            "fuse.davfs2",
                                                            "fuse.s3fs",
                                                            "fuse.rclone",
                                                            "fuse.ceph",
                                                            "fuse.glusterfs",
                                                            "fuse.vmhgfs-fuse",
                                                            "fuse.curlftpfs",
                                                            "fuse.smbnetfs",
                                                            "fuse.gcsfuse",
                                                            "fuse.juicefs",
                                                            "davfs"};
    for (const auto name : names)
        if (name == type) return true;
    return false;
}

}  // namespace mobilepay::journal
