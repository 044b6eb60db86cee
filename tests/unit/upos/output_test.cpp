#include "tests/unit/upos/till.h"

#include <atomic>
#include <future>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using test::Till;
using Kind = test::ScriptedLane::Kind;
using Texts = std::vector<std::string>;
namespace result = unifiedpos::result;
namespace state = unifiedpos::state;
namespace error = unifiedpos::error;

BOOST_AUTO_TEST_SUITE(upos_output)

BOOST_AUTO_TEST_CASE(a_synchronous_sale_tells_its_outcome_and_raises_no_event) {
    Till till;
    till.enabled();
    BOOST_TEST(till.sale(7).ok());
    BOOST_TEST(till.number(Property::sequenceNumber) == 7);
    BOOST_TEST(till.state() == state::idle);
    BOOST_TEST(till.listener().heard().empty());
}

BOOST_AUTO_TEST_CASE(an_asynchronous_sale_returns_at_once_and_completes_with_its_id) {
    Till till;
    till.asynchronous();
    till.lane().holdRequests();
    BOOST_TEST(till.sale(7).ok());
    const auto id = till.number(Property::outputId);
    BOOST_TEST(till.state() == state::busy);
    till.lane().letGo();
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.listener().heard() == (Texts{"complete " + std::to_string(id)}),
               boost::test_tools::per_element());
    BOOST_TEST(till.state() == state::idle);
    BOOST_TEST(till.number(Property::sequenceNumber) == 7);
}

BOOST_AUTO_TEST_CASE(results_stand_before_the_completion_is_delivered) {
    Till till;
    till.asynchronous();
    std::string number;
    till.listener().onEvent = [&](const std::string&) {
        number = till.text(Property::transactionNumber);
    };
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(number == test::paymentIdOf(1));
}

BOOST_AUTO_TEST_CASE(output_ids_count_up) {
    Till till;
    till.asynchronous();
    BOOST_TEST(till.sale().ok());
    const auto first = till.number(Property::outputId);
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.sale().ok());
    BOOST_TEST(till.number(Property::outputId) == first + 1);
}

BOOST_AUTO_TEST_CASE(what_can_be_checked_at_once_is_refused_at_once) {
    Till till;
    till.asynchronous();
    BOOST_TEST(till.sale(1, 0).resultCode == result::illegal);
    BOOST_TEST(till.sale(1, 1234501).resultCode == result::illegal);
    BOOST_TEST(till.authorize(Method::authorizeSales, 1, 10000, -2).resultCode == result::illegal);
    BOOST_TEST(till.number(Property::outputId) == 0);
    BOOST_TEST(till.lane().requests().empty());
}

BOOST_AUTO_TEST_CASE(a_second_request_is_busy_while_one_is_outstanding) {
    Till till;
    till.asynchronous();
    till.lane().holdRequests();
    BOOST_TEST(till.sale().ok());
    BOOST_TEST(till.sale().resultCode == result::busy);
    BOOST_TEST(till.call(Method::checkHealth, {1}).resultCode == result::busy);
    till.lane().letGo();
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.lane().requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_second_thread_is_busy_while_a_synchronous_sale_runs_but_may_read) {
    Till till;
    till.enabled();
    till.lane().holdRequests();
    auto sale = std::async(std::launch::async, [&] { return till.sale().resultCode; });
    BOOST_REQUIRE(till.lane().awaitRequest(1));
    BOOST_TEST(till.sale().resultCode == result::busy);
    BOOST_TEST(till.number(Property::deviceEnabled) == 1);
    till.lane().letGo();
    BOOST_TEST(sale.get() == result::success);
}

BOOST_AUTO_TEST_CASE(clear_output_ends_a_synchronous_sale_from_a_second_thread) {
    Till till;
    till.enabled();
    till.lane().holdRequests();
    auto sale = std::async(std::launch::async, [&] { return till.sale(); });
    BOOST_REQUIRE(till.lane().awaitRequest(1));
    BOOST_TEST(till.call(Method::clearOutput).ok());
    const auto status = sale.get();
    BOOST_TEST(status.resultCode == result::extended);
    BOOST_TEST(status.extended == unifiedpos::cat_error::reset);
    BOOST_TEST(till.text(Property::centerResultCode) == "ABORTED");
}

