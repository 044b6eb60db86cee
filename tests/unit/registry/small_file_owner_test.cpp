#include "driver/core/error.h"
#include "registry/small_file.h"
#include "tests/unit/temp_folder.h"

#include <array>
#include <cstdlib>
#include <iostream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
namespace fs = std::filesystem;
namespace utf = boost::unit_test;

namespace {

/// A user and a group that no machine has.
constexpr uid_t till = 54321;
constexpr gid_t suite = 54322;

boost::test_tools::assertion_result runsAsRoot(utf::test_unit_id) {
    if (::geteuid() != 0) std::cout << "skipped: only root can act as several users\n";
    return ::geteuid() == 0;
}

struct stat about(const fs::path& file) {
    struct stat found {};
    BOOST_TEST_REQUIRE(::lstat(file.c_str(), &found) == 0);
    return found;
}

/// As that user; whether it was refused.
bool isRefusedTo(uid_t user, const fs::path& file) {
    const pid_t child = ::fork();
    if (child == 0) {
        if (::setgid(suite) != 0 || ::setuid(user) != 0) ::_exit(2);
        try {
            registry::replaceFile(file, "another's", "jpos.xml");
        } catch (const core::ConfigurationError&) {
            ::_exit(1);
        }
        ::_exit(0);
    }
    int status = 0;
    BOOST_TEST_REQUIRE(::waitpid(child, &status, 0) == child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(owners_of_small_files)

BOOST_AUTO_TEST_CASE(rights_are_kept) {
    const TempFolder folder;
    const auto file = folder.write("jpos.xml", "old");
    BOOST_TEST_REQUIRE(::chmod(file.c_str(), 0660) == 0);
    registry::replaceFile(file, "new", "jpos.xml");
    BOOST_TEST((about(file).st_mode & 07777) == 0660);
}

BOOST_AUTO_TEST_CASE(a_link_goes_on_naming_the_file) {
    const TempFolder folder;
    fs::create_directory(folder.path() / "etc");
    const auto file = folder.write("etc/jpos.xml", "old");
    fs::create_symlink("etc/jpos.xml", folder.path() / "near");
    fs::create_symlink(folder.path() / "near", folder.path() / "far");
    registry::replaceFile(folder.path() / "far", "new", "jpos.xml");
    BOOST_TEST(fs::is_symlink(folder.path() / "far"));
    BOOST_TEST(fs::is_symlink(folder.path() / "near"));
    BOOST_TEST(TempFolder::read(file) == "new");
}

BOOST_AUTO_TEST_CASE(root_leaves_a_file_to_its_owner_and_group, *utf::precondition(runsAsRoot)) {
    const TempFolder folder;
    const auto file = folder.write("jpos.xml", "old");
    BOOST_TEST_REQUIRE(::chown(file.c_str(), till, suite) == 0);
    BOOST_TEST_REQUIRE(::chmod(file.c_str(), 0640) == 0);
    registry::replaceFile(file, "new", "jpos.xml");
    BOOST_TEST(TempFolder::read(file) == "new");
    BOOST_TEST(about(file).st_uid == till);
    BOOST_TEST(about(file).st_gid == suite);
    BOOST_TEST((about(file).st_mode & 07777) == 0640);
}

BOOST_AUTO_TEST_CASE(an_access_list_is_kept, *utf::precondition(runsAsRoot)) {
    const TempFolder folder;
    const auto file = folder.write("jpos.xml", "old");
    // setfacl -m u:54321:r on rw-------, as the kernel keeps it
    const std::array<unsigned char, 44> list = {2,  0, 0, 0,                           //
                                                1,  0, 6, 0, 0xff, 0xff, 0xff, 0xff,   // the owner
                                                2,  0, 4, 0, 0x31, 0xd4, 0x00, 0x00,   // the till
                                                4,  0, 0, 0, 0xff, 0xff, 0xff, 0xff,   // the group
                                                16, 0, 4, 0, 0xff, 0xff, 0xff, 0xff,   // the mask
                                                32, 0, 0, 0, 0xff, 0xff, 0xff, 0xff};  // all others
    constexpr const char* name = "system.posix_acl_access";
    if (::setxattr(file.c_str(), name, list.data(), list.size(), 0) != 0) {
        BOOST_TEST_MESSAGE("the file system knows no access lists");
        return;
    }
    registry::replaceFile(file, "new", "jpos.xml");
    std::array<unsigned char, 44> kept{};
    BOOST_TEST(::getxattr(file.c_str(), name, kept.data(), kept.size()) == 44);
    BOOST_TEST(kept == list, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_cannot_keep_the_owner_replaces_nothing, *utf::precondition(runsAsRoot)) {
    const TempFolder folder;
    BOOST_TEST_REQUIRE(::chmod(folder.path().c_str(), 0777) == 0);
    const auto file = folder.write("jpos.xml", "old");
    BOOST_TEST_REQUIRE(::chmod(file.c_str(), 0666) == 0);
    BOOST_TEST(isRefusedTo(till, file));
    BOOST_TEST(TempFolder::read(file) == "old");
    BOOST_TEST(!fs::exists(folder.path() / "jpos.xml.new"));
}

BOOST_AUTO_TEST_SUITE_END()
