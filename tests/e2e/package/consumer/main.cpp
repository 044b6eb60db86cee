// A stranger's program: it sees the installed headers only.
#include <iostream>
#include <mobilepay/device.h>
#include <mobilepay/unifiedpos.h>

int main() {
    const mobilepay::Status status;
    std::cout << (status.ok() ? "a fresh status is good" : "a fresh status is bad") << '\n';
    return status.ok() ? 0 : 1;
}
