#include "driver/lane/log.h"

#include "driver/core/error.h"
#include "tests/unit/temp_folder.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;

namespace {

struct Lane {
    Lane() {
        profile.lane = "L1";
        profile.folder = folder.path();
    }
    [[nodiscard]] std::string text() const { return TempFolder::read(profile.folder / "L1.log"); }
    TempFolder folder;
    registry::Profile profile;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lane_log, Lane)

BOOST_AUTO_TEST_CASE(what_is_said_stands_in_the_lanes_file) {
    lane::LaneLog(profile).warning("the server cannot be reached");
    BOOST_TEST(text().find("the server cannot be reached") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(requests_are_written_at_level_trace_only) {
    lane::LaneLog log(profile);
    log.line("GET /quiet");
    log.setLevel("trace");
    log.line("GET /told");
    BOOST_TEST(text().find("/quiet") == std::string::npos);
    BOOST_TEST(text().find("/told") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_text_stays_one_line_and_moves_no_cursor) {
    lane::LaneLog(profile).warning("Kasse \xC3\x98 is held by \x1B[2J\nsomebody");
    BOOST_TEST(text().find("Kasse \xC3\x98 is held by ?[2J somebody") != std::string::npos);
}

#ifdef __linux__
BOOST_AUTO_TEST_CASE(nothing_is_written_through_a_link) {
    const TempFolder other;
    other.write("precious", "this");
    std::filesystem::permissions(other.path() / "precious", std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    std::filesystem::create_symlink(other.path() / "precious", profile.folder / "L1.log");
    lane::LaneLog(profile).warning("told");
    BOOST_TEST(TempFolder::read(other.path() / "precious") == "this");
    const auto rights = std::filesystem::status(other.path() / "precious").permissions();
    BOOST_TEST(((rights & std::filesystem::perms::others_read) != std::filesystem::perms::none));
}

BOOST_AUTO_TEST_CASE(the_log_is_for_owner_and_group_also_when_a_new_file_begins) {
    lane::LaneLog log(profile);
    const std::string much(100'000, 'x');
    for (int i = 0; i < 60; ++i)
        log.warning(much);
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(profile.folder)) {
        ++files;
        const auto others = entry.status().permissions() & std::filesystem::perms::others_all;
        BOOST_TEST((others == std::filesystem::perms::none), entry.path());
    }
    BOOST_TEST(files > 1);
}
#endif

BOOST_AUTO_TEST_CASE(a_level_that_is_none_is_refused_by_name) {
    lane::LaneLog log(profile);
    BOOST_CHECK_THROW(log.setLevel("loud"), core::ConfigurationError);
    // It comes from the control socket too, and goes back there in JSON.
    BOOST_CHECK_EXCEPTION(log.setLevel("\x1B[3\x97m"), core::ConfigurationError,
                          [](const core::ConfigurationError& error) {
                              return std::string(error.what()).find("'?[3?m'") != std::string::npos;
                          });
}

BOOST_AUTO_TEST_CASE(a_log_that_cannot_be_written_disturbs_nobody) {
    std::filesystem::remove_all(profile.folder);
    profile.logFile = "/proc/no-such-folder/lane.log";
    lane::LaneLog log(profile);
    BOOST_CHECK_NO_THROW(log.error("nobody hears this"));
}

BOOST_AUTO_TEST_SUITE_END()
