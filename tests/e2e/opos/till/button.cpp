#include "tests/unit/opos/button.h"

#include "tests/e2e/opos/till/scenarios.h"

#include <iostream>
#include <thread>

namespace mobilepay::opos_till {

void pressDuringSale(const Setting& setting) {
    constexpr long busy = 113;
    constexpr long ended = 114;
    ControlClient control(setting.control, setting.cat);
    takeIntoUse(control, setting);
    long second = -1;
    long cleared = -1;
    const opos::Button button([&] {
        second = control.authorize("AuthorizeSales", 2, setting.number, 60000);
        cleared = control.call("ClearOutput");
    });
    std::thread presser([&button] {
        std::string line;
        std::getline(std::cin, line);
        button.press();
    });
    std::cout << "selling" << std::endl;
    const long first = control.authorize("AuthorizeSales", 1, setting.number, 60000);
    presser.join();
    expect("a second sale meanwhile", second, busy);
    expect("ClearOutput meanwhile", cleared, 0);
    expect("the sale", first, ended);
    putAway(control);
}

}  // namespace mobilepay::opos_till
