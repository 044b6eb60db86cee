#include "driver/rest/server_clock.h"

#include <chrono>
#include <string>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::rest;
using namespace std::chrono_literals;
namespace data = boost::unit_test::data;

namespace {

class HandClock final : public core::Clock {
public:
    core::MonoTime monotonic() const override { return mono; }
    core::WallTime wall() const override { return wallTime; }
    core::MonoTime mono{1000ms};
    core::WallTime wallTime = core::fromIso8601("2026-11-23T20:00:00Z");
};

HttpResponse dated(const std::string& date) {
    return {200, {{"date", date, false}}, ""};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(server_clock)

BOOST_AUTO_TEST_CASE(before_any_answer_the_servers_time_is_ours_and_not_known) {
    const ServerClock server;
    const HandClock hands;
    const core::Now now = server.read(hands);
    BOOST_TEST(!now.serverKnown);
    BOOST_TEST((now.server == hands.wallTime));
    BOOST_TEST((now.mono == hands.mono));
    BOOST_TEST((now.wall == hands.wallTime));
}

BOOST_AUTO_TEST_CASE(a_date_is_carried_on_by_the_monotonic_hand) {
    ServerClock server;
    HandClock hands;
    server.observe(dated("Mon, 23 Nov 2026 21:15:00 GMT"), hands.mono);
    hands.mono = hands.mono + 90s;
    hands.wallTime = core::fromIso8601("1999-01-01T00:00:00Z");  // somebody set the clock
    const core::Now now = server.read(hands);
    BOOST_TEST(now.serverKnown);
    BOOST_TEST(core::toIso8601(now.server) == "2026-11-23T21:16:30.000Z");
}

BOOST_AUTO_TEST_CASE(the_last_date_counts) {
    ServerClock server;
    const HandClock hands;
    server.observe(dated("Mon, 23 Nov 2026 21:15:00 GMT"), hands.mono);
    server.observe(dated("Mon, 23 Nov 2026 21:20:00 GMT"), hands.mono);
    BOOST_TEST(core::toIso8601(server.read(hands).server) == "2026-11-23T21:20:00.000Z");
}

BOOST_DATA_TEST_CASE(a_date_that_cannot_be_believed_changes_nothing,
                     data::make({"", "yesterday", "Mon, 99 Nov 2026 21:15:00 GMT",
                                 "Mon, 23 Foo 2026 21:15:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT",
                                 "Mon, 23 Nov 9999 21:15:00 GMT", "2026-11-23T21:15:00Z"}),
                     date) {
    ServerClock server;
    const HandClock hands;
    server.observe(dated(date), hands.mono);
    BOOST_TEST(!server.read(hands).serverKnown);
}

BOOST_AUTO_TEST_CASE(an_answer_without_a_date_changes_nothing) {
    ServerClock server;
    server.observe({200, {}, ""}, core::MonoTime{1ms});
    BOOST_TEST(!server.read(HandClock()).serverKnown);
}

BOOST_AUTO_TEST_SUITE_END()
