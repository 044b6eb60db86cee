#include "driver/lane/lock.h"

#include "driver/core/error.h"
#include "tests/unit/temp_folder.h"

#include <filesystem>

#ifndef _WIN32
#include <sys/stat.h>
#endif

#ifdef __linux__
#include <csignal>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gsl/gsl>
#endif

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using lane::LaneLock;

namespace {

struct Folder {
    TempFolder folder;
    std::filesystem::path path = folder.path();
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lock, Folder)

BOOST_AUTO_TEST_CASE(a_lane_has_one_owner_even_within_one_process) {
    const auto file = path / "L1.lock";
    const auto first = LaneLock::tryTake(file, "first");
    BOOST_REQUIRE(first != nullptr);
    BOOST_TEST((LaneLock::tryTake(file, "second") == nullptr));
}

BOOST_AUTO_TEST_CASE(a_lane_that_was_given_back_can_be_taken) {
    const auto file = path / "L1.lock";
    auto first = LaneLock::tryTake(file, "first");
    first.reset();
    BOOST_TEST((LaneLock::tryTake(file, "second") != nullptr));
}

BOOST_AUTO_TEST_CASE(closing_another_handle_of_the_file_does_not_give_the_lane_away) {
    const auto file = path / "L1.lock";
    const auto first = LaneLock::tryTake(file, "first");
    BOOST_TEST((LaneLock::tryTake(file, "second") == nullptr));
    BOOST_TEST(lane::lockHolder(file) == "first");
    BOOST_TEST((LaneLock::tryTake(file, "third") == nullptr));
}

BOOST_AUTO_TEST_CASE(whoever_holds_a_lane_can_be_named_by_others) {
    const auto file = path / "L1.lock";
    const auto held = LaneLock::tryTake(file, lane::describeThisProcess());
    BOOST_TEST(lane::lockHolder(file).find("pid ") == 0U);
}

BOOST_AUTO_TEST_CASE(a_shorter_name_leaves_nothing_of_a_longer_one) {
    const auto file = path / "L1.lock";
    LaneLock::tryTake(file, "somebody with a long name").reset();
    const auto held = LaneLock::tryTake(file, "me");
    BOOST_TEST(lane::lockHolder(file) == "me");
}

BOOST_AUTO_TEST_CASE(two_lanes_do_not_mind_each_other) {
    const auto one = LaneLock::tryTake(path / "L1.lock", "one");
    BOOST_TEST((LaneLock::tryTake(path / "L2.lock", "two") != nullptr));
}

BOOST_AUTO_TEST_CASE(a_lock_that_cannot_be_made_names_the_file_and_the_way_out) {
    BOOST_CHECK_EXCEPTION(LaneLock::tryTake(path / "missing" / "L1.lock", "me"),
                          core::ConfigurationError, [](const core::ConfigurationError& error) {
                              const std::string text = error.what();
                              return text.find("L1.lock") != std::string::npos &&
                                     text.find("folder") != std::string::npos;
                          });
}

#ifndef _WIN32
BOOST_AUTO_TEST_CASE(a_lock_is_for_owner_and_group_whatever_the_umask) {
    const auto old = ::umask(0077);
    const auto held = LaneLock::tryTake(path / "L1.lock", "me");
    ::umask(old);
    BOOST_TEST((std::filesystem::status(path / "L1.lock").permissions() ==
                static_cast<std::filesystem::perms>(0660)));
}

BOOST_AUTO_TEST_CASE(a_lock_is_taken_through_no_link) {
    const auto precious = folder.write("precious", "this");
    std::filesystem::create_symlink(precious, path / "L1.lock");
    BOOST_CHECK_THROW((void)LaneLock::tryTake(path / "L1.lock", "me"), core::ConfigurationError);
    BOOST_TEST(TempFolder::read(precious) == "this");
}

BOOST_AUTO_TEST_CASE(an_owner_whose_lock_file_was_deleted_takes_the_new_one_as_well) {
    const auto file = path / "L1.lock";
    const auto first = LaneLock::tryTake(file, "first");
    BOOST_TEST(first->keep());
    std::filesystem::remove(file);
    BOOST_TEST(first->keep());
    BOOST_TEST((LaneLock::tryTake(file, "second") == nullptr));
    BOOST_TEST(lane::lockHolder(file) == "first");
}

BOOST_AUTO_TEST_CASE(an_owner_whose_lock_file_was_deleted_knows_that_another_was_faster) {
    const auto file = path / "L1.lock";
    const auto first = LaneLock::tryTake(file, "first");
    std::filesystem::remove(file);
    auto second = LaneLock::tryTake(file, "second");
    BOOST_REQUIRE(second != nullptr);
    BOOST_TEST(!first->keep());
    second.reset();
    BOOST_TEST(first->keep());
}
#endif

#ifdef __linux__
BOOST_AUTO_TEST_CASE(a_program_started_by_the_owner_does_not_keep_the_lane) {
    const auto file = path / "L1.lock";
    auto held = LaneLock::tryTake(file, "me");
    std::string name = "sleep";
    std::string time = "60";
    char* words[] = {name.data(), time.data(), nullptr};
    pid_t child = 0;
    BOOST_TEST_REQUIRE(::posix_spawnp(&child, "sleep", nullptr, nullptr, words, environ) == 0);
    const auto ended = gsl::finally([child] {
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
    });
    held.reset();
    BOOST_TEST((LaneLock::tryTake(file, "the next one") != nullptr));
}
#endif

BOOST_AUTO_TEST_SUITE_END()
