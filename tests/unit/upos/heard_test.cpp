#include "include/mobilepay/direct_io.h"
#include "tests/unit/upos/till.h"

#include <future>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using test::Till;
namespace state = unifiedpos::state;

namespace {

std::vector<std::string> handedOver(Till& till) {
    std::vector<std::string> ids;
    for (const auto& result : till.lane().handedOver())
        ids.push_back(result.orderId.text());
    return ids;
}

}  // namespace

// Whether the till heard cannot be known; its next call says so (design, what the till is told).
BOOST_AUTO_TEST_SUITE(upos_heard)

BOOST_AUTO_TEST_CASE(a_result_is_handed_over_with_the_applications_next_call) {
    Till till;
    till.enabled();
    BOOST_TEST(till.sale().ok());
    BOOST_TEST(till.lane().handedOver().empty());
    till.text(Property::transactionNumber);
    BOOST_TEST(handedOver(till) == std::vector{test::orderIdOf(1)},
               boost::test_tools::per_element());
}

// Told as approved or unknown; that it ended otherwise has to be told as well, and the lane knows.
BOOST_AUTO_TEST_CASE(what_was_told_open_is_handed_over_as_that) {
    using Kind = lane::Verdict::Kind;
    for (const auto kind : {Kind::approved, Kind::approvedCapturePending, Kind::unknown}) {
        Till till;
        till.enabled();
        till.lane().will({kind});
        (void)till.sale();
        till.text(Property::transactionNumber);
        BOOST_REQUIRE(till.lane().handedOver().size() == 1U);
        BOOST_TEST(till.lane().handedOver().front().open == (kind != Kind::approved));
    }
}

BOOST_AUTO_TEST_CASE(a_timer_that_polls_state_hands_nothing_over) {
    Till till;
    till.enabled();
    BOOST_TEST(till.sale().ok());
    till.state();
    till.number(Property::powerState);
    BOOST_TEST(till.lane().handedOver().empty());
}

BOOST_AUTO_TEST_CASE(an_undelivered_completion_is_not_handed_over_whatever_is_called) {
    Till till;
    till.asynchronous();
    till.set(Property::freezeEvents, 1);
    BOOST_TEST(till.sale().ok());
    BOOST_TEST(till.awaitState(state::idle));
    till.text(Property::transactionNumber);
    till.call(Method::checkHealth, {1});
    BOOST_TEST(till.lane().handedOver().empty());
}

BOOST_AUTO_TEST_CASE(a_getter_inside_the_handler_hands_over) {
    Till till;
    till.asynchronous();
    till.listener().onEvent = [&](const std::string&) { till.text(Property::approvalCode); };
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.lane().handedOver().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_close_is_a_call_too_but_dropping_the_device_is_not) {
    Till closing;
    closing.enabled();
    BOOST_TEST(closing.sale().ok());
    closing.device().close();
    BOOST_TEST(closing.lane().handedOver().size() == 1U);

    Till dropping;
    dropping.enabled();
    BOOST_TEST(dropping.sale().ok());
    dropping.device().abandon();
    BOOST_TEST(dropping.lane().handedOver().empty());
    BOOST_TEST(dropping.state() == state::closed);
}

BOOST_AUTO_TEST_CASE(results_shown_by_direct_io_are_handed_over_with_the_call_after_it) {
    Till till;
    till.claimed();
    till.lane().hasUndelivered({test::rowOf(lane::Operation::sale, "12.50", 3, "p1")});
    std::vector<Value> arguments{direct_io::undelivered, std::int32_t{0}, std::string()};
    BOOST_TEST(till.device().call(Method::directIO, arguments).ok());
    BOOST_TEST(std::get<std::int32_t>(arguments.at(1)) == 1);
    BOOST_TEST(std::get<std::string>(arguments.at(2)).find("kind=sale;outcome=approved") == 0U);
    BOOST_TEST(till.lane().handedOver().empty());
    till.text(Property::approvalCode);
    BOOST_TEST(handedOver(till) == std::vector<std::string>{"TILL7-p1"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_result_that_was_shown_open_is_handed_over_as_that) {
    for (const auto shown : {journal::Outcome::approved, journal::Outcome::open}) {
        Till till;
        till.claimed();
        auto row = test::rowOf(lane::Operation::sale, "12.50", 3, "p1");
        row.record.decision = journal::Decision::capture;
        row.record.outcome = shown;
        till.lane().hasUndelivered({row});
        std::vector<Value> arguments{direct_io::undelivered, std::int32_t{0}, std::string()};
        BOOST_TEST(till.device().call(Method::directIO, arguments).ok());
        till.text(Property::approvalCode);
        BOOST_REQUIRE(till.lane().handedOver().size() == 1U);
        BOOST_TEST(till.lane().handedOver().front().open == (shown == journal::Outcome::open));
    }
}

BOOST_AUTO_TEST_CASE(what_could_not_be_written_down_is_written_with_the_call_after) {
    Till till;
    till.enabled();
    BOOST_TEST(till.sale().ok());
    till.lane().failHearing();
    till.text(Property::transactionNumber);
    BOOST_TEST(till.lane().handedOver().empty());
    till.text(Property::transactionNumber);
    BOOST_TEST(handedOver(till) == std::vector{test::orderIdOf(1)},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_sale_that_returns_while_another_thread_releases_is_handed_over) {
    for (const bool close : {false, true}) {
        Till till;
        till.enabled();
        till.lane().holdRequests();
        till.lane().onAbort(test::ScriptedLane::Kind::approved);
        auto sale = std::async(std::launch::async, [&] { return till.sale().resultCode; });
        BOOST_REQUIRE(till.lane().awaitRequest(1));
        BOOST_TEST((close ? till.device().close() : till.device().release()).ok());
        BOOST_TEST(sale.get() == unifiedpos::result::success);
        BOOST_TEST(till.lane().handedOver().size() == 1U);
    }
    Till dropped;
    dropped.enabled();
    dropped.lane().holdRequests();
    dropped.lane().onAbort(test::ScriptedLane::Kind::approved);
    auto sale = std::async(std::launch::async, [&] { return dropped.sale().resultCode; });
    BOOST_REQUIRE(dropped.lane().awaitRequest(1));
    dropped.device().abandon();
    BOOST_TEST(sale.get() == unifiedpos::result::success);
    BOOST_TEST(dropped.lane().handedOver().empty());
}

BOOST_AUTO_TEST_SUITE_END()
