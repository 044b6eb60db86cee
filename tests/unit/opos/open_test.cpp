#include "driver/core/error.h"
#include "tests/unit/opos/session.h"

#include <boost/test/unit_test.hpp>

namespace mobilepay::opos {

BOOST_AUTO_TEST_SUITE(open)

BOOST_AUTO_TEST_CASE(the_device_gets_the_values_of_its_key_and_delivers_through_the_window) {
    Session session;
    BOOST_TEST(session.open() == 0);
    BOOST_TEST((session.device->asked == std::vector<std::string>{"open TILL1"}));
    BOOST_TEST((session.device->settings == Settings{{"profile", "TILL1"}}));
    BOOST_TEST((session.made.delivery == Delivery::pumped));
    BOOST_TEST(session.made.serviceVersion == 1015000);
    BOOST_TEST(session.calls.number(L"GetOpenResult") == 0);
}

BOOST_AUTO_TEST_CASE(another_device_class_is_not_supported) {
    Session session;
    BOOST_TEST(session.open(L"ElectronicValueRW") == 104);
    BOOST_TEST(session.calls.number(L"GetOpenResult") == 402);
    BOOST_TEST(session.device->asked.empty());
}

BOOST_AUTO_TEST_CASE(broken_settings_say_so_by_open_result_and_in_the_log) {
    Session session;
    session.configuration = []() -> Configuration {
        throw core::ConfigurationError("the profile TILL1 is missing: make it");
    };
    BOOST_TEST(session.open() == 104);
    BOOST_TEST(session.calls.number(L"GetOpenResult") == 403);
    BOOST_TEST((session.log ==
                std::vector<std::string>{"OpenService: the profile TILL1 is missing: make it"}));
}

BOOST_AUTO_TEST_CASE(a_device_that_cannot_open_is_let_go) {
    Session session;
    session.device->answer = {111, 1002, "the disk is full"};
    BOOST_TEST(session.open() == 111);
    BOOST_TEST(session.calls.number(L"GetOpenResult") == 450);
    BOOST_TEST(session.device->sink == nullptr);
    session.device->answer = {};
    BOOST_TEST(session.open() == 0);
    BOOST_TEST(session.calls.number(L"GetOpenResult") == 0);
}

BOOST_AUTO_TEST_CASE(opening_twice_is_illegal_and_leaves_the_session_alone) {
    Session session;
    session.open();
    BOOST_TEST(session.open() == 106);
    BOOST_TEST(session.device->sink != nullptr);
}

BOOST_AUTO_TEST_CASE(a_lane_held_by_another_program_is_a_line_for_the_technician) {
    Session session;
    session.open();
    session.device->answer = {112, 1003, "held by pid 12 (till.exe)"};
    BOOST_TEST(session.calls.number(L"ClaimDevice", {longArgument(0)}) == 112);
    BOOST_TEST(session.log.size() == 1u);
    BOOST_TEST(session.log.front().find("till.exe") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_till_that_asks_again_and_again_fills_no_log) {
    Session session;
    session.open();
    session.device->answer = {112, 1003, "held by pid 12 (till.exe)"};
    for (int asked = 0; asked < 3; ++asked)
        session.calls.number(L"ClaimDevice", {longArgument(0)});
    session.device->answer = {112, 1003, "held by pid 13 (till.exe)"};
    session.calls.number(L"ClaimDevice", {longArgument(0)});
    BOOST_TEST(session.log.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_declined_sale_is_no_line_of_the_log) {
    Session session;
    session.open();
    session.device->answer = {114, 1, "declined"};
    session.sell(100);
    BOOST_TEST(session.log.empty());
}

BOOST_AUTO_TEST_CASE(a_control_dropped_without_close_abandons_the_device) {
    auto device = std::make_shared<ScriptedDevice>();
    {
        Session session;
        device = session.device;
        session.open();
    }
    BOOST_TEST(device->asked.back() == "abandon");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::opos
