#include "registry/secret_reference.h"

#include "driver/core/error.h"
#include "registry/secret_place.h"
#include "tests/unit/registry/access.h"
#include "tests/unit/temp_folder.h"

#include <cstdlib>
#include <iostream>
#include <sstream>
#ifdef __linux__
#include <sys/stat.h>
#include <unistd.h>
#endif

#include <Poco/Environment.h>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::registry;
namespace data = boost::unit_test::data;
namespace fs = std::filesystem;

namespace {

std::string refusal(const std::string& reference) {
    try {
        (void)resolveSecret("client.secret", reference);
    } catch (const core::ConfigurationError& error) {
        return error.what();
    }
    return {};
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// A file that only owner and group can get at.
fs::path secretFile(const TempFolder& folder, const std::string& bytes) {
    const fs::path file = folder.write("secret", bytes);
    letOwnerRead(file);
    return file;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(secrets_by_reference)

BOOST_AUTO_TEST_CASE(a_file_gives_its_line_without_the_end) {
    const TempFolder folder;
    for (const char* end : {"", "\n", "\r\n"}) {
        const fs::path file = secretFile(folder, std::string("hunter2 æ") + end);
        BOOST_TEST(resolveSecret("client.secret", "file:" + file.string()).reveal() == "hunter2 æ");
    }
}

BOOST_AUTO_TEST_CASE(the_environment_gives_its_variable) {
    Poco::Environment::set("MOBILEPAY_TEST_SECRET", "hunter2");
    const auto secret = resolveSecret("client.secret", "env:MOBILEPAY_TEST_SECRET");
    BOOST_TEST(secret.reveal() == "hunter2");
    std::ostringstream printed;
    printed << secret;
    BOOST_TEST(!has(printed.str(), "hunter2"));
}

BOOST_AUTO_TEST_CASE(a_variable_that_is_not_set_is_named) {
    const std::string text = refusal("env:MOBILEPAY_TEST_ABSENT");
    BOOST_TEST(has(text, "client.secret = env:MOBILEPAY_TEST_ABSENT"));
    BOOST_TEST(has(text, "is not set"));
}

BOOST_AUTO_TEST_CASE(a_file_that_everybody_can_read_is_refused_and_not_shown) {
    const TempFolder folder;
    const fs::path file = secretFile(folder, "hunter2");
    letEverybodyRead(file);
    const std::string text = refusal("file:" + file.string());
    BOOST_TEST(has(text, file.string()));
    BOOST_TEST(!has(text, "hunter2"));
}

#ifdef __linux__
BOOST_DATA_TEST_CASE(a_file_that_others_can_get_at_is_refused_with_the_command_that_mends_it,
                     data::make({0644, 0604, 0602, 0601, 0660, 0666}), mode) {
    const TempFolder folder;
    const fs::path file = secretFile(folder, "hunter2");
    fs::permissions(file, static_cast<fs::perms>(mode));
    const std::string text = refusal("file:" + file.string());
    BOOST_TEST(has(text, "chmod 640 '" + file.string() + "'"));
    BOOST_TEST(!has(text, "hunter2"));
}

BOOST_AUTO_TEST_CASE(a_group_that_a_stranger_gave_a_file_does_not_get_the_secret) {
    if (::geteuid() != 0) {
        std::cout << "skipped: only root can act as two users\n";
        return;
    }
    const TempFolder folder;
    const auto file = folder.write("secret", "");
    constexpr uid_t stranger = 65534;
    BOOST_REQUIRE(::chown(file.c_str(), stranger, stranger) == 0);
    (void)storeSecret(file.string(), core::Secret("hunter2"));
    struct stat about {};
    BOOST_REQUIRE(::stat(file.c_str(), &about) == 0);
    BOOST_TEST(about.st_gid != stranger);
}

BOOST_AUTO_TEST_CASE(dpapi_is_refused_here) {
    BOOST_TEST(has(refusal("dpapi:/x/y"), "Windows only"));
}
#endif

#ifdef _WIN32
BOOST_DATA_TEST_CASE(what_is_wrong_with_a_place_is_told_for_both_kinds_of_file,
                     data::make({"file:", "dpapi:"}), scheme) {
    const TempFolder folder;
    BOOST_TEST(has(refusal(scheme + (folder.path() / "none").string()), "it does not exist"));
    BOOST_TEST(has(refusal(scheme + folder.path().string()), "it is no ordinary file"));
    const fs::path file = secretFile(folder, std::string(20'000, 'h'));
    BOOST_TEST(has(refusal(scheme + file.string()), "KiB: it cannot be one of ours"));
    letEverybodyRead(file);
    BOOST_TEST(has(refusal(scheme + file.string()), "every user of this machine can read it"));
    const OnlyHere held(file);
    BOOST_TEST(has(refusal(scheme + file.string()), "another program has it open"));
}
#endif

BOOST_AUTO_TEST_CASE(a_stored_secret_comes_back_and_replaces_an_older_one) {
    const TempFolder folder;
    const std::string path = (folder.path() / "stored").string();
    for (const char* text : {"first", "second æ"}) {
        const std::string reference = storeSecret(path, core::Secret(text));
        BOOST_TEST(resolveSecret("client.secret", reference).reveal() == text);
    }
    BOOST_CHECK_THROW((void)storeSecret((folder.path() / "none" / "x").string(), core::Secret("x")),
                      core::ConfigurationError);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_missing_or_no_file_is_named) {
    const TempFolder folder;
    BOOST_TEST(has(refusal("file:" + (folder.path() / "none").string()), "none"));
    BOOST_TEST(has(refusal("file:" + folder.path().string()), "file"));
}

BOOST_DATA_TEST_CASE(what_cannot_be_a_secret_is_refused_and_not_shown,
                     data::make({std::string(), std::string("\n"), std::string("hunter2\nhunter3"),
                                 std::string("hunter2\0x", 9), std::string(5000, 'h')}),
                     bytes) {
    const TempFolder folder;
    const std::string text = refusal("file:" + secretFile(folder, bytes).string());
    BOOST_TEST(!text.empty());
    BOOST_TEST(!has(text, "hunter"));
    BOOST_TEST(!has(text, "hhhh"));
}

BOOST_DATA_TEST_CASE(the_secret_in_place_of_its_reference_is_not_repeated,
                     data::make({"hunter2", "file:hunter2", "env:9hunter2", "env:", "file:"}),
                     text) {
    const std::string words = refusal(text);
    BOOST_TEST(has(words, "client.secret"));
    BOOST_TEST(!has(words, "hunter2"));
}

BOOST_AUTO_TEST_SUITE_END()
