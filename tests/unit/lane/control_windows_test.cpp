// What strangers may do to the control pipe; control_test.cpp does the same to the socket of Linux.
#include "driver/lane/control.h"

#include <windows.h>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace std::chrono_literals;
using lane::askControl;
using lane::ControlServer;

namespace {

/// Of these tests alone; the pipes of a machine share one space of names.
constexpr const char* laneName = "CONTROL1";

std::unique_ptr<ControlServer> echo() {
    return ControlServer::start({}, laneName, [](const std::string& line) { return line; });
}

/// Somebody who speaks to the pipe as he likes.
class Stranger {
public:
    Stranger()
        : pipe_(::CreateFileW(L"\\\\.\\pipe\\mobilepay-CONTROL1", GENERIC_READ | GENERIC_WRITE, 0,
                              nullptr, OPEN_EXISTING, 0, nullptr)) {
        BOOST_REQUIRE(pipe_ != INVALID_HANDLE_VALUE);
    }
    ~Stranger() { ::CloseHandle(pipe_); }
    Stranger(const Stranger&) = delete;
    Stranger& operator=(const Stranger&) = delete;

    bool say(const std::string& text) const {
        DWORD count = 0;
        return ::WriteFile(pipe_, text.data(), static_cast<DWORD>(text.size()), &count, nullptr) !=
               0;
    }

private:
    HANDLE pipe_;
};

/// Says a bit again and again, until the pipe is closed or this goes away.
class Talker {
public:
    Talker(std::string text, std::chrono::milliseconds pause)
        : thread_([this, text = std::move(text), pause](const std::stop_token& stop) {
              while (!stop.stop_requested() && stranger_.say(text))
                  std::this_thread::sleep_for(pause);
              over_ = true;
          }) {}

    [[nodiscard]] bool over() const { return over_; }

private:
    Stranger stranger_;
    std::atomic<bool> over_ = false;
    std::jthread thread_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(control_on_windows)

BOOST_AUTO_TEST_CASE(a_line_is_answered_with_a_line) {
    const auto server = echo();
    BOOST_TEST(askControl({}, laneName, "status") == "status");
    BOOST_TEST(askControl({}, laneName, "stop") == "stop");
}

BOOST_AUTO_TEST_CASE(a_line_that_is_too_long_is_refused_with_the_limit) {
    const auto server = echo();
    const auto answer = askControl({}, laneName, std::string(257, 'x'));
    BOOST_TEST((answer.find("256 bytes") != std::string::npos), answer);
    BOOST_TEST(askControl({}, laneName, "status") == "status");
}

BOOST_AUTO_TEST_CASE(a_client_that_sends_byte_by_byte_is_given_two_seconds_in_all) {
    const auto server = echo();
    const auto begin = std::chrono::steady_clock::now();
    const Talker drip("x", 20ms);
    while (!drip.over() && std::chrono::steady_clock::now() - begin < 4s)
        std::this_thread::sleep_for(20ms);
    BOOST_TEST((std::chrono::steady_clock::now() - begin < 3s));
    BOOST_TEST(askControl({}, laneName, "status") == "status");
}

BOOST_AUTO_TEST_CASE(a_client_that_keeps_silent_does_not_hold_up_the_end_of_the_lane) {
    auto server = echo();
    const Stranger stranger;
    stranger.say("sta");
    const auto begin = std::chrono::steady_clock::now();
    server.reset();
    BOOST_TEST((std::chrono::steady_clock::now() - begin < 1s));
}

BOOST_AUTO_TEST_CASE(a_client_that_never_stops_talking_does_not_hold_up_the_end_of_the_lane) {
    auto server = echo();
    const Talker flood(std::string(200, 'x'), 0ms);
    std::this_thread::sleep_for(200ms);
    const auto begin = std::chrono::steady_clock::now();
    server.reset();
    BOOST_TEST((std::chrono::steady_clock::now() - begin < 1s));
}

BOOST_AUTO_TEST_SUITE_END()
