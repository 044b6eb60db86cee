// The folders of a machine that several users run tills on: what their group may do there.
#include "driver/core/error.h"
#include "registry/folder_access.h"
#include "tests/unit/temp_folder.h"

#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::registry;

namespace {

/// Of every Linux, and of nobody who runs tests.
constexpr const char* tills = "games";
constexpr uid_t cashier = 61002;

struct Shop {
    TempFolder folder;
    SharedFolders shared{folder.path() / "data", folder.path() / "profiles"};
    gid_t id = ::getgrnam(tills)->gr_gid;

    Shop() { ::chmod(folder.path().c_str(), 0755); }
    [[nodiscard]] std::string of(const std::filesystem::path& path) const {
        struct stat about {};
        BOOST_REQUIRE(::lstat(path.c_str(), &about) == 0);
        char mode[8];
        std::snprintf(mode, sizeof mode, "%o", about.st_mode & 07777U);
        return std::string(mode) + (about.st_uid == 0 ? " root" : " other") +
               (about.st_gid == id ? " group" : " other");
    }
    /// Whether a cashier, in the group or not, may open it so.
    [[nodiscard]] bool may(const std::filesystem::path& path, int how, bool member = true) const {
        const gid_t own = member ? id : 61101;
        const pid_t child = ::fork();
        if (child == 0) {
            const bool is =
                ::setgroups(1, &own) == 0 && ::setgid(own) == 0 && ::setuid(cashier) == 0;
            ::_exit(is && ::open(path.c_str(), how, 0660) >= 0 ? 0 : 1);
        }
        int status = 0;
        BOOST_REQUIRE(::waitpid(child, &status, 0) == child);
        return status == 0;
    }
};

boost::test_tools::assertion_result isRoot(boost::unit_test::test_unit_id) {
    return ::geteuid() == 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shared_folders)

BOOST_AUTO_TEST_CASE(a_group_that_is_not_there_is_named_with_the_way_out) {
    const TempFolder folder;
    BOOST_CHECK_EXCEPTION(shareFolders({folder.path() / "a", folder.path() / "b"}, "no such group"),
                          core::ConfigurationError, [](const core::ConfigurationError& error) {
                              return std::string(error.what()).find("groupadd no such group") !=
                                     std::string::npos;
                          });
    BOOST_TEST(!std::filesystem::exists(folder.path() / "a"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(shared_folders_of_several_users, *boost::unit_test::precondition(isRoot))

BOOST_FIXTURE_TEST_CASE(the_group_writes_data_and_reads_profiles, Shop) {
    shareFolders(shared, tills);
    BOOST_TEST(of(shared.data) == "2770 root group");
    BOOST_TEST(of(shared.profiles) == "2750 root group");
    BOOST_TEST(may(shared.data / "TILL1.journal", O_RDWR | O_CREAT));
    BOOST_TEST(!may(shared.profiles / "TILL1.profile", O_RDWR | O_CREAT));
    BOOST_TEST(!may(shared.data / "TILL1.journal", O_RDONLY, false));
}

BOOST_FIXTURE_TEST_CASE(what_is_there_already_follows_and_secrets_stay, Shop) {
    std::filesystem::create_directories(shared.data);
    std::filesystem::create_directories(shared.profiles);
    const auto profile = folder.write("profiles/TILL1.profile", "lane = TILL1\n");
    const auto journal = folder.write("data/TILL1.journal", "x");
    const auto secret = folder.write("data/secret", "x");
    ::chown(profile.c_str(), cashier, 61101);
    ::chmod(profile.c_str(), 0666);
    ::chmod(journal.c_str(), 0660);
    ::chmod(secret.c_str(), 0640);
    shareFolders(shared, tills);
    BOOST_TEST(of(profile) == "640 root group");
    BOOST_TEST(of(journal) == "660 root group");
    BOOST_TEST(of(secret) == "640 root other");
    BOOST_TEST(may(profile, O_RDONLY));
    BOOST_TEST(!may(profile, O_RDWR));
    BOOST_TEST(may(journal, O_RDWR));
}

BOOST_FIXTURE_TEST_CASE(a_link_that_somebody_put_there_leads_to_nothing, Shop) {
    std::filesystem::create_directories(shared.data);
    const auto elsewhere = folder.write("elsewhere", "x");
    ::chmod(elsewhere.c_str(), 0660);
    std::filesystem::create_symlink(elsewhere, shared.data / "soft");
    std::filesystem::create_hard_link(elsewhere, shared.data / "hard");
    shareFolders(shared, tills);
    BOOST_TEST(of(elsewhere) == "660 root other");
}

BOOST_AUTO_TEST_SUITE_END()
