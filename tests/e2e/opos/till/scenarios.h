#pragma once

#include "tests/e2e/opos/till/control_client.h"

#include <string>

namespace mobilepay::opos_till {

struct Setting {
    std::string control;  ///< ProgID
    std::string device;
    bool cat;
    long number;  ///< what the scenario makes of it
};

/// Throws Wrong where the device does not do what the scenario expects.
void runScenario(const std::string& name, const Setting& setting);

/// One line a scenario.
[[nodiscard]] std::string scenarioNames();

/// Opens, claims and enables; throws Wrong with the codes when that fails.
void takeIntoUse(ControlClient& control, const Setting& setting);
/// Disables, releases, closes.
void putAway(ControlClient& control);
/// Throws Wrong when events came against the rules of UnifiedPOS, as far as the control counts
/// them.
void expectGoodEvents(ControlClient& control);
/// Throws Wrong unless found is what is wanted.
void expect(const std::string& what, long found, long wanted);

void sellAsynchronously(const Setting& setting);
/// Sells `number` synchronously; a line that comes meanwhile presses a button, which sells once
/// more and aborts. Needs pump=all.
void pressDuringSale(const Setting& setting);
void loadAndUnload(const Setting& setting);

}  // namespace mobilepay::opos_till
