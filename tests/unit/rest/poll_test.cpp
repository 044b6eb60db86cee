#include "driver/rest/poll.h"

#include "driver/rest/backoff.h"
#include "tests/unit/rest/seeded_random.h"

#include <chrono>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::rest;
using namespace mobilepay::rest::testing;
using namespace std::chrono_literals;

namespace {

core::Milliseconds waitAfter(core::MonoTime next, core::Milliseconds now) {
    return next.sinceStart - now;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(poll_schedule)

BOOST_AUTO_TEST_CASE(the_next_poll_is_exactly_the_named_delay_after_the_receipt) {
    SeededRandom random(1);
    PollSchedule schedule({}, &random);
    BOOST_TEST((schedule.answered(core::MonoTime{10s}, 2000ms) == core::MonoTime{12s}));
    BOOST_TEST((schedule.answered(core::MonoTime{20s}, 500ms) == core::MonoTime{20'500ms}));
    BOOST_TEST((schedule.answered(core::MonoTime{40s}, 60s) == core::MonoTime{100s}));
}

BOOST_AUTO_TEST_CASE(without_an_answer_the_last_known_delay_holds) {
    SeededRandom random(1);
    PollSchedule schedule({}, &random);
    schedule.answered(core::MonoTime{10s}, 2000ms);
    BOOST_TEST((schedule.unanswered(core::MonoTime{12'500ms}) == core::MonoTime{14'500ms}));
    BOOST_TEST((schedule.unanswered(core::MonoTime{15s}) == core::MonoTime{17s}));
}

BOOST_AUTO_TEST_CASE(with_no_delay_known_waits_grow_to_the_longest) {
    FixedRandom shortest(0);
    PollSchedule schedule({500ms, 3000ms}, &shortest);
    for (const auto expected : {250ms, 500ms, 1000ms, 1500ms, 1500ms}) {
        BOOST_TEST((waitAfter(schedule.unanswered(core::MonoTime{1s}), 1s) == expected));
    }
}

BOOST_AUTO_TEST_CASE(a_delay_that_is_not_above_zero_counts_as_none) {
    FixedRandom shortest(0);
    PollSchedule schedule({500ms, 3000ms}, &shortest);
    BOOST_TEST((waitAfter(schedule.answered(core::MonoTime{1s}, -5ms), 1s) == 250ms));
    BOOST_TEST((waitAfter(schedule.answered(core::MonoTime{1s}, 0ms), 1s) == 500ms));
    schedule.answered(core::MonoTime{1s}, 700ms);
    BOOST_TEST((waitAfter(schedule.answered(core::MonoTime{1s}, -5ms), 1s) == 700ms));
    BOOST_TEST((waitAfter(schedule.answered(core::MonoTime{1s}, 0ms), 1s) == 700ms));
}

BOOST_AUTO_TEST_CASE(a_delay_of_weeks_is_cut_to_an_hour) {
    SeededRandom random(1);
    PollSchedule schedule({}, &random);
    BOOST_TEST((schedule.answered(core::MonoTime{1s}, 2147483647ms) == core::MonoTime{3601s}));
}

BOOST_AUTO_TEST_CASE(a_back_off_is_drawn_between_one_half_and_the_whole) {
    SeededRandom random(7);
    for (int doublings = 0; doublings < 70; ++doublings) {
        core::Milliseconds whole = 200ms;
        for (int i = 0; i < doublings && whole < 2000ms; ++i)
            whole *= 2;
        whole = std::min<core::Milliseconds>(whole, 2000ms);
        core::Milliseconds least = whole;
        core::Milliseconds most = 0ms;
        for (int i = 0; i < 500; ++i) {
            const auto wait = backOff(200ms, 2000ms, doublings, random);
            least = std::min(least, wait);
            most = std::max(most, wait);
        }
        BOOST_TEST((least >= whole / 2));
        BOOST_TEST((most <= whole));
        BOOST_TEST((least < whole / 2 + whole / 8));
        BOOST_TEST((most > whole - whole / 8));
    }
}

BOOST_AUTO_TEST_CASE(a_back_off_of_nothing_is_nothing) {
    SeededRandom random(7);
    BOOST_TEST((backOff(0ms, 0ms, 5, random) == 0ms));
    BOOST_TEST((backOff(1000ms, 0ms, 5, random) == 0ms));
}

BOOST_AUTO_TEST_SUITE_END()
