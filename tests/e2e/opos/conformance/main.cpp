#include "tests/conformance/runner.h"
#include "tests/e2e/opos/conformance/control_binding.h"

#include <iostream>
#include <span>

/// opos_conformance FOLDER LANES CONTROL-CAT CONTROL-EVRW: runs the cases of FOLDER through the
/// control objects of these ProgIDs, on lanes that keep their files in LANES.
int main(int count, char** words) {
    const std::span arguments(words, static_cast<std::size_t>(count));
    if (arguments.size() != 5) {
        std::cerr << "opos_conformance FOLDER LANES CONTROL-CAT CONTROL-EVRW\n";
        return 64;
    }
    mobilepay::opos_till::ControlBinding controls(
        {{"CAT", arguments[3]}, {"ElectronicValueRW", arguments[4]}}, arguments[2]);
    const int surprises = mobilepay::conformance::runAll(controls, arguments[1], "opos");
    controls.requireGoodEvents();
    return surprises == 0 ? 0 : 1;
}
