#include "tests/e2e/opos/till/scenarios.h"

#include <algorithm>
#include <iostream>

namespace mobilepay::opos_till {
namespace {

constexpr DISPID errorEvent = 3;
constexpr DISPID outputComplete = 4;
constexpr long timeout = 30000;

/// One asynchronous request to its event; returns what the till keeps of it.
std::string request(ControlClient& control, const char* method, long number, std::int64_t amount) {
    auto& events = control.listener.events;
    events.clear();
    expect(method, control.authorize(method, number, amount, timeout), 0);
    const long id = control.number("OutputID");
    control.runUntil(
        [&] {
            return std::any_of(events.begin(), events.end(), [](const Event& event) {
                return event.member == outputComplete || event.member == errorEvent;
            });
        },
        method);
    const auto& last = events.back();
    if (last.member == errorEvent)
        throw Wrong{std::string(method) + " ends with error " + std::to_string(last.numbers[0]) +
                    ", extended " + std::to_string(last.numbers[1]) + ", center " +
                    control.text("CenterResultCode")};
    expect("OutputID", last.numbers[0], id);
    expect("SequenceNumber", control.number("SequenceNumber"), number);
    std::cout << method << std::endl;
    return control.text("TransactionNumber");
}

/// While frozen nothing comes; afterwards it does.
void sellFrozen(ControlClient& control) {
    auto& events = control.listener.events;
    events.clear();
    control.set("FreezeEvents", 1);
    expect("frozen sale", control.authorize("AuthorizeSales", 8, 100000, timeout), 0);
    control.runUntil([&] { return control.number("State") == 2; }, "the frozen sale");
    expect("events while frozen", static_cast<long>(events.size()), 0);
    expect("a second sale meanwhile", control.authorize("AuthorizeSales", 9, 100000, timeout), 113);
    control.set("FreezeEvents", 0);
    control.runUntil([&] { return !events.empty(); }, "the event after freezing");
    std::cout << "frozen" << std::endl;
}

/// A handler that closes the device ends everything, and nothing comes after it.
void closeFromHandler(ControlClient& control) {
    auto& events = control.listener.events;
    events.clear();
    long closed = -1;
    control.listener.handler = [&](const Event& event, LONG*) {
        if (event.member == outputComplete) closed = control.call("Close");
    };
    expect("last sale", control.authorize("AuthorizeSales", 10, 100000, timeout), 0);
    control.runUntil([&] { return closed != -1; }, "the event that closes");
    expect("close from a handler", closed, 0);
    expect("State", control.number("State"), 1);
    control.listener.handler = {};
    events.clear();
    const auto quiet = ::GetTickCount64() + 1000;
    control.runUntil([&] { return ::GetTickCount64() >= quiet; }, "a second");
    expect("events after Close", static_cast<long>(events.size()), 0);
    expectGoodEvents(control);
    std::cout << "closed from a handler" << std::endl;
}

}  // namespace

void sellAsynchronously(const Setting& setting) {
    ControlClient control(setting.control, setting.cat);
    takeIntoUse(control, setting);
    control.set("AsyncMode", 1);
    const auto first = request(control, "AuthorizeSales", 1, 125000);
    expect("SettledAmount", static_cast<long>(control.amount("SettledAmount")), 125000);
    control.set("AdditionalSecurityInformation", first);
    request(control, "AuthorizeVoid", 2, 125000);
    const auto second = request(control, "AuthorizeSales", 3, 999500);
    control.set("AdditionalSecurityInformation", second);
    request(control, "AuthorizeRefund", 4, 500000);
    sellFrozen(control);
    putAway(control);
    takeIntoUse(control, setting);
    control.set("AsyncMode", 1);
    closeFromHandler(control);
}

}  // namespace mobilepay::opos_till