BOOST_AUTO_TEST_CASE(clear_output_drops_an_asynchronous_sale_without_an_event) {
    Till till;
    till.asynchronous();
    till.lane().holdRequests();
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.lane().awaitRequest(1));
    BOOST_TEST(till.call(Method::clearOutput).ok());
    BOOST_TEST(till.state() == state::idle);
    BOOST_TEST(till.lane().aborts() >= 1);
    till.lane().letGo();
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.listener().heard() == (Texts{"complete 2"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(clear_output_after_the_decision_undoes_nothing_and_tells_nobody) {
    Till till;
    till.asynchronous();
    till.lane().holdRequests();
    till.lane().onAbort(Kind::approved);
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.lane().awaitRequest(1));
    BOOST_TEST(till.call(Method::clearOutput).ok());
    BOOST_TEST(till.text(Property::transactionNumber).empty());
    BOOST_TEST(till.listener().heard().empty());
    till.text(Property::approvalCode);
    BOOST_TEST(till.lane().handedOver().empty());
}

BOOST_AUTO_TEST_CASE(clear_output_with_nothing_outstanding_succeeds) {
    Till till;
    till.enabled();
    BOOST_TEST(till.call(Method::clearOutput).ok());
    BOOST_TEST(till.lane().aborts() == 0);
}

BOOST_AUTO_TEST_CASE(clear_output_drops_a_completion_that_is_not_delivered_yet) {
    Till till;
    till.asynchronous();
    till.set(Property::freezeEvents, 1);
    BOOST_TEST(till.sale().ok());
    BOOST_TEST(till.awaitState(state::idle));
    BOOST_TEST(till.call(Method::clearOutput).ok());
    till.set(Property::freezeEvents, 0);
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.listener().heard().front() == "complete 2");
}

BOOST_AUTO_TEST_CASE(while_a_completion_waits_frozen_the_next_sale_is_busy) {
    Till till;
    till.asynchronous();
    till.set(Property::freezeEvents, 1);
    BOOST_TEST(till.sale(1).ok());
    BOOST_TEST(till.awaitState(state::idle));
    BOOST_TEST(till.sale(2).resultCode == result::busy);
    BOOST_TEST(till.number(Property::sequenceNumber) == 1);
    till.set(Property::freezeEvents, 0);
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.sale(2).ok());
}

BOOST_AUTO_TEST_CASE(a_failure_raises_an_error_event_and_waits_in_state_error_for_the_answer) {
    Till till;
    till.asynchronous();
    till.lane().will({Kind::declined});
    std::int32_t inside = 0;
    till.listener().onEvent = [&](const std::string&) { inside = till.state(); };
    till.listener().errorResponse = error::responseClear;
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.listener().heard() == (Texts{"error 114/1 1"}),
               boost::test_tools::per_element());
    BOOST_TEST(inside == state::error);
    BOOST_TEST(till.awaitState(state::idle));
    BOOST_TEST(till.text(Property::centerResultCode) == "USER_DECLINED");
}

BOOST_AUTO_TEST_CASE(without_a_listener_a_decline_is_one_request_and_is_not_raised_again) {
    Till till;
    till.asynchronous();
    till.lane().will({Kind::declined, Kind::declined});
    BOOST_TEST(till.sale().ok());  // the preset answer is ER_RETRY
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.awaitState(state::idle));
    BOOST_TEST(till.lane().requests().size() == 1U);
    BOOST_TEST(till.listener().heard().size() == 1U);
}

BOOST_AUTO_TEST_CASE(retry_asks_again_once_when_nothing_was_sent) {
    Till till;
    till.asynchronous();
    till.lane().will({Kind::notSent, Kind::approved});
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.listener().await(2));
    BOOST_TEST(till.listener().heard() == (Texts{"error 114/92 1", "complete 1"}),
               boost::test_tools::per_element());
    BOOST_TEST(till.lane().requests().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_second_failure_is_told_and_final) {
    Till till;
    till.asynchronous();
    till.lane().will({Kind::notSent, Kind::notSent, Kind::approved});
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.listener().await(2));
    BOOST_TEST(till.awaitState(state::idle));
    BOOST_TEST(till.lane().requests().size() == 2U);
}

