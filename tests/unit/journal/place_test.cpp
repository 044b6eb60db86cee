#include "driver/journal/place.h"

#include "tests/unit/journal/folder.h"

#include <fstream>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <gsl/gsl>

using namespace mobilepay;
using namespace mobilepay::journal;
using namespace mobilepay::journal::testing;

namespace {

namespace fs = std::filesystem;

mode_t modeOf(const fs::path& path) {
    struct stat found {};
    BOOST_REQUIRE(stat(path.c_str(), &found) == 0);
    return found.st_mode & 07777;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(the_place_of_a_journal)

BOOST_AUTO_TEST_CASE(user_and_group_may_read_and_write_all_its_files_whatever_the_umask) {
    const Folder folder;
    const mode_t before = umask(077);
    const auto journal = Journal::open(folder.options());
    sell(*journal, "T1-a");
    umask(before);
    for (const char* suffix : {"", "-wal", "-shm", "-mark"})
        BOOST_TEST(modeOf(folder.options().path + suffix) == 0660U);
}

BOOST_AUTO_TEST_CASE(a_folder_that_everybody_may_write_is_refused) {
    const Folder folder;
    fs::permissions(folder.path(), fs::perms::all);
    BOOST_TEST(names(refusal(folder.options()), "chmod o-w"));
    BOOST_TEST(fs::is_empty(folder.path()));
}

BOOST_AUTO_TEST_CASE(a_file_that_everybody_may_write_is_refused) {
    const Folder folder;
    { sell(*Journal::open(folder.options()), "T1-a"); }
    fs::permissions(folder.options().path, fs::perms::others_write, fs::perm_options::add);
    BOOST_TEST(names(refusal(folder.options()), "everybody may write"));
}

BOOST_AUTO_TEST_CASE(a_symbolic_link_is_refused_in_place_of_the_file) {
    const Folder folder;
    fs::create_symlink(folder.path() / "elsewhere", folder.options().path);
    BOOST_TEST(names(refusal(folder.options()), "symbolic link"));
    BOOST_TEST(!fs::exists(folder.path() / "elsewhere"));
}

BOOST_AUTO_TEST_CASE(what_a_symbolic_link_in_place_of_the_mark_names_is_not_overwritten) {
    const Folder folder;
    const Folder other;
    const fs::path precious = other.path() / "precious";
    std::ofstream(precious) << "nobody may lose this";
    { sell(*Journal::open(folder.options()), "T1-a"); }
    fs::remove(folder.options().path + "-mark");
    fs::create_symlink(precious, folder.options().path + "-mark");
    BOOST_TEST(names(refusal(folder.options()), "link in its place"));
    std::string kept;
    std::getline(std::ifstream(precious), kept);
    BOOST_TEST(kept == "nobody may lose this");
}

BOOST_AUTO_TEST_CASE(a_folder_in_place_of_the_file_is_refused) {
    const Folder folder;
    fs::create_directory(folder.options().path);
    BOOST_TEST(names(refusal(folder.options()), "not a file"));
}

BOOST_AUTO_TEST_CASE(an_empty_path_is_refused) {
    auto options = Folder().options();
    options.path.clear();
    BOOST_TEST(names(refusal(options), "path of the journal is empty"));
}

BOOST_AUTO_TEST_CASE(a_file_that_may_not_be_written_is_refused_at_opening) {
    const Folder folder;
    { sell(*Journal::open(folder.options()), "T1-a"); }
    fs::permissions(folder.options().path, fs::perms::owner_read);
    // Root may write everything.
    constexpr uid_t somebody = 61002;
    if (geteuid() == 0) {
        for (const auto& entry : fs::directory_iterator(folder.path()))
            BOOST_REQUIRE(::chown(entry.path().c_str(), somebody, somebody) == 0);
        BOOST_REQUIRE(::chown(folder.path().c_str(), somebody, somebody) == 0);
        BOOST_REQUIRE(::seteuid(somebody) == 0);
    }
    const auto back = gsl::finally([] { BOOST_REQUIRE(::seteuid(::getuid()) == 0); });
    BOOST_TEST(names(refusal(folder.options()), "writ"));
}

BOOST_AUTO_TEST_CASE(file_systems_of_other_machines_are_known_by_name) {
    for (const char* type :
         {"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.rclone", "vboxsf", "ceph"})
        BOOST_TEST(isNetworkFileSystem(type), type);
    for (const char* type :
         {"ext4", "xfs", "btrfs", "overlay", "tmpfs", "fuseblk", "zfs", "fuse.ntfs-3g", ""})
        BOOST_TEST(!isNetworkFileSystem(type), type);
}

BOOST_AUTO_TEST_CASE(a_local_folder_is_on_no_network_drive) {
    const Folder folder;
    BOOST_TEST(networkDriveOf(folder.path().string()) == "");
    BOOST_TEST(networkDriveOf("/nowhere/at/all") == "");
}

BOOST_AUTO_TEST_SUITE_END()
