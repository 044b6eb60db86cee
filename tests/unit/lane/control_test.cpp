#include "driver/lane/control.h"

#include "driver/core/error.h"
#include "tests/unit/temp_folder.h"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace std::chrono_literals;
using lane::askControl;
using lane::ControlServer;

namespace {

struct Folder {
    TempFolder folder;
    std::filesystem::path path = folder.path();
};

sockaddr_un addressOf(const std::filesystem::path& socket) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket.string().copy(address.sun_path, sizeof address.sun_path - 1);
    return address;
}

/// Somebody who speaks to the socket as he likes.
class Stranger {
public:
    explicit Stranger(const std::filesystem::path& socket)
        : descriptor_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        const auto address = addressOf(socket);
        const auto* generic = reinterpret_cast<const sockaddr*>(&address);
        BOOST_REQUIRE(::connect(descriptor_, generic, sizeof address) == 0);
    }
    ~Stranger() { ::close(descriptor_); }
    Stranger(const Stranger&) = delete;
    Stranger& operator=(const Stranger&) = delete;

    bool say(const std::string& text) const {
        return ::send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL) > 0;
    }
    /// Whether the other side has answered or closed.
    [[nodiscard]] bool hungUp() const {
        char byte = 0;
        const auto count = ::recv(descriptor_, &byte, 1, MSG_DONTWAIT | MSG_PEEK);
        return count >= 0 || errno != EAGAIN;
    }

private:
    int descriptor_;
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
    BOOST_CHECK_EXCEPTION((void)askControl(path, "L1", "status"), core::ConfigurationError,
                          [](const core::ConfigurationError& error) {
                              return std::string(error.what()).find("L1") != std::string::npos;
                          });
}

BOOST_AUTO_TEST_CASE(a_socket_left_by_a_process_that_died_is_in_nobodys_way) {
    std::ofstream(path / "L2.sock") << "left behind";
    const auto server = ControlServer::start(path, "L2", [](const std::string&) { return "new"; });
    BOOST_TEST(askControl(path, "L2", "status") == "new");
}

BOOST_AUTO_TEST_CASE(a_line_of_256_bytes_is_answered_and_a_longer_one_is_refused_with_the_limit) {
    const auto server = ControlServer::start(
        path, "L1", [](const std::string& line) { return std::to_string(line.size()); });
    BOOST_TEST(askControl(path, "L1", std::string(256, 'x')) == "256");
    for (const std::size_t size : {std::size_t{257}, std::size_t{100} * 1024}) {
        const auto answer = askControl(path, "L1", std::string(size, 'x'));
        BOOST_TEST((answer.find("\"error\"") != std::string::npos), answer);
        BOOST_TEST((answer.find("256 bytes") != std::string::npos), answer);
    }
    BOOST_TEST(askControl(path, "L1", "status") == "6");
}

BOOST_AUTO_TEST_CASE(a_line_without_an_end_reaches_no_handler_and_is_given_two_seconds_in_all) {
    std::atomic<int> handled = 0;
    const auto server = ControlServer::start(path, "L1", [&](const std::string& line) {
        ++handled;
        return line;
    });
    const Stranger stranger(path / "L1.sock");
    const auto begin = std::chrono::steady_clock::now();
    while (stranger.say(std::string(100 * 1024, 'x')) &&
           std::chrono::steady_clock::now() - begin < 4s) {
    }
    BOOST_TEST((std::chrono::steady_clock::now() - begin < 3s));
    BOOST_TEST(handled == 0);
    BOOST_TEST(askControl(path, "L1", "status") == "status");
}

BOOST_AUTO_TEST_CASE(a_client_that_keeps_silent_does_not_hold_up_the_end_of_the_lane) {
    auto server = ControlServer::start(path, "L1", [](const std::string& line) { return line; });
    const Stranger stranger(path / "L1.sock");
    stranger.say("sta");
    const auto begin = std::chrono::steady_clock::now();
    server.reset();
    BOOST_TEST((std::chrono::steady_clock::now() - begin < 1s));
}

BOOST_AUTO_TEST_CASE(a_client_that_sends_byte_by_byte_is_given_two_seconds_in_all) {
    const auto server =
        ControlServer::start(path, "L1", [](const std::string& line) { return line; });
    const Stranger stranger(path / "L1.sock");
    std::jthread drip([&](const std::stop_token& stop) {
        while (!stop.stop_requested() && stranger.say("x"))
            std::this_thread::sleep_for(20ms);
    });
    const auto begin = std::chrono::steady_clock::now();
    while (!stranger.hungUp() && std::chrono::steady_clock::now() - begin < 4s)
        std::this_thread::sleep_for(20ms);
    BOOST_TEST((std::chrono::steady_clock::now() - begin < 3s));
    drip.request_stop();
    drip.join();
    BOOST_TEST(askControl(path, "L1", "status") == "status");
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

BOOST_AUTO_TEST_CASE(somebody_who_cannot_be_let_in_does_not_keep_the_processor_busy) {
    const auto server =
        ControlServer::start(path, "L1", [](const std::string& line) { return line; });
    rlimit before{};
    BOOST_REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
    rlimit none = before;
    none.rlim_cur = 3;
    const int waiting = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    BOOST_REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
    const auto address = addressOf(path / "L1.sock");
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    BOOST_TEST(::connect(waiting, generic, sizeof address) == 0);
    const auto begun = std::clock();
    std::this_thread::sleep_for(500ms);
    BOOST_TEST((std::clock() - begun < CLOCKS_PER_SEC / 10));
    BOOST_REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
    ::close(waiting);
    BOOST_TEST(askControl(path, "L1", "status") == "status");
}

BOOST_AUTO_TEST_SUITE_END()
