#include "driver/upos/event_queue.h"

#include "tests/unit/upos/till.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using test::Listener;
using Texts = std::vector<std::string>;

namespace {

Event status(std::int32_t data) {
    return {.kind = Event::Kind::statusUpdate, .number = data};
}
Event complete(std::int32_t id) {
    return {.kind = Event::Kind::outputComplete, .number = id};
}
Event data(std::int32_t status) {
    return {.kind = Event::Kind::data, .number = status};
}
Event error(std::int32_t locus) {
    return {.kind = Event::Kind::error, .number = 114, .locus = locus};
}

struct Fixture {
    explicit Fixture(Delivery delivery = Delivery::pumped)
        : listener(std::make_shared<Listener>()),
          queue(std::make_shared<EventQueue>(listener, delivery)) {
        queue->start();
    }
    ~Fixture() { queue->stop(); }
    std::shared_ptr<Listener> listener;
    std::shared_ptr<EventQueue> queue;
};

struct OwnThread : Fixture {
    OwnThread() : Fixture(Delivery::ownThread) {}
};

}  // namespace

BOOST_AUTO_TEST_SUITE(upos_event_queue)

BOOST_FIXTURE_TEST_CASE(events_come_in_the_order_in_which_they_were_queued, OwnThread) {
    for (int i = 1; i <= 3; ++i)
        queue->post(status(i));
    BOOST_REQUIRE(listener->await(3));
    BOOST_TEST(listener->heard() == (Texts{"status 1", "status 2", "status 3"}),
               boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_pumped_queue_delivers_only_when_the_door_asks, Fixture) {
    queue->post(status(1));
    BOOST_TEST(listener->pending() == 1);
    BOOST_TEST(listener->heard().empty());
    queue->deliverPending();
    BOOST_TEST(listener->heard().size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(frozen_events_wait_and_come_in_order_when_thawed, Fixture) {
    queue->freeze(true);
    queue->post(status(1));
    queue->post(complete(2));
    queue->deliverPending();
    BOOST_TEST(listener->heard().empty());
    BOOST_TEST(listener->pending() == 0);
    queue->freeze(false);
    BOOST_TEST(listener->pending() == 1);
    queue->deliverPending();
    BOOST_TEST(listener->heard() == (Texts{"status 1", "complete 2"}),
               boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(data_waits_until_it_is_enabled_and_others_overtake_it, Fixture) {
    queue->post(data(1));
    queue->post(error(unifiedpos::error::locusInput));
    queue->post(status(2));
    queue->deliverPending();
    BOOST_TEST(listener->heard() == (Texts{"status 2"}), boost::test_tools::per_element());
    BOOST_TEST(queue->dataCount() == 1);
    queue->enableData(true);
    queue->deliverPending();
    BOOST_TEST(listener->heard().size() == 3U);
    BOOST_TEST(queue->dataCount() == 0);
}

BOOST_FIXTURE_TEST_CASE(a_handler_that_freezes_stops_the_events_after_its_own, Fixture) {
    listener->onEvent = [this](const std::string&) { queue->freeze(true); };
    queue->post(status(1));
    queue->post(status(2));
    queue->deliverPending();
    BOOST_TEST(listener->heard().size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_pump_inside_a_handler_starts_no_second_event, Fixture) {
    listener->onEvent = [this](const std::string&) { queue->deliverPending(); };
    queue->post(status(1));
    queue->post(status(2));
    queue->deliverPending();
    BOOST_TEST(listener->heard() == (Texts{"status 1", "status 2"}),
               boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(dropping_output_keeps_all_other_events, Fixture) {
    queue->post({.kind = Event::Kind::transition, .number = 15});
    queue->post(complete(1));
    queue->post(status(2));
    queue->post(error(unifiedpos::error::locusOutput));
    queue->dropOutput();
    queue->deliverPending();
    BOOST_TEST(listener->heard() == (Texts{"status 2"}), boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(dropping_input_keeps_output, Fixture) {
    queue->enableData(true);
    queue->freeze(true);
    queue->post(data(1));
    queue->post(complete(2));
    queue->dropInput();
    queue->freeze(false);
    queue->deliverPending();
    BOOST_TEST(listener->heard() == (Texts{"complete 2"}), boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(nothing_begins_after_the_queue_was_stopped, Fixture) {
    queue->post(status(1));
    queue->stop();
    queue->post(status(2));
    queue->deliverPending();
    BOOST_TEST(listener->heard().empty());
}

BOOST_FIXTURE_TEST_CASE(a_handler_may_stop_the_queue_it_is_called_from, OwnThread) {
    listener->onEvent = [this](const std::string&) { queue->stop(); };
    queue->post(status(1));
    queue->post(status(2));
    BOOST_REQUIRE(listener->await(1));
    BOOST_TEST(!queue->outputPending(core::Milliseconds{0}));
    BOOST_TEST(listener->heard().size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(an_event_whose_turn_has_passed_is_not_delivered, Fixture) {
    auto event = status(1);
    event.before = [] { return false; };
    bool answered = false;
    event.after = [&](const Event&) { answered = true; };
    queue->post(std::move(event));
    queue->deliverPending();
    BOOST_TEST(listener->heard().empty());
    BOOST_TEST(!answered);
}

BOOST_FIXTURE_TEST_CASE(the_applications_answer_reaches_the_sender, Fixture) {
    listener->errorResponse = unifiedpos::error::responseClear;
    std::int32_t answer = 0;
    auto event = error(unifiedpos::error::locusOutput);
    event.data = unifiedpos::error::responseRetry;
    event.after = [&](const Event& answered) { answer = answered.data; };
    queue->post(std::move(event));
    queue->deliverPending();
    BOOST_TEST(answer == unifiedpos::error::responseClear);
}

BOOST_FIXTURE_TEST_CASE(output_is_pending_until_its_delivery_begins, Fixture) {
    BOOST_TEST(!queue->outputPending(core::Milliseconds{0}));
    queue->post(complete(1));
    BOOST_TEST(queue->outputPending(core::Milliseconds{0}));
    bool pendingInside = true;
    listener->onEvent = [&](const std::string&) {
        pendingInside = queue->outputPending(core::Milliseconds{0});
    };
    queue->deliverPending();
    BOOST_TEST(!pendingInside);
}

BOOST_AUTO_TEST_SUITE_END()
