#include "driver/core/clock.h"

#include "driver/core/error.h"

#include <cstdint>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay::core;
using namespace std::chrono_literals;
namespace data = boost::unit_test::data;

BOOST_AUTO_TEST_SUITE(clock_and_instants)

BOOST_DATA_TEST_CASE(an_instant_is_written_in_utc_with_milliseconds,
                     data::make<std::int64_t>({0, 1, 999, 951'782'400'000, 1'795'464'900'123, -1,
                                               253'402'300'799'999}) ^
                         data::make({"1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.001Z",
                                     "1970-01-01T00:00:00.999Z", "2000-02-29T00:00:00.000Z",
                                     "2026-11-23T20:15:00.123Z", "1969-12-31T23:59:59.999Z",
                                     "9999-12-31T23:59:59.999Z"}),
                     millis, text) {
    BOOST_TEST(toIso8601(WallTime{Milliseconds(millis)}) == text);
    BOOST_TEST(fromIso8601(text).sinceEpoch.count() == millis);
}

BOOST_DATA_TEST_CASE(offsets_and_fractions_of_other_writers_are_understood,
                     data::make({"2026-11-23T20:15:00Z", "2026-11-23T20:15:00.0Z",
                                 "2026-11-23T21:15:00+01:00", "2026-11-23T21:15:00.000000+0100",
                                 "2026-11-23T14:45:00.000000000-05:30",
                                 "2026-11-24T00:15:00.0000009+04:00"}),
                     text) {
    BOOST_TEST(toIso8601(fromIso8601(text)) == "2026-11-23T20:15:00.000Z");
}

BOOST_AUTO_TEST_CASE(what_is_finer_than_a_millisecond_is_cut_off) {
    BOOST_TEST(toIso8601(fromIso8601("2026-11-23T20:15:00.1239999Z")) ==
               "2026-11-23T20:15:00.123Z");
    BOOST_TEST(toIso8601(fromIso8601("2026-11-23T20:15:00.5Z")) == "2026-11-23T20:15:00.500Z");
}

BOOST_DATA_TEST_CASE(what_is_no_instant_is_refused,
                     data::make({"",
                                 "2026",
                                 "2026-11-23",
                                 "2026-11-23T20:15Z",
                                 "2026-11-23T20:15:00",
                                 "2026-11-23 20:15:00Z",
                                 "2026-13-01T00:00:00Z",
                                 "2026-02-29T00:00:00Z",
                                 "2026-11-31T00:00:00Z",
                                 "2026-00-10T00:00:00Z",
                                 "2026-11-23T24:00:00Z",
                                 "2026-11-23T20:60:00Z",
                                 "2026-11-23T20:15:60Z",
                                 "2026-11-23T20:15:00.Z",
                                 "2026-11-23T20:15:00,5Z",
                                 "2026-11-23T20:15:00.1234567890Z",
                                 "2026-11-23T20:15:00+24:00",
                                 "2026-11-23T20:15:00+01:60",
                                 "2026-11-23T20:15:00+1:00",
                                 "2026-11-23T20:15:00ZZ",
                                 "-026-11-23T20:15:00Z",
                                 "2026-11-2aT20:15:00Z"}),
                     text) {
    BOOST_CHECK_THROW((void)fromIso8601(text), TextError);
}

BOOST_AUTO_TEST_CASE(instants_and_durations_reckon_like_time) {
    const MonoTime start{1000ms};
    BOOST_CHECK(start + 500ms > start);
    BOOST_CHECK(start - 500ms < start);
    BOOST_TEST(((start + 500ms) - start).count() == 500);
    const WallTime wall{1000ms};
    BOOST_CHECK(wall + 500ms > wall);
    BOOST_TEST((wall - (wall - 250ms)).count() == 250);
}

BOOST_AUTO_TEST_CASE(the_machines_monotonic_hand_never_goes_back) {
    const SystemClock clock;
    MonoTime last = clock.monotonic();
    for (int i = 0; i < 1000; ++i) {
        const MonoTime now = clock.monotonic();
        BOOST_REQUIRE(now >= last);
        last = now;
    }
}

BOOST_AUTO_TEST_CASE(the_machines_wall_hand_tells_this_century) {
    const WallTime now = SystemClock().wall();
    BOOST_CHECK(now > fromIso8601("2020-01-01T00:00:00Z"));
    BOOST_CHECK(now < fromIso8601("2200-01-01T00:00:00Z"));
}

BOOST_AUTO_TEST_SUITE_END()