BOOST_AUTO_TEST_CASE(retry_after_anything_that_was_sent_starts_nothing_new) {
    for (const auto kind :
         {Kind::unknown, Kind::timedOut, Kind::refused, Kind::notCaptured, Kind::cancelledByWallet,
          Kind::strangerActive, Kind::misconfigured, Kind::journalFailed, Kind::aborted}) {
        Till till;
        till.asynchronous();
        till.listener().errorResponse = error::responseRetry;
        till.lane().will({kind});
        BOOST_TEST(till.sale().ok());
        BOOST_REQUIRE(till.listener().await(1));
        BOOST_TEST(till.awaitState(state::idle));
        BOOST_TEST(till.lane().requests().size() == 1U);
    }
}

BOOST_AUTO_TEST_CASE(the_new_attempt_has_what_is_left_of_the_time) {
    Till till;
    till.asynchronous();
    till.lane().will({Kind::notSent, Kind::approved});
    BOOST_TEST(till.authorize(Method::authorizeSales, 1, 10000, 5000).ok());
    BOOST_REQUIRE(till.listener().await(2));
    const auto requests = till.lane().requests();
    BOOST_TEST((requests.at(0).timeout == core::Milliseconds{5000}));
    BOOST_TEST((requests.at(1).timeout <= core::Milliseconds{5000}));
    BOOST_TEST((requests.at(1).timeout > core::Milliseconds{0}));
}

BOOST_AUTO_TEST_CASE(no_new_attempt_begins_when_the_time_is_over) {
    Till till;
    till.asynchronous();
    till.lane().will({Kind::notSent, Kind::approved});
    till.listener().onEvent = [](const std::string&) {
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    };
    BOOST_TEST(till.authorize(Method::authorizeSales, 1, 10000, 1).ok());
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.awaitState(state::idle));
    BOOST_TEST(till.lane().requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_clear_output_inside_the_error_handler_wins_over_its_answer) {
    Till till;
    till.asynchronous();
    till.lane().will({Kind::notSent});
    till.listener().onEvent = [&](const std::string& event) {
        if (event.starts_with("error")) till.call(Method::clearOutput);
    };
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.awaitState(state::idle));
    BOOST_TEST(till.lane().requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(disabling_ends_an_outstanding_sale_without_an_event) {
    Till till;
    till.asynchronous();
    till.lane().holdRequests();
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.lane().awaitRequest(1));
    BOOST_TEST(till.set(Property::deviceEnabled, 0).ok());
    BOOST_TEST(till.state() == state::idle);
    BOOST_TEST(till.listener().heard().empty());
}

BOOST_AUTO_TEST_CASE(release_and_close_end_a_synchronous_sale_of_another_thread) {
    for (const bool close : {false, true}) {
        Till till;
        till.enabled();
        till.lane().holdRequests();
        auto sale = std::async(std::launch::async, [&] { return till.sale().resultCode; });
        BOOST_REQUIRE(till.lane().awaitRequest(1));
        BOOST_TEST((close ? till.device().close() : till.device().release()).ok());
        BOOST_TEST(sale.get() == result::extended);
    }
}

BOOST_AUTO_TEST_CASE(release_drops_events_that_wait) {
    Till till;
    till.asynchronous();
    till.set(Property::freezeEvents, 1);
    BOOST_TEST(till.sale().ok());
    BOOST_TEST(till.awaitState(state::idle));
    BOOST_TEST(till.device().release().ok());
    BOOST_TEST(till.device().claim(0).ok());
    till.set(Property::freezeEvents, 0);
    BOOST_TEST(till.set(Property::deviceEnabled, 1).ok());
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.listener().heard().front() == "complete 2");
}

