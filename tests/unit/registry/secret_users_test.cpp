// A secret is set by one user and read by another of the file's group, and by nobody else.
#include "driver/core/error.h"
#include "registry/secret_place.h"
#include "registry/secret_reference.h"
#include "tests/unit/temp_folder.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <grp.h>
#include <iostream>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::registry;

namespace {

// Numbers nobody else has; the kernel wants no names.
constexpr uid_t technician = 61001;
constexpr uid_t till = 61002;
constexpr uid_t stranger = 61003;
constexpr gid_t tills = 61100;
constexpr gid_t others = 61101;

constexpr int done = 0;
constexpr int refused = 1;
constexpr int wrong = 2;

/// What the deed comes to in a process of that user and group.
template <class Deed>
int as(uid_t user, gid_t group, const Deed& deed) {
    const pid_t child = ::fork();
    BOOST_REQUIRE(child >= 0);
    if (child == 0) {
        int code = wrong;
        if (::setgroups(1, &group) == 0 && ::setgid(group) == 0 && ::setuid(user) == 0) {
            try {
                code = deed() ? done : wrong;
            } catch (const core::ConfigurationError&) {
                code = refused;
            }
        }
        ::_exit(code);
    }
    int status = 0;
    BOOST_REQUIRE(::waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

struct Shop {
    TempFolder folder;
    std::string file = (folder.path() / "secret").string();

    Shop() {
        std::filesystem::permissions(folder.path(), static_cast<std::filesystem::perms>(0770));
        BOOST_REQUIRE(::chown(folder.path().c_str(), 0, tills) == 0);
    }
    [[nodiscard]] int storeAs(uid_t user, gid_t group, const char* secret) const {
        return as(user, group, [&] { return !storeSecret(file, core::Secret(secret)).empty(); });
    }
    [[nodiscard]] int readAs(uid_t user, gid_t group, const char* secret) const {
        return as(user, group, [&] {
            return resolveSecret("client.secret", "file:" + file).reveal() == secret;
        });
    }
    [[nodiscard]] struct stat about() const {
        struct stat about {};
        BOOST_REQUIRE(::stat(file.c_str(), &about) == 0);
        return about;
    }
};

/// As setfacl does: the owner may write, that user and the group may read. False where the file
/// system knows no lists.
bool letIn(const char* list, const std::filesystem::path& file, uid_t user) {
    struct Entry {
        std::uint16_t tag;
        std::uint16_t rights;
        std::uint32_t id;
    };
    struct {
        std::uint32_t version = 2;
        std::array<Entry, 5> entries;
    } access{.entries = {{{1, 6, ~0U}, {2, 4, user}, {4, 4, ~0U}, {16, 4, ~0U}, {32, 0, ~0U}}}};
    return ::setxattr(file.c_str(), list, &access, sizeof access, 0) == 0;
}

/// Only root can become somebody else.
boost::test_tools::assertion_result isRoot(boost::unit_test::test_unit_id) {
    if (::geteuid() != 0) std::cout << "skipped: only root can act as several users\n";
    return ::geteuid() == 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(secrets_of_several_users, *boost::unit_test::precondition(isRoot))

BOOST_FIXTURE_TEST_CASE(root_sets_it_and_the_till_of_its_group_reads_it_and_nobody_else, Shop) {
    BOOST_TEST(storeAs(0, tills, "hunter2") == done);
    BOOST_TEST((about().st_mode & 07777) == 0640U);
    BOOST_TEST(readAs(till, tills, "hunter2") == done);
    BOOST_TEST(readAs(stranger, others, "hunter2") == refused);
}

BOOST_FIXTURE_TEST_CASE(a_secret_that_is_replaced_keeps_its_group, Shop) {
    BOOST_TEST(storeAs(0, tills, "first") == done);
    BOOST_TEST(storeAs(0, others, "second") == done);
    BOOST_TEST(about().st_gid == tills);
    BOOST_TEST(readAs(till, tills, "second") == done);
}

BOOST_FIXTURE_TEST_CASE(who_cannot_keep_the_group_replaces_nothing, Shop) {
    BOOST_TEST(storeAs(0, tills, "first") == done);
    BOOST_REQUIRE(::chown(folder.path().c_str(), technician, others) == 0);
    std::filesystem::permissions(folder.path(), static_cast<std::filesystem::perms>(0775));
    BOOST_TEST(storeAs(technician, others, "second") == refused);
    BOOST_TEST(readAs(till, tills, "first") == done);
    BOOST_TEST(!std::filesystem::exists(file + ".new"));
}

BOOST_FIXTURE_TEST_CASE(an_access_list_does_not_let_others_read_it, Shop) {
    std::filesystem::permissions(folder.path(), static_cast<std::filesystem::perms>(0771));
    BOOST_TEST(storeAs(0, tills, "hunter2") == done);
    if (!letIn("system.posix_acl_access", file, stranger)) {
        std::cout << "skipped: this file system keeps no access lists\n";
        return;
    }
    BOOST_TEST((about().st_mode & 07777) == 0640U);  // its mask; the list says more
    BOOST_TEST(readAs(till, tills, "hunter2") == refused);
    BOOST_TEST(readAs(stranger, others, "hunter2") == refused);
    // One that the folder gives every new file is taken off.
    BOOST_REQUIRE(letIn("system.posix_acl_default", folder.path(), stranger));
    BOOST_TEST(storeAs(0, tills, "hunter3") == done);
    BOOST_TEST(readAs(till, tills, "hunter3") == done);
    BOOST_TEST(readAs(stranger, others, "hunter3") == refused);
}

BOOST_FIXTURE_TEST_CASE(a_secret_that_another_user_owns_is_not_trusted, Shop) {
    BOOST_TEST(storeAs(technician, tills, "hunter2") == done);
    BOOST_TEST(readAs(technician, tills, "hunter2") == done);
    BOOST_TEST(readAs(till, tills, "hunter2") == refused);
}

BOOST_AUTO_TEST_SUITE_END()
