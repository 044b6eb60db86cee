#include "tests/unit/opos/button.h"
#include "tests/unit/opos/session.h"

#include <atomic>
#include <ostream>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <gsl/gsl>

namespace mobilepay::opos {

std::ostream& operator<<(std::ostream& out, Pump pump) {
    return out << (pump == Pump::all ? "all" : pump == Pump::com ? "com" : "none");
}

namespace {

constexpr std::int32_t freezeEvents = 4;
constexpr std::int32_t state = 9;
const std::string sale = "call " + std::to_string(static_cast<int>(Method::authorizeSales));

/// Sells while a button is pressed; the shopper answers when the button has been handled.
template <class Pressed>
std::int32_t sellWhilePressing(Session& session, Pressed pressed) {
    HANDLE handled = ::CreateEventW(nullptr, TRUE, FALSE, nullptr);
    Button button([&] {
        pressed();
        ::SetEvent(handled);
    });
    session.device->onCall = [&](Method method, std::span<Value>) -> Status {
        if (method != Method::authorizeSales) return {};
        button.press();
        return ::WaitForSingleObject(handled, 20000) == WAIT_OBJECT_0 ? Status{}
                                                                      : Status{111, 0, "nobody"};
    };
    const auto code = session.sell(100);
    ::CloseHandle(handled);
    return code;
}

/// How many sales a device makes when the button that sells is pressed once more meanwhile.
std::ptrdiff_t salesWhilePressing(Pump pump, UINT press) {
    ::CoInitializeEx(nullptr, COINIT_APARTMENTTHREADED);
    const auto leave = gsl::finally([] { ::CoUninitialize(); });
    Session session(Category::cat, pump);
    session.open();
    Button pay([&] { session.sell(100); }, press);
    session.device->onCall = [&](Method, std::span<Value>) -> Status {
        pay.press();
        return {};
    };
    BOOST_TEST(session.sell(100) == 0);
    runMessages();
    return session.device->count(sale);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pump)

BOOST_AUTO_TEST_CASE(a_double_press_makes_one_payment) {
    Session session(Category::cat, Pump::all);
    session.open();
    std::int32_t second = 0;
    std::int32_t secondCode = 0;
    const auto first = sellWhilePressing(session, [&] {
        second = session.sell(100);
        secondCode = session.calls.property(6);
    });
    BOOST_TEST(first == 0);
    BOOST_TEST(second == 113);
    BOOST_TEST(secondCode == 113);
    BOOST_TEST(session.calls.property(6) == 0);
    BOOST_TEST(session.device->count(sale) == 1);
}

BOOST_AUTO_TEST_CASE(during_a_sale_the_till_may_abort_it_read_and_freeze) {
    Session session(Category::cat, Pump::all);
    session.open();
    session.device->numbers[state] = 2;
    std::vector<std::int32_t> codes;
    sellWhilePressing(session, [&] {
        codes.push_back(session.calls.number(L"ClearOutput"));
        codes.push_back(session.calls.property(state));
        session.calls.invoke(L"SetPropertyNumber", {longArgument(freezeEvents), longArgument(1)});
        codes.push_back(session.calls.property(6));
    });
    BOOST_TEST(codes == (std::vector<std::int32_t>{0, 2, 0}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(during_a_sale_everything_else_is_busy) {
    Session session(Category::cat, Pump::all);
    session.open();
    std::vector<std::int32_t> codes;
    sellWhilePressing(session, [&] {
        codes.push_back(session.calls.number(L"CloseService"));
        codes.push_back(session.calls.number(L"ReleaseDevice"));
        codes.push_back(session.calls.number(L"ClaimDevice", {longArgument(0)}));
        codes.push_back(session.calls.number(L"CheckHealth", {longArgument(1)}));
        session.calls.invoke(L"SetPropertyNumber", {longArgument(3), longArgument(0)});
        codes.push_back(session.calls.property(6));
        session.calls.invoke(L"SetPropertyString", {longArgument(1019002), textArgument(L"x")});
        codes.push_back(session.calls.property(6));
    });
    BOOST_TEST(codes == std::vector<std::int32_t>(6, 113), boost::test_tools::per_element());
    BOOST_TEST(session.device->sink != nullptr);
}

BOOST_AUTO_TEST_CASE(events_come_while_a_sale_waits) {
    Session session(Category::cat, Pump::all);
    session.open();
    session.device->onDeliver = [&] { session.device->sink->statusUpdate(2004); };
    std::size_t during = 0;
    sellWhilePressing(session, [&] {
        session.device->sink->eventsPending();
        runMessages();
        during = session.control.events.size();
    });
    BOOST_TEST(during == 1u);
}

BOOST_AUTO_TEST_CASE(the_end_of_the_application_waits_for_the_end_of_the_sale) {
    Session session(Category::cat, Pump::all);
    session.open();
    BOOST_TEST(sellWhilePressing(session, [] { ::PostQuitMessage(5); }) == 0);
    MSG message;
    BOOST_TEST(::PeekMessageW(&message, nullptr, WM_QUIT, WM_QUIT, PM_REMOVE) != 0);
    BOOST_TEST(message.message == UINT{WM_QUIT});
    BOOST_TEST(message.wParam == 5u);
}

BOOST_AUTO_TEST_CASE(the_usual_waiting_lets_com_in_and_ends_with_the_sale) {
    ::CoInitializeEx(nullptr, COINIT_APARTMENTTHREADED);
    Session session(Category::cat, Pump::com);
    session.open();
    DWORD worker = 0;
    session.device->onCall = [&](Method, std::span<Value>) -> Status {
        worker = ::GetCurrentThreadId();
        ::Sleep(20);
        return {114, 1, "declined"};
    };
    BOOST_TEST(session.sell(100) == 114);
    BOOST_TEST(worker != ::GetCurrentThreadId());
    ::CoUninitialize();
}

BOOST_AUTO_TEST_CASE(without_pumping_the_call_stays_on_its_thread) {
    Session session(Category::cat, Pump::none);
    session.open();
    DWORD worker = 0;
    session.device->onCall = [&](Method, std::span<Value>) -> Status {
        worker = ::GetCurrentThreadId();
        return {};
    };
    session.sell(100);
    BOOST_TEST(worker == ::GetCurrentThreadId());
}

BOOST_AUTO_TEST_CASE(what_returns_at_once_runs_no_messages) {
    Session session(Category::cat, Pump::all);
    session.open();
    session.device->numbers[19001] = 1;  // AsyncMode
    DWORD worker = 0;
    session.device->onCall = [&](Method, std::span<Value>) -> Status {
        worker = ::GetCurrentThreadId();
        return {};
    };
    session.sell(100);
    BOOST_TEST(worker == ::GetCurrentThreadId());
}

BOOST_AUTO_TEST_CASE(while_a_sale_is_being_ended_the_till_goes_on) {
    struct Ending {
        const char* what;
        std::function<void(Session&)> call;
    };
    const Ending endings[] = {
        {"disable",
         [](Session& session) {
             session.calls.invoke(L"SetPropertyNumber", {longArgument(3), longArgument(0)});
         }},
        {"release", [](Session& session) { session.calls.number(L"ReleaseDevice"); }},
        {"clear", [](Session& session) { session.calls.number(L"ClearOutput"); }},
        {"close", [](Session& session) { session.calls.number(L"CloseService"); }}};
    for (const auto& [what, call] : endings) {
        Session session(Category::cat, Pump::all);
        session.open();
        session.device->numbers[state] = 3;  // S_BUSY
        HANDLE painted = ::CreateEventW(nullptr, TRUE, FALSE, nullptr);
        Button window([&] { ::SetEvent(painted); });
        bool went = false;
        session.device->onEnd = [&] {
            window.press();
            went = ::WaitForSingleObject(painted, 20000) == WAIT_OBJECT_0;
        };
        session.device->onCall = [&](Method, std::span<Value>) -> Status {
            session.device->onEnd();
            return {};
        };
        call(session);
        session.device->onEnd = {};
        BOOST_TEST(went, what);
        BOOST_TEST(session.calls.property(6) == 0, what);
        ::CloseHandle(painted);
    }
}

BOOST_DATA_TEST_CASE(a_click_or_key_during_a_sale_makes_no_second_one,
                     boost::unit_test::data::make({Pump::com, Pump::all, Pump::none}) *
                         boost::unit_test::data::make({WM_LBUTTONDOWN, WM_KEYDOWN}),
                     pump, press) {
    BOOST_TEST(salesWhilePressing(pump, static_cast<UINT>(press)) == 1);
}

BOOST_AUTO_TEST_CASE(what_was_pressed_before_a_sale_still_counts) {
    Session session(Category::cat, Pump::none);
    session.open();
    int scanned = 0;
    int released = 0;
    Button field([&] { ++scanned; }, WM_KEYDOWN);
    Button button([&] { ++released; }, WM_LBUTTONUP);
    field.press();
    field.press();
    ::Sleep(50);  // a tick of its own
    session.device->onCall = [&](Method, std::span<Value>) -> Status {
        button.press();
        return {};
    };
    session.sell(100);
    runMessages();
    BOOST_TEST(scanned == 2);
    BOOST_TEST(released == 1);
}

BOOST_AUTO_TEST_CASE(unknown_words_mean_the_default) {
    BOOST_TEST((pumpOf("all") == Pump::all));
    BOOST_TEST((pumpOf("none") == Pump::none));
    BOOST_TEST((pumpOf("com") == Pump::com));
    BOOST_TEST((pumpOf("") == Pump::com));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::opos