BOOST_AUTO_TEST_CASE(a_pumped_device_tells_the_door_and_delivers_on_its_thread) {
    Till till(Category::cat, Till::usualProfile(), Delivery::pumped);
    till.asynchronous();
    BOOST_TEST(till.sale().ok());
    BOOST_TEST(till.awaitState(state::idle));
    while (till.listener().pending() == 0)
        std::this_thread::yield();
    BOOST_TEST(till.listener().heard().empty());
    std::thread::id thread;
    till.listener().onEvent = [&](const std::string&) { thread = std::this_thread::get_id(); };
    till.device().deliverPending();
    BOOST_TEST(till.listener().heard().size() == 1U);
    BOOST_TEST((thread == std::this_thread::get_id()));
}

BOOST_AUTO_TEST_CASE(the_containers_freeze_and_the_applications_both_hold_events) {
    Till till(Category::cat, Till::usualProfile(), Delivery::pumped);
    till.asynchronous();
    till.device().freezeByContainer(true);
    till.set(Property::freezeEvents, 1);
    BOOST_TEST(till.sale().ok());
    BOOST_TEST(till.awaitState(state::idle));
    till.device().freezeByContainer(false);
    till.device().deliverPending();
    BOOST_TEST(till.listener().heard().empty());
    till.set(Property::freezeEvents, 0);
    till.device().deliverPending();
    BOOST_TEST(till.listener().heard().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_handler_may_start_the_next_sale) {
    Till till;
    till.asynchronous();
    std::int32_t next = -1;
    till.listener().onEvent = [&](const std::string&) {
        if (next == -1) next = till.sale(2).resultCode;
    };
    BOOST_TEST(till.sale(1).ok());
    BOOST_REQUIRE(till.listener().await(2));
    BOOST_TEST(next == result::success);
}

namespace {

/// Stands still; once it is told to, it answers one more time and jumps.
class JumpingClock final : public core::Clock {
public:
    core::MonoTime monotonic() const override {
        const auto now = core::MonoTime{core::Milliseconds{time}};
        if (jumps.exchange(false)) time += 3600000;
        return now;
    }
    core::WallTime wall() const override { return {}; }
    mutable std::atomic<std::int64_t> time{5000};
    mutable std::atomic<bool> jumps{false};
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_new_attempt_that_finds_its_time_over_is_a_time_out) {
    const auto clock = std::make_shared<JumpingClock>();
    const auto lane = std::make_shared<test::ScriptedLane>(Till::usualProfile());
    const auto listener = std::make_shared<test::Listener>();
    Surroundings surroundings;
    surroundings.openLane = [&](const std::string&, const Settings&) { return lane; };
    surroundings.clock = clock;
    const auto device = std::make_shared<UposDevice>(DeviceOptions{}, std::move(surroundings));
    BOOST_TEST(device->open("Till7", {}, listener).ok());
    BOOST_TEST(device->claim(0).ok());
    BOOST_TEST(device->setNumber(rowOf(Property::deviceEnabled).cat.index, 1).ok());
    BOOST_TEST(device->setNumber(rowOf(Property::asyncMode).cat.index, 1).ok());
    lane->will({Kind::notSent, Kind::approved});
    listener->onEvent = [&](const std::string& event) {
        if (event == "error 114/92 1") clock->jumps = true;
    };
    std::vector<Value> arguments{1, std::int64_t{10000}, std::int64_t{0}, 5000};
    BOOST_TEST(device->call(Method::authorizeSales, arguments).ok());
    BOOST_REQUIRE(listener->await(2));
    BOOST_TEST(listener->heard() == (Texts{"error 114/92 1", "error 112/0 1"}),
               boost::test_tools::per_element());
    BOOST_TEST(lane->requests().size() == 1U);
    BOOST_TEST(device->close().ok());
}

BOOST_AUTO_TEST_CASE(only_not_sent_itself_is_asked_for_again) {
    for (const char* code : {"EARLIER_UNRESOLVED", "NO_POINT_OF_SALE"}) {
        Till till;
        till.asynchronous();
        till.lane().will({Kind::notSent, Kind::approved});
        till.lane().notSentFor(code);
        BOOST_TEST(till.sale().ok());
        BOOST_REQUIRE(till.listener().await(1));
        BOOST_TEST(till.awaitState(state::idle));
        BOOST_TEST(till.text(Property::centerResultCode) == code);
        BOOST_TEST(till.lane().requests().size() == 1U);
    }
}

BOOST_AUTO_TEST_SUITE_END()
