#include "driver/upos/daily_log.h"

#include "tests/unit/upos/till.h"

#include <algorithm>
#include <future>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using lane::Operation;
using test::rowOf;
using test::Till;
namespace result = unifiedpos::result;

BOOST_AUTO_TEST_SUITE(upos_daily_log)

BOOST_AUTO_TEST_CASE(a_line_has_thirteen_fields_in_the_order_of_the_standard) {
    const auto text = dailyLogText({rowOf(Operation::sale, "12.50", 3, "186d2b31-ff25")});
    BOOST_TEST(text ==
               "MOBILEPAY,10,20261123201507,186d2b31-ff25,111,TILL7-186d2b31-ff25,186d2b31,"
               "20261123201507,,12.50,,,ref=186d2b31-ff25\r\n");
}

BOOST_AUTO_TEST_CASE(no_field_can_hold_a_comma_or_a_line_end) {
    auto row = rowOf(Operation::sale, "12.50", 3, "p");
    row.record.orderId = core::OrderId("a,b\r\nc");
    const auto text = dailyLogText({row});
    BOOST_TEST(std::count(text.begin(), text.end(), ',') == 12);
    BOOST_TEST(std::count(text.begin(), text.end(), '\n') == 1);
}

BOOST_AUTO_TEST_CASE(reporting_shows_the_period_and_keeps_it) {
    Till till;
    till.enabled();
    till.lane().knows(rowOf(Operation::sale, "12.50", 3, "p1"));
    BOOST_TEST(till.call(Method::accessDailyLog, {9, 1, 1000}).ok());
    const auto log = till.text(Property::dailyLog);
    BOOST_TEST(log.find("12.50") != std::string::npos);
    BOOST_TEST(till.number(Property::sequenceNumber) == 9);
    BOOST_TEST(till.call(Method::accessDailyLog, {9, 1, 1000}).ok());
    BOOST_TEST(till.text(Property::dailyLog) == log);
}

BOOST_AUTO_TEST_CASE(settlement_closes_the_period) {
    Till till;
    till.enabled();
    till.lane().knows(rowOf(Operation::sale, "12.50", 3, "p1"));
    BOOST_TEST(till.call(Method::accessDailyLog, {9, 2, 1000}).ok());
    BOOST_TEST(till.text(Property::dailyLog).find("12.50") != std::string::npos);
    BOOST_TEST(till.call(Method::accessDailyLog, {10, 2, 1000}).ok());
    BOOST_TEST(till.text(Property::dailyLog).empty());
}

BOOST_AUTO_TEST_CASE(an_unresolved_item_stands_in_the_way_of_a_settlement_and_is_named) {
    Till till;
    till.enabled();
    till.lane().blockSettlementWith("TILL7-bcdf is not resolved");
    const auto status = till.call(Method::accessDailyLog, {9, 2, 1000});
    BOOST_TEST(status.resultCode == result::extended);
    BOOST_TEST(status.extended == unifiedpos::cat_error::communication);
    BOOST_TEST(status.text.find("TILL7-bcdf") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_type_that_is_both_or_none_is_illegal) {
    Till till;
    till.enabled();
    for (const auto type : {0, 3, 4, -1})
        BOOST_TEST(till.call(Method::accessDailyLog, {9, type, 1000}).resultCode ==
                   result::illegal);
}

BOOST_AUTO_TEST_CASE(the_training_modes_log_is_empty_and_closes_nothing) {
    Till till;
    till.enabled();
    till.lane().knows(rowOf(Operation::sale, "12.50", 3, "p1"));
    till.set(Property::trainingMode, 1);
    BOOST_TEST(till.call(Method::accessDailyLog, {9, 2, 1000}).ok());
    BOOST_TEST(till.text(Property::dailyLog).empty());
    till.set(Property::trainingMode, 0);
    BOOST_TEST(till.call(Method::accessDailyLog, {9, 1, 1000}).ok());
    BOOST_TEST(!till.text(Property::dailyLog).empty());
}

BOOST_AUTO_TEST_CASE(the_log_can_be_asked_for_asynchronously) {
    Till till;
    till.asynchronous();
    till.lane().knows(rowOf(Operation::sale, "12.50", 3, "p1"));
    BOOST_TEST(till.call(Method::accessDailyLog, {9, 1, 1000}).ok());
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.listener().heard().front() == "complete 1");
    BOOST_TEST(!till.text(Property::dailyLog).empty());
}

BOOST_AUTO_TEST_CASE(a_settlement_can_be_stopped_and_has_closed_nothing_then) {
    Till till;
    till.enabled();
    till.lane().knows(rowOf(lane::Operation::sale, "12.50", 3, "p1"));
    till.lane().holdSettlement();
    auto settlement = std::async(std::launch::async, [&] {
        return till.call(Method::accessDailyLog, {9, 2, 1000});
    });
    BOOST_REQUIRE(till.lane().awaitSettlement());
    BOOST_TEST(till.call(Method::clearOutput).ok());
    const auto status = settlement.get();
    BOOST_TEST(status.resultCode == result::extended);
    BOOST_TEST(status.extended == unifiedpos::cat_error::reset);
    BOOST_TEST((till.lane().settlementPatience() == core::Milliseconds{1000}));
    till.lane().letGo();
    BOOST_TEST(till.call(Method::accessDailyLog, {9, 2, 1000}).ok());
    BOOST_TEST(till.text(Property::dailyLog).find("12.50") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_settlement_that_closed_the_period_keeps_its_log_without_its_event) {
    Till till;
    till.asynchronous();
    till.lane().knows(rowOf(lane::Operation::sale, "12.50", 3, "p1"));
    till.lane().holdSettlement(true);
    BOOST_TEST(till.call(Method::accessDailyLog, {9, 2, 1000}).ok());
    BOOST_REQUIRE(till.lane().awaitSettlement());
    BOOST_TEST(till.call(Method::clearOutput).ok());
    BOOST_TEST(till.text(Property::dailyLog).find("12.50") != std::string::npos);
    BOOST_TEST(till.listener().heard().empty());
}

BOOST_AUTO_TEST_SUITE_END()
