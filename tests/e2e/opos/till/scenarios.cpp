#include "tests/e2e/opos/till/scenarios.h"

#include <iostream>
#include <map>

namespace mobilepay::opos_till {
namespace {

/// `State`
constexpr long idle = 2;
constexpr long busy = 3;

/// Prints what became of Open, and claims for `number` milliseconds when it went well.
void openOnly(const Setting& setting) {
    ControlClient control(setting.control, setting.cat);
    const long opened = control.call("Open", {argument(setting.device)});
    std::cout << "open " << opened << " result " << control.number("OpenResult") << std::endl;
    if (opened != 0) return;
    const long claimed = control.call("ClaimDevice", {argument(setting.number)});
    std::cout << "claim " << claimed << " extended " << control.number("ResultCodeExtended")
              << std::endl;
    control.set("DeviceEnabled", 1);
    std::cout << "enable " << control.number("ResultCode") << " extended "
              << control.number("ResultCodeExtended") << std::endl;
    expect("close", control.call("Close"), 0);
}

/// Holds the lane until somebody writes a line.
void holdLane(const Setting& setting) {
    ControlClient control(setting.control, setting.cat);
    takeIntoUse(control, setting);
    std::cout << "holding" << std::endl;
    std::string line;
    std::getline(std::cin, line);
    putAway(control);
}

/// Starts a sale of `number` (four decimals) and never comes back: the test kills this program.
void sellAndDie(const Setting& setting) {
    ControlClient control(setting.control, setting.cat);
    takeIntoUse(control, setting);
    control.set("AsyncMode", 1);
    expect("sale", control.authorize("AuthorizeSales", 1, setting.number, 60000), 0);
    std::cout << "selling" << std::endl;
    control.runUntil([] { return false; }, "being killed", 120000);
}

/// Ends the program in the middle of a sale, without Close, when somebody writes a line.
void exitDuringSale(const Setting& setting) {
    auto* control = new ControlClient(setting.control, setting.cat);
    takeIntoUse(*control, setting);
    control->set("AsyncMode", 1);
    expect("sale", control->authorize("AuthorizeSales", 1, setting.number, 60000), 0);
    std::cout << "selling" << std::endl;
    std::string line;
    std::getline(std::cin, line);
    expect("State", control->number("State"), busy);
    std::exit(0);
}

void waitWithoutMessages(ControlClient& control, long state) {
    const auto end = ::GetTickCount64() + 30000;
    while (control.number("State") != state) {
        if (::GetTickCount64() >= end) throw Wrong{"waited in vain for the sale"};
        ::Sleep(20);
    }
}

/// Runs no messages while it sells: the sale comes to its end all the same, its event waits, and
/// nothing that the till calls waits for the event.
void sellDeaf(const Setting& setting) {
    constexpr DISPID outputComplete = 4;
    ControlClient control(setting.control, setting.cat);
    takeIntoUse(control, setting);
    control.set("AsyncMode", 1);
    expect("sale", control.authorize("AuthorizeSales", 1, 125000, 30000), 0);
    waitWithoutMessages(control, idle);
    expect("events without messages", static_cast<long>(control.listener.events.size()), 0);
    control.runUntil([&] { return !control.listener.events.empty(); }, "the event");
    expect("event", control.listener.events.back().member, outputComplete);
    // What nobody has seen is dropped, and nobody waits for it.
    expect("second sale", control.authorize("AuthorizeSales", 2, 125000, 30000), 0);
    waitWithoutMessages(control, idle);
    control.listener.events.clear();
    putAway(control);
    expect("events after Close", static_cast<long>(control.listener.events.size()), 0);
}

/// A handler that takes its time, and runs no messages meanwhile, delays the next event alone.
void handleSlowly(const Setting& setting) {
    ControlClient control(setting.control, setting.cat);
    takeIntoUse(control, setting);
    control.set("AsyncMode", 1);
    long handled = 0;
    control.listener.handler = [&](const Event&, LONG*) {
        ::Sleep(1500);
        // The next sale begins in the handler of the one before.
        if (++handled == 1)
            expect("sale", control.authorize("AuthorizeSales", 2, 125000, 30000), 0);
    };
    expect("sale", control.authorize("AuthorizeSales", 1, 125000, 30000), 0);
    control.runUntil([&] { return handled == 2; }, "both events");
    control.listener.handler = {};
    putAway(control);
}

/// Drops the control without Close; a second one gets the lane.
void forgetClose(const Setting& setting) {
    {
        ControlClient control(setting.control, setting.cat);
        takeIntoUse(control, setting);
    }
    ControlClient control(setting.control, setting.cat);
    takeIntoUse(control, setting);
    putAway(control);
}

struct Scenario {
    void (*run)(const Setting&);
    const char* text;
};

const std::map<std::string, Scenario>& scenarios() {
    static const std::map<std::string, Scenario> all = {
        {"sell", {sellAsynchronously, "sales, void and refund with events"}},
        {"open", {openOnly, "open, claim and enable, and the codes of each"}},
        {"hold", {holdLane, "hold the lane until a line comes"}},
        {"die", {sellAndDie, "sell NUMBER, to be killed"}},
        {"exit", {exitDuringSale, "sell NUMBER, and leave when a line comes"}},
        {"press", {pressDuringSale, "sell NUMBER, and press a button when a line comes"}},
        {"forget", {forgetClose, "drop the control without Close"}},
        {"deaf", {sellDeaf, "sell without running messages"}},
        {"slow", {handleSlowly, "sell with a handler that takes its time"}},
        {"cycles", {loadAndUnload, "open, sell and close NUMBER times and compare what is held"}},
    };
    return all;
}

}  // namespace

void runScenario(const std::string& name, const Setting& setting) {
    const auto at = scenarios().find(name);
    if (at == scenarios().end()) throw Wrong{"there is no scenario " + name};
    at->second.run(setting);
}

std::string scenarioNames() {
    std::string text;
    for (const auto& [name, scenario] : scenarios())
        text += "  " + name + "  " + scenario.text + "\n";
    return text;
}

void expect(const std::string& what, long found, long wanted) {
    if (found != wanted)
        throw Wrong{what + " is " + std::to_string(found) + " instead of " +
                    std::to_string(wanted)};
}

void takeIntoUse(ControlClient& control, const Setting& setting) {
    const long opened = control.call("Open", {argument(setting.device)});
    if (opened != 0)
        throw Wrong{"open gives " + std::to_string(opened) + ", OpenResult " +
                    std::to_string(control.number("OpenResult"))};
    expect("claim", control.call("ClaimDevice", {argument(5000)}), 0);
    control.set("DeviceEnabled", 1);
    if (control.number("ResultCode") != 0)
        throw Wrong{"enabling gives " + std::to_string(control.number("ResultCode")) +
                    ", extended " + std::to_string(control.number("ResultCodeExtended"))};
}

void putAway(ControlClient& control) {
    control.set("DeviceEnabled", 0);
    expect("disable", control.number("ResultCode"), 0);
    expect("release", control.call("ReleaseDevice"), 0);
    expect("close", control.call("Close"), 0);
    expectGoodEvents(control);
}

void expectGoodEvents(ControlClient& control) {
    // Only our own control counts these.
    if (!control.has("WrongEvents")) return;
    expect("events against the rules", control.number("WrongEvents"), 0);
    expect("events from other threads", control.number("StrangeEvents"), 0);
}

}  // namespace mobilepay::opos_till
