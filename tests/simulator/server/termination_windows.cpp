#include "tests/simulator/server/termination.h"

#include <windows.h>

namespace mobilepay::simulator {
namespace {

HANDLE asked() {
    static const HANDLE event = CreateEventA(nullptr, TRUE, FALSE, nullptr);
    return event;
}

BOOL WINAPI onControl(DWORD) {
    SetEvent(asked());
    return TRUE;
}

}  // namespace

Termination::Termination() {
    asked();
    SetConsoleCtrlHandler(onControl, TRUE);
}

void Termination::wait() {
    WaitForSingleObject(asked(), INFINITE);
}

}  // namespace mobilepay::simulator
