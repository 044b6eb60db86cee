#include "driver/core/error.h"
#include "tests/unit/upos/till.h"

#include <future>
#include <thread>

#include <Poco/Exception.h>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using test::Till;
using unifiedpos::Number;
namespace result = unifiedpos::result;
namespace state = unifiedpos::state;
namespace power = unifiedpos::power;

BOOST_AUTO_TEST_SUITE(upos_lifecycle)

BOOST_AUTO_TEST_CASE(a_device_that_is_not_open_says_closed_to_everything_but_its_state) {
    Till till;
    BOOST_TEST(till.state() == state::closed);
    BOOST_TEST(till.device().claim(0).resultCode == result::closed);
    BOOST_TEST(till.device().release().resultCode == result::closed);
    BOOST_TEST(till.device().close().resultCode == result::closed);
    BOOST_TEST(till.sale().resultCode == result::closed);
    BOOST_TEST(till.set(Property::deviceEnabled, 1).resultCode == result::closed);
    BOOST_TEST(till.device().getString(1000001).status.resultCode == result::closed);
}

BOOST_AUTO_TEST_CASE(open_starts_idle_unclaimed_disabled_and_unfrozen) {
    Till till;
    till.opened();
    BOOST_TEST(till.state() == state::idle);
    for (const auto property : {Property::claimed, Property::deviceEnabled, Property::freezeEvents,
                                Property::asyncMode, Property::powerNotify})
        BOOST_TEST(till.number(property) == 0, rowOf(property).name);
    BOOST_TEST(till.number(Property::powerState) == power::unknown);
}

BOOST_AUTO_TEST_CASE(open_twice_is_illegal_and_reopening_works) {
    Till till;
    till.opened();
    BOOST_TEST(till.device().open("Till7", {}, nullptr).resultCode == result::illegal);
    BOOST_TEST(till.device().close().ok());
    BOOST_TEST(till.state() == state::closed);
    till.enabled();
    BOOST_TEST(till.sale().ok());
}

BOOST_AUTO_TEST_CASE(an_open_that_meets_a_wrong_configuration_says_which_and_stays_closed) {
    Surroundings surroundings;
    surroundings.openLane = [](const std::string&, const Settings&) -> std::shared_ptr<TillLane> {
        throw core::ConfigurationError("api.url 'ftp://x' must begin with https://");
    };
    const auto device = std::make_shared<UposDevice>(DeviceOptions{}, std::move(surroundings));
    const auto status = device->open("Till7", {}, nullptr);
    BOOST_TEST(status.resultCode == result::noService);
    BOOST_TEST(status.extended == unifiedpos::detail::configuration);
    BOOST_TEST(status.text.find("api.url") != std::string::npos);
    BOOST_TEST(device->getNumber(9).value == state::closed);
}

BOOST_AUTO_TEST_CASE(calls_in_the_wrong_order_name_what_is_missing) {
    Till till;
    till.opened();
    BOOST_TEST(till.sale().resultCode == result::notClaimed);
    BOOST_TEST(till.set(Property::deviceEnabled, 1).resultCode == result::notClaimed);
    BOOST_TEST(till.call(Method::clearOutput).resultCode == result::notClaimed);
    BOOST_TEST(till.device().release().resultCode == result::illegal);
    BOOST_TEST(till.device().claim(0).ok());
    BOOST_TEST(till.sale().resultCode == result::disabled);
}

BOOST_AUTO_TEST_CASE(claiming_again_succeeds_and_a_time_out_below_forever_is_illegal) {
    Till till;
    till.opened();
    BOOST_TEST(till.device().claim(-2).resultCode == result::illegal);
    BOOST_TEST(till.device().claim(0).ok());
    BOOST_TEST(till.device().claim(0).ok());
    BOOST_TEST(till.number(Property::claimed) == 1);
}

BOOST_AUTO_TEST_CASE(a_lane_of_somebody_else_times_the_claim_out_and_names_him) {
    Till till;
    till.opened();
    till.lane().beHeldBySomebody(true);
    const auto status = till.device().claim(0);
    BOOST_TEST(status.resultCode == result::timeout);
    BOOST_TEST(status.text.find("pid 4711") != std::string::npos);
    BOOST_TEST(till.number(Property::claimed) == 0);
}

