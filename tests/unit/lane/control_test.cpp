#include "driver/lane/control.h"

#include "driver/core/error.h"
#include "tests/unit/temp_folder.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using lane::askControl;
using lane::ControlServer;

namespace {

struct Folder {
    TempFolder folder;
    std::filesystem::path path = folder.path();
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(control, Folder)

BOOST_AUTO_TEST_CASE(a_line_is_answered_with_a_line) {
    const auto server =
        ControlServer::start(path, "L1", [](const std::string& line) { return "heard " + line; });
    BOOST_TEST(askControl(path, "L1", "status") == "heard status");
    BOOST_TEST(askControl(path, "L1", "stop") == "heard stop");
}

BOOST_AUTO_TEST_CASE(a_lane_that_nobody_has_claimed_is_named) {
    BOOST_CHECK_EXCEPTION(askControl(path, "L1", "status"), core::ConfigurationError,
                          [](const core::ConfigurationError& error) {
                              return std::string(error.what()).find("L1") != std::string::npos;
                          });
}

BOOST_AUTO_TEST_CASE(a_socket_left_by_a_process_that_died_is_in_nobodys_way) {
    std::ofstream(path / "L2.sock") << "left behind";
    const auto server = ControlServer::start(path, "L2", [](const std::string&) { return "new"; });
    BOOST_TEST(askControl(path, "L2", "status") == "new");
}

BOOST_AUTO_TEST_CASE(an_endless_line_is_cut_and_answered) {
    const auto server = ControlServer::start(
        path, "L1", [](const std::string& line) { return std::to_string(line.size()); });
    BOOST_TEST(askControl(path, "L1", std::string(250, 'x')) == "250");
}

BOOST_AUTO_TEST_CASE(several_technicians_at_once_are_all_answered) {
    const auto server =
        ControlServer::start(path, "L1", [](const std::string& line) { return line; });
    std::vector<std::string> answers(4);
    std::vector<std::thread> technicians;
    for (std::size_t i = 0; i < answers.size(); ++i)
        technicians.emplace_back(
            [&, i] { answers[i] = askControl(path, "L1", std::to_string(i)); });
    for (auto& technician : technicians)
        technician.join();
    for (std::size_t i = 0; i < answers.size(); ++i)
        BOOST_TEST(answers[i] == std::to_string(i));
}

BOOST_AUTO_TEST_CASE(the_socket_is_for_owner_and_group_and_goes_with_its_lane) {
    auto server = ControlServer::start(path, "L1", [](const std::string& line) { return line; });
    const auto rights = std::filesystem::status(path / "L1.sock").permissions();
    BOOST_TEST(((rights & std::filesystem::perms::others_all) == std::filesystem::perms::none));
    server.reset();
    BOOST_TEST(!std::filesystem::exists(path / "L1.sock"));
}

BOOST_AUTO_TEST_CASE(a_folder_too_deep_for_a_socket_is_refused_with_the_rule) {
    BOOST_CHECK_EXCEPTION(ControlServer::start(path / std::string(120, 'd'), "L1",
                                               [](const std::string& line) { return line; }),
                          core::ConfigurationError, [](const core::ConfigurationError& error) {
                              return std::string(error.what()).find("shorter 'folder'") !=
                                     std::string::npos;
                          });
}

BOOST_AUTO_TEST_SUITE_END()
