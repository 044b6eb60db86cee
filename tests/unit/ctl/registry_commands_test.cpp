#include "installer/ctl/quiet_line.h"
#include "registry/profile_file.h"
#include "registry/secret_reference.h"
#include "tests/unit/ctl/typed.h"

#include <iostream>
#include <sstream>

#ifdef __linux__
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <gsl/gsl>
#endif

#include <boost/test/unit_test.hpp>

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// `secret set` with its input from a pipe.
Typed storing(const std::string& bytes, const std::string& file) {
    std::istringstream input(bytes);
    auto* const before = std::cin.rdbuf(input.rdbuf());
    const Typed typed = mpctl({"secret", "set", file});
    std::cin.rdbuf(before);
    std::cin.clear();
    return typed;
}

#ifdef __linux__
/// Only root can give a file to a group it is not in.
boost::test_tools::assertion_result isRoot(boost::unit_test::test_unit_id) {
    return ::geteuid() == 0;
}
#endif

}  // namespace

BOOST_AUTO_TEST_SUITE(registry_commands)

BOOST_AUTO_TEST_CASE(both_devices_are_written_and_refer_to_the_profile) {
    const TrainingLane till;
    const std::string file = (till.folder().path() / "jpos.xml").string();
    const Typed typed = till({"registry", "jpos", "write", file, "--javapos", "1.15.8"});
    BOOST_TEST(typed.code == 0);
    BOOST_TEST(typed.err.empty());
    BOOST_TEST(typed.out == "MobilePayCAT\nMobilePayElectronicValueRW\n");
    BOOST_TEST(has(TempFolder::read(file), till.profile()));
}

BOOST_AUTO_TEST_CASE(electronic_value_is_left_out_on_request_and_that_is_said) {
    const TrainingLane till;
    const std::string file = (till.folder().path() / "jpos.xml").string();
    const std::string library = (till.folder().path() / "x.so").string();
    const Typed typed = till({"registry", "jpos", "write", file, "--without-electronic-value",
                              "--cat-name", "Kasse", "--native-library", library});
    BOOST_TEST(typed.out == "Kasse\n");
    BOOST_TEST(has(typed.err, "left out"));
    BOOST_TEST(!has(TempFolder::read(file), "ElectronicValueRW"));
    BOOST_TEST(has(TempFolder::read(file), library));
}

BOOST_AUTO_TEST_CASE(electronic_value_is_left_out_where_the_suites_loader_does_not_know_it) {
    const TrainingLane till;
    const std::string file = (till.folder().path() / "jpos.xml").string();
    for (const auto* known : {"1.14.3", "1.15", "1.15.8", "2"})
        BOOST_TEST(till({"registry", "jpos", "write", file, "--javapos", known}).out ==
                   "MobilePayCAT\nMobilePayElectronicValueRW\n");
    for (const auto* unknown : {"1.14.2", "1.14", "1.13.1"}) {
        (void)till({"registry", "jpos", "write", file, "--javapos", "1.15"});
        const Typed typed = till({"registry", "jpos", "write", file, "--javapos", unknown});
        BOOST_TEST(typed.out == "MobilePayCAT\n");
        BOOST_TEST(has(typed.err, std::string("the loader of JavaPOS ") + unknown));
        BOOST_TEST(!has(TempFolder::read(file), "category=\"ElectronicValueRW\""));
    }
    for (const auto* wrong : {"new", "1.x", "1..2", "1.14.3.4", "1."})
        BOOST_TEST(till({"registry", "jpos", "write", file, "--javapos", wrong}).code == 2);
}

BOOST_AUTO_TEST_CASE(electronic_value_is_left_out_where_nothing_says_that_the_loader_knows_it) {
    const TrainingLane till;
    const std::string file = (till.folder().path() / "jpos.xml").string();
    const Typed first = till({"registry", "jpos", "write", file});
    BOOST_TEST(first.code == 0);
    BOOST_TEST(first.out == "MobilePayCAT\n");
    BOOST_TEST(has(first.err, "left out"));
    BOOST_TEST(has(first.err, "--javapos"));
    (void)till({"registry", "jpos", "write", file, "--javapos", "1.14.3"});
    const Typed known = till({"registry", "jpos", "write", file});
    BOOST_TEST(known.out == "MobilePayCAT\nMobilePayElectronicValueRW\n");
    BOOST_TEST(known.err.empty());
}

BOOST_AUTO_TEST_CASE(what_was_written_can_be_listed_and_removed) {
    const TrainingLane till;
    const std::string file = (till.folder().path() / "jpos.xml").string();
    (void)till({"registry", "jpos", "write", file, "--javapos", "1.15"});
    BOOST_TEST(
        mpctl({"registry", "jpos", "list", file, "--json"}).json()->getArray("devices")->size() ==
        2U);
    const Typed one = mpctl({"registry", "jpos", "remove", file, "MobilePayCAT"});
    BOOST_TEST(one.out == "MobilePayElectronicValueRW\n");
    BOOST_TEST(mpctl({"registry", "jpos", "remove", file}).out.empty());
}

BOOST_AUTO_TEST_CASE(a_wrong_profile_is_refused_before_the_file_is_touched) {
    const TempFolder folder;
    const auto profile = folder.write("x.profile", "lane = TILL 1\n");
    const auto file = folder.write("jpos.xml", "<JposEntries/>");
    BOOST_TEST(mpctl({"registry", "jpos", "write", file.string()}).code == 2);
    const Typed typed =
        mpctl({"registry", "jpos", "write", file.string(), "--profile", profile.string()});
    BOOST_TEST(typed.code == 3);
    BOOST_TEST(TempFolder::read(file) == "<JposEntries/>");
}