BOOST_AUTO_TEST_CASE(a_close_from_another_thread_ends_a_claim_that_waits_for_ever) {
    Till till;
    till.opened();
    till.lane().beHeldBySomebody(true);
    auto claim = std::async(std::launch::async,
                            [&] { return till.device().claim(unifiedpos::forever).resultCode; });
    std::this_thread::sleep_for(std::chrono::milliseconds{30});
    BOOST_TEST(till.device().close().ok());
    BOOST_TEST(claim.get() == result::closed);
    BOOST_TEST(till.state() == state::closed);
}

BOOST_AUTO_TEST_CASE(release_disables_and_gives_the_lane_back) {
    Till till;
    till.enabled();
    BOOST_TEST(till.device().release().ok());
    BOOST_TEST(till.number(Property::deviceEnabled) == 0);
    BOOST_TEST(till.number(Property::claimed) == 0);
    BOOST_TEST(till.lane().releases() == 1);
}

BOOST_AUTO_TEST_CASE(a_wrong_configuration_fails_enable_and_leaves_the_device_disabled) {
    Till till;
    till.claimed();
    till.lane().failEnableWith("client.secret 'file:/x' cannot be read");
    const auto status = till.set(Property::deviceEnabled, 1);
    BOOST_TEST(status.resultCode == result::failure);
    BOOST_TEST(status.extended == unifiedpos::detail::configuration);
    BOOST_TEST(till.number(Property::deviceEnabled) == 0);
}

BOOST_AUTO_TEST_CASE(every_getter_answers_after_open) {
    for (const auto category : {Category::cat, Category::electronicValueRw}) {
        Till till(category);
        till.opened();
        for (const auto& row : propertyTable()) {
            const auto index = row.in(category).index;
            const bool ofTheDoor = row.property == Property::resultCode ||
                                   row.property == Property::resultCodeExtended;
            if (index == 0 || ofTheDoor) continue;
            const auto status = row.type == Type::text ? till.device().getString(index).status
                                : row.type == Type::currency
                                    ? till.device().getCurrency(index).status
                                    : till.device().getNumber(index).status;
            BOOST_TEST(status.ok(), row.name << ": " << status.text);
        }
    }
}

BOOST_AUTO_TEST_CASE(read_only_properties_refuse_every_setter) {
    for (const auto category : {Category::cat, Category::electronicValueRw}) {
        Till till(category);
        till.opened();
        for (const auto& row : propertyTable()) {
            const auto& entry = row.in(category);
            if (entry.index == 0 || entry.access != Access::read) continue;
            const auto status = row.type == Type::text ? till.device().setString(entry.index, "x")
                                : row.type == Type::currency
                                    ? till.device().setCurrency(entry.index, 1)
                                    : till.device().setNumber(entry.index, 1);
            BOOST_TEST(status.resultCode == result::illegal, row.name);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_was_read_can_be_written_back_everywhere) {
    for (const auto category : {Category::cat, Category::electronicValueRw}) {
        Till till(category);
        till.claimed();
        for (const auto& row : propertyTable()) {
            const auto& entry = row.in(category);
            if (entry.index == 0 || entry.access == Access::read) continue;
            if (row.property == Property::trainingModeState) continue;  // begins as unknown
            auto& device = till.device();
            const auto status =
                row.type == Type::text
                    ? device.setString(entry.index, device.getString(entry.index).value)
                : row.type == Type::currency
                    ? device.setCurrency(entry.index, device.getCurrency(entry.index).value)
                    : device.setNumber(entry.index, device.getNumber(entry.index).value);
            BOOST_TEST(status.ok(), row.name << ": " << status.text);
        }
    }
}

BOOST_AUTO_TEST_CASE(power_notify_can_only_be_set_while_disabled) {
    Till till;
    till.claimed();
    BOOST_TEST(till.set(Property::powerNotify, 2).resultCode == result::illegal);
    BOOST_TEST(till.set(Property::powerNotify, power::notifyEnabled).ok());
    BOOST_TEST(till.set(Property::deviceEnabled, 1).ok());
    BOOST_TEST(till.set(Property::powerNotify, 0).resultCode == result::illegal);
}

BOOST_AUTO_TEST_CASE(reachability_is_probed_only_while_power_notify_is_enabled) {
    Till till;
    till.enabled();
    std::this_thread::sleep_for(std::chrono::milliseconds{60});
    BOOST_TEST(till.lane().probes() == 0);
    BOOST_TEST(till.number(Property::powerState) == power::unknown);
}

BOOST_AUTO_TEST_CASE(enabling_with_power_notify_tells_the_power_state_and_disabling_forgets_it) {
    Till till;
    till.claimed();
    BOOST_TEST(till.set(Property::powerNotify, power::notifyEnabled).ok());
    BOOST_TEST(till.set(Property::deviceEnabled, 1).ok());
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.listener().heard().front() == "status 2001");
    BOOST_TEST(till.number(Property::powerState) == power::online);
    BOOST_TEST(till.set(Property::deviceEnabled, 0).ok());
    BOOST_TEST(till.number(Property::powerState) == power::unknown);
}

BOOST_AUTO_TEST_CASE(a_lane_without_network_enables_and_is_off_or_offline) {
    Till till;
    till.claimed();
    till.lane().beReachable(false);
    BOOST_TEST(till.set(Property::powerNotify, power::notifyEnabled).ok());
    BOOST_TEST(till.set(Property::deviceEnabled, 1).ok());
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.number(Property::powerState) == power::offOffline);
}

