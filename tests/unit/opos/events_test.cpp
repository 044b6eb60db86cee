#include "tests/unit/opos/session.h"

#include <thread>

#include <boost/test/unit_test.hpp>

namespace mobilepay::opos {
namespace {

/// Has the device deliver one event as soon as the application's thread runs messages.
void deliver(Session& session, const std::function<void(EventSink&)>& event) {
    session.device->onDeliver = [&session, event, once = false]() mutable {
        const auto sink = session.device->sink;
        if (!std::exchange(once, true)) event(*sink);
    };
    std::thread([sink = session.device->sink] { sink->eventsPending(); }).join();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(events)

BOOST_AUTO_TEST_CASE(an_event_comes_on_the_application_s_thread_and_only_when_it_runs_messages) {
    Session session;
    session.open();
    deliver(session, [](EventSink& sink) { sink.outputComplete(5); });
    BOOST_TEST(session.control.events.empty());
    runMessages();
    BOOST_REQUIRE(session.control.events.size() == 1u);
    BOOST_TEST((session.control.events[0].name == L"SOOutputComplete"));
    BOOST_TEST(session.control.events[0].numbers == std::vector<long>{5});
    BOOST_TEST(session.control.events[0].thread == ::GetCurrentThreadId());
}

BOOST_AUTO_TEST_CASE(many_rings_are_one_delivery) {
    Session session;
    session.open();
    int deliveries = 0;
    session.device->onDeliver = [&] { ++deliveries; };
    for (int ring = 0; ring < 20000; ++ring)
        session.device->sink->eventsPending();
    runMessages();
    BOOST_TEST(deliveries == 1);
}

BOOST_AUTO_TEST_CASE(an_error_comes_with_its_answer_preset_and_goes_back_with_the_application_s) {
    Session session;
    session.open();
    session.control.handler = [](const ListeningControl::Event&, LONG* response) {
        *response = 12;
    };
    std::int32_t response = 11;
    deliver(session, [&](EventSink& sink) { sink.error(114, 92, 1, response); });
    runMessages();
    BOOST_REQUIRE(session.control.events.size() == 1u);
    BOOST_TEST(session.control.events[0].numbers == (std::vector<long>{114, 92, 1, 11}),
               boost::test_tools::per_element());
    BOOST_TEST(response == 12);
}

BOOST_AUTO_TEST_CASE(an_application_without_a_handler_leaves_the_default_answer) {
    Session session;
    session.open();
    std::int32_t response = 11;
    deliver(session, [&](EventSink& sink) { sink.error(112, 0, 1, response); });
    runMessages();
    BOOST_TEST(response == 11);
}

BOOST_AUTO_TEST_CASE(a_direct_io_event_carries_its_text) {
    Session session;
    session.open();
    deliver(session, [](EventSink& sink) {
        std::int32_t data = 2;
        std::string text = "kind=sale";
        sink.directIO(8, data, text);
    });
    runMessages();
    BOOST_REQUIRE(session.control.events.size() == 1u);
    BOOST_TEST((session.control.events[0].text == L"kind=sale"));
}

BOOST_AUTO_TEST_CASE(an_event_that_the_control_does_not_know_is_passed_over) {
    Session session;
    session.open();
    deliver(session, [](EventSink& sink) {
        std::int32_t data = 0;
        std::string text;
        sink.transition(14, data, text);
        sink.statusUpdate(2001);
    });
    runMessages();
    BOOST_REQUIRE(session.control.events.size() == 1u);
    BOOST_TEST((session.control.events[0].name == L"SOStatusUpdate"));
}

BOOST_AUTO_TEST_CASE(closing_drops_what_waits_for_the_application_s_thread) {
    Session session;
    session.open();
    const auto sink = session.device->sink;
    sink->eventsPending();
    session.device->onDeliver = [&] { sink->statusUpdate(2001); };
    BOOST_TEST(session.calls.number(L"CloseService") == 0);
    runMessages();
    sink->eventsPending();
    sink->statusUpdate(2004);
    runMessages();
    BOOST_TEST(session.control.events.empty());
}

BOOST_AUTO_TEST_CASE(a_handler_may_close_the_device) {
    Session session;
    session.open();
    session.control.handler = [&](const ListeningControl::Event&, LONG*) {
        BOOST_TEST(session.calls.number(L"CloseService") == 0);
    };
    deliver(session, [](EventSink& sink) {
        sink.statusUpdate(2001);
        sink.statusUpdate(2004);
    });
    runMessages();
    BOOST_TEST(session.control.events.size() == 1u);
    BOOST_TEST(session.device->sink == nullptr);
}

BOOST_AUTO_TEST_CASE(a_session_opened_again_has_its_events) {
    Session session;
    session.open();
    session.calls.number(L"CloseService");
    session.open();
    deliver(session, [](EventSink& sink) { sink.statusUpdate(2001); });
    runMessages();
    BOOST_TEST(session.control.events.size() == 1u);
}

BOOST_AUTO_TEST_CASE(without_a_control_nobody_is_told) {
    Session session;
    BOOST_TEST(session.calls.number(L"OpenService", {textArgument(L"CAT"), textArgument(L"TILL1"),
                                                     dispatchArgument(nullptr)}) == 0);
    deliver(session, [](EventSink& sink) { sink.statusUpdate(2001); });
    runMessages();
    BOOST_TEST(session.control.events.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::opos