BOOST_AUTO_TEST_CASE(a_secret_is_taken_from_the_input_and_never_printed) {
    const TempFolder folder;
    const std::string file = (folder.path() / "secret").string();
    const Typed typed = storing("hunter2\n", file);
    const Typed nothing = storing("", file);
    BOOST_TEST(typed.code == 0, typed.err);
    BOOST_TEST(typed.says(file));
    BOOST_TEST(!typed.says("hunter2"));
    BOOST_TEST(nothing.code == 2);
}

#ifdef __linux__
BOOST_AUTO_TEST_CASE(a_stored_secret_is_for_owner_and_group_and_a_lane_reads_it_back) {
    const TempFolder folder;
    const std::string file = (folder.path() / "secret").string();
    // Nothing of it is the mask's doing.
    const mode_t mask = ::umask(0);
    const auto restoring = gsl::finally([mask] { ::umask(mask); });
    for (const std::string secret : {"hunter2", "hunter3"}) {
        const Typed typed = storing(secret + "\n", file);
        BOOST_TEST(typed.code == 0, typed.err);
        struct stat about {};
        BOOST_REQUIRE(::stat(file.c_str(), &about) == 0);
        BOOST_TEST((about.st_mode & 07777) == 0640U);
        BOOST_TEST(about.st_uid == ::geteuid());
        BOOST_TEST(about.st_gid == ::getegid());
        BOOST_TEST(typed.says("client.secret = file:" + file));
        const auto read = mobilepay::registry::resolveSecret("client.secret", "file:" + file);
        BOOST_TEST((read.reveal() == secret));
    }
    BOOST_TEST(!std::filesystem::exists(file + ".new"));
}

BOOST_AUTO_TEST_CASE(a_stored_secret_keeps_the_group_that_the_till_was_given,
                     *boost::unit_test::precondition(isRoot)) {
    constexpr gid_t tills = 61100;
    const TempFolder folder;
    const std::string file = (folder.path() / "secret").string();
    const Typed first = storing("hunter2\n", file);
    BOOST_TEST(first.code == 0);
    BOOST_TEST(first.says("chgrp GROUP '" + file + "'"));
    BOOST_REQUIRE(::chown(file.c_str(), static_cast<uid_t>(-1), tills) == 0);
    const Typed second = storing("hunter3\n", file);
    BOOST_TEST(second.code == 0);
    BOOST_TEST(!second.says("chgrp"));
    struct stat about {};
    BOOST_REQUIRE(::stat(file.c_str(), &about) == 0);
    BOOST_TEST((about.st_mode & 07777) == 0640U);
    BOOST_TEST(about.st_gid == tills);
    const auto read = mobilepay::registry::resolveSecret("client.secret", "file:" + file);
    BOOST_TEST((read.reveal() == "hunter3"));
}
#endif

BOOST_AUTO_TEST_CASE(a_secret_too_long_to_be_one_is_refused_and_not_cut) {
    const TempFolder folder;
    const std::string file = (folder.path() / "secret").string();
    const Typed typed = storing(std::string(4097, 's') + "\n", file);
    BOOST_TEST(typed.code == 2);
    BOOST_TEST(typed.says("4096"));
    BOOST_TEST(!std::filesystem::exists(file));
    BOOST_TEST(storing(std::string(4096, 's') + "\n", file).code == 0);
    BOOST_TEST(TempFolder::read(file).size() >= 4096U);
}

#ifdef __linux__
BOOST_AUTO_TEST_CASE(a_signal_at_the_prompt_leaves_the_terminal_as_it_was) {
    const int master = ::posix_openpt(O_RDWR | O_NOCTTY);
    BOOST_TEST_REQUIRE(master >= 0);
    const auto closed = gsl::finally([master] { ::close(master); });
    BOOST_TEST_REQUIRE((::grantpt(master) == 0 && ::unlockpt(master) == 0));
    const int terminal = ::open(::ptsname(master), O_RDWR | O_NOCTTY);
    const auto echoes = [terminal] {
        termios settings{};
        ::tcgetattr(terminal, &settings);
        return (settings.c_lflag & ECHO) != 0;
    };
    BOOST_TEST_REQUIRE(echoes());
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(terminal, STDIN_FILENO);
        (void)mobilepay::ctl::readQuietly(std::cin);
        std::_Exit(1);
    }
    const auto began = std::chrono::steady_clock::now();
    while (echoes() && std::chrono::steady_clock::now() - began < std::chrono::seconds{20})
        ::usleep(1000);
    BOOST_TEST(!echoes());
    ::kill(child, SIGINT);
    int status = 0;
    BOOST_TEST_REQUIRE(::waitpid(child, &status, 0) == child);
    BOOST_TEST((WIFEXITED(status) && WEXITSTATUS(status) == 7));
    BOOST_TEST(echoes());
    ::close(terminal);
}
#endif

BOOST_AUTO_TEST_CASE(settings_are_printed_as_help_template_table_and_json) {
    BOOST_TEST(mpctl({"settings"}).says("timeout.default"));
    BOOST_TEST(mpctl({"settings", "--markdown"}).out.starts_with("| setting |"));
    BOOST_TEST(mobilepay::registry::linesOf(mpctl({"settings", "--template"}).out, "t").empty());
    const auto list = mpctl({"settings", "--json"}).json()->getArray("settings");
    BOOST_TEST(list->size() > 30U);
    BOOST_TEST(list->getObject(0)->getValue<std::string>("name") == "lane");
}

BOOST_AUTO_TEST_SUITE_END()