BOOST_AUTO_TEST_CASE(one_failed_probe_does_not_take_the_power_state_away) {
    PowerJudge judge;
    BOOST_TEST((judge.judge(true) == PowerJudge::State::online));
    BOOST_TEST((judge.judge(false) == PowerJudge::State::online));
    BOOST_TEST((judge.judge(true) == PowerJudge::State::online));
    BOOST_TEST((judge.judge(false) == PowerJudge::State::online));
    BOOST_TEST((judge.judge(false) == PowerJudge::State::offline));
    BOOST_TEST((judge.judge(true) == PowerJudge::State::online));
}

BOOST_AUTO_TEST_CASE(results_not_handed_over_are_announced_at_enable) {
    Till till;
    till.claimed();
    till.lane().hasUndelivered({test::rowOf(lane::Operation::sale, "12.50", 3, "p1"),
                                test::rowOf(lane::Operation::refund, "1.00", 4, "p2")});
    BOOST_TEST(till.set(Property::deviceEnabled, 1).ok());
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.listener().heard().front() == "directIO 8 2");
}

BOOST_AUTO_TEST_CASE(health_is_checked_inside_and_outside_and_never_interactively) {
    Till till;
    till.enabled();
    BOOST_TEST(till.call(Method::checkHealth, {1}).ok());
    BOOST_TEST(till.text(Property::checkHealthText) == "Internal HCheck: Successful");
    BOOST_TEST(till.call(Method::checkHealth, {2}).ok());
    BOOST_TEST(till.text(Property::checkHealthText) == "External HCheck: Successful");
    BOOST_TEST(till.call(Method::checkHealth, {3}).resultCode == result::illegal);
    till.lane().beReachable(false);
    BOOST_TEST(till.call(Method::checkHealth, {2}).resultCode == result::offline);
    BOOST_TEST(till.text(Property::checkHealthText) ==
               "External HCheck: Failed - no route to host");
    BOOST_TEST(till.call(Method::checkHealth, {1}).ok());
}

BOOST_AUTO_TEST_CASE(a_handler_may_close_the_device) {
    Till till;
    till.asynchronous();
    till.listener().onEvent = [&](const std::string&) { till.device().close(); };
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.awaitState(state::closed));
}

BOOST_AUTO_TEST_CASE(the_last_holder_may_let_go_inside_a_handler) {
    Till till;
    till.asynchronous();
    till.listener().onEvent = [&](const std::string&) { till.holder().reset(); };
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.listener().await(1));
}

BOOST_AUTO_TEST_CASE(an_application_that_forgets_to_close_loses_its_lane_only_with_the_device) {
    Till till;
    till.enabled();
    till.holder().reset();
    BOOST_TEST(till.lane().releases() == 1);
    BOOST_TEST(till.lane().handedOver().empty());
}

BOOST_AUTO_TEST_CASE(a_disable_that_a_close_overtakes_disables_nothing) {
    for (int i = 0; i < 20; ++i) {
        Till till;
        till.asynchronous();
        till.lane().holdRequests();
        till.lane().ignoreAborts();
        BOOST_TEST(till.sale().ok());
        BOOST_REQUIRE(till.lane().awaitRequest(1));
        auto disabled = std::async(std::launch::async,
                                   [&] { return till.set(Property::deviceEnabled, 0).ok(); });
        auto closed = std::async(std::launch::async, [&] { return till.device().close().ok(); });
        while (till.lane().aborts() < 2)
            std::this_thread::yield();
        till.lane().letGo();
        // The disable may also come to a device that is closed already.
        (void)disabled.get();
        BOOST_TEST(closed.get());
        BOOST_TEST(till.state() == state::closed);
    }
}

