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
    for (const auto& id : till.lane().handedOver())
        ids.push_back(id.text());
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

// Told as approved; that it could not be taken in the end has to be told as well.
BOOST_AUTO_TEST_CASE(a_pending_result_that_ended_otherwise_is_not_handed_over) {
    for (const bool taken : {true, false}) {
        Till till;
        till.enabled();
        till.lane().will({lane::Verdict::Kind::approvedCapturePending});
        BOOST_TEST(till.sale().ok());
        auto row = test::rowOf(lane::Operation::sale, "12.50", 1, "p1");
        row.record.orderId = core::OrderId(test::orderIdOf(1));
        row.record.decision = journal::Decision::capture;
        row.record.outcome = taken ? journal::Outcome::approved : journal::Outcome::lapsed;
        till.lane().knows(row);
        till.text(Property::transactionNumber);
        BOOST_TEST(till.lane().handedOver().size() == (taken ? 1U : 0U));
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

BOOST_AUTO_TEST_CASE(a_result_that_was_shown_open_and_ended_otherwise_is_not_handed_over) {
    for (const auto end : {journal::Outcome::approved, journal::Outcome::notCaptured}) {
        Till till;
        till.claimed();
        auto row = test::rowOf(lane::Operation::sale, "12.50", 3, "p1");
        row.record.decision = journal::Decision::capture;
        row.record.outcome = journal::Outcome::open;
        till.lane().hasUndelivered({row});
        std::vector<Value> arguments{direct_io::undelivered, std::int32_t{0}, std::string()};
        BOOST_TEST(till.device().call(Method::directIO, arguments).ok());
        row.record.outcome = end;
        till.lane().knows(row);
        till.text(Property::approvalCode);
        BOOST_TEST(till.lane().handedOver().empty() == (end != journal::Outcome::approved));
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
