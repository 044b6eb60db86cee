#include "tests/e2e/opos/till/scenarios.h"

#include <windows.h>
#include <iostream>
#include <objbase.h>
#include <string>

/// opos_till SCENARIO CONTROL DEVICE cat|evrw [NUMBER]
int main(int count, char** words) {
    using namespace mobilepay::opos_till;
    if (count < 5) {
        std::cerr << "opos_till SCENARIO CONTROL DEVICE cat|evrw [NUMBER]\n" << scenarioNames();
        return 64;
    }
    ::CoInitializeEx(nullptr, COINIT_APARTMENTTHREADED);
    int code = 0;
    try {
        runScenario(words[1], {words[2], words[3], std::string(words[4]) == "cat",
                               count > 5 ? std::stol(words[5]) : 0});
        std::cout << "the till is content" << std::endl;
    } catch (const Wrong& wrong) {
        std::cout << "WRONG: " << wrong.text << std::endl;
        code = 1;
    }
    ::CoUninitialize();
    return code;
}