BOOST_AUTO_TEST_CASE(two_threads_that_leave_at_once_give_the_lane_back_once) {
    Till till;
    till.enabled();
    BOOST_TEST(till.sale().ok());
    till.lane().holdHearing();
    auto reader = std::async(std::launch::async, [&] { return till.text(Property::approvalCode); });
    BOOST_REQUIRE(till.lane().awaitHearing());
    auto released = std::async(std::launch::async, [&] { return till.device().release().ok(); });
    while (till.number(Property::deviceEnabled) == 1)
        std::this_thread::yield();
    auto closed = std::async(std::launch::async, [&] { return till.device().close().ok(); });
    BOOST_TEST(till.device().claim(0).resultCode == result::busy);
    till.lane().letHearingGo();
    (void)reader.get();  // may also come to a device that is closed already
    BOOST_TEST(released.get());
    BOOST_TEST(closed.get());
    BOOST_TEST(till.lane().releases() == 1);
    BOOST_TEST(till.state() == state::closed);
    till.enabled();
    BOOST_TEST(till.sale().ok());
}

BOOST_AUTO_TEST_CASE(a_configuration_that_reads_slowly_holds_nobody_up) {
    std::shared_ptr<UposDevice> device;
    std::int32_t inside = 0;
    Surroundings surroundings;
    surroundings.openLane = [&](const std::string&, const Settings&) -> std::shared_ptr<TillLane> {
        inside = device->getNumber(9).value;  // State: needs the device's lock
        return std::make_shared<test::ScriptedLane>(Till::usualProfile());
    };
    device = std::make_shared<UposDevice>(DeviceOptions{}, std::move(surroundings));
    BOOST_TEST(device->open("Till7", {}, std::make_shared<test::Listener>()).ok());
    BOOST_TEST(inside == state::closed);
    BOOST_TEST(device->close().ok());
}

BOOST_AUTO_TEST_CASE(what_went_wrong_below_is_told_with_its_reason) {
    Surroundings surroundings;
    surroundings.openLane = [](const std::string&, const Settings&) -> std::shared_ptr<TillLane> {
        throw Poco::FileAccessDeniedException("/etc/mobilepay/TILL7.profile");
    };
    const auto device = std::make_shared<UposDevice>(DeviceOptions{}, std::move(surroundings));
    const auto status = device->open("Till7", {}, nullptr);
    BOOST_TEST(status.extended == unifiedpos::detail::internal);
    BOOST_TEST(status.text.find("TILL7.profile") != std::string::npos, status.text);
}

BOOST_AUTO_TEST_CASE(a_power_event_that_waits_is_dropped_when_the_device_is_disabled) {
    Till till;
    till.claimed();
    till.set(Property::freezeEvents, 1);
    BOOST_TEST(till.set(Property::powerNotify, power::notifyEnabled).ok());
    BOOST_TEST(till.set(Property::deviceEnabled, 1).ok());
    while (till.number(Property::powerState) != power::online)
        std::this_thread::yield();
    BOOST_TEST(till.set(Property::deviceEnabled, 0).ok());
    BOOST_TEST(till.set(Property::powerNotify, power::notifyDisabled).ok());
    BOOST_TEST(till.set(Property::deviceEnabled, 1).ok());
    till.set(Property::asyncMode, 1);
    till.set(Property::freezeEvents, 0);
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.listener().heard().front() == "complete 1");
}

BOOST_AUTO_TEST_CASE(a_probe_that_had_to_give_way_says_nothing) {
    Till till;
    till.claimed();
    till.lane().haveItsLineInUse(true);
    BOOST_TEST(till.set(Property::powerNotify, power::notifyEnabled).ok());
    BOOST_TEST(till.set(Property::deviceEnabled, 1).ok());
    while (till.lane().probes() < 3)
        std::this_thread::yield();
    BOOST_TEST(till.number(Property::powerState) == power::unknown);
    till.lane().haveItsLineInUse(false);
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.listener().heard().front() == "status 2001");
}

BOOST_AUTO_TEST_SUITE_END()
