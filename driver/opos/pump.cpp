#include "driver/opos/pump.h"

#include <algorithm>
#include <array>
#include <exception>
#include <objbase.h>
#include <optional>
#include <thread>
#include <vector>

#include <gsl/gsl>

namespace mobilepay::opos {
namespace {

/// Runs the messages of the queue. A WM_QUIT is kept for the application's own loop.
void runMessages(bool& quit, WPARAM& exitCode) {
    MSG message;
    while (::PeekMessageW(&message, nullptr, 0, 0, PM_REMOVE) != 0) {
        if (message.message == WM_QUIT) {
            quit = true;
            exitCode = message.wParam;
            return;
        }
        ::TranslateMessage(&message);
        ::DispatchMessageW(&message);
    }
}

void waitRunningAll(HANDLE done) {
    bool quit = false;
    WPARAM exitCode = 0;
    while (::MsgWaitForMultipleObjectsEx(1, &done, INFINITE, QS_ALLINPUT, MWMO_INPUTAVAILABLE) ==
           WAIT_OBJECT_0 + 1)
        runMessages(quit, exitCode);
    if (quit) ::PostQuitMessage(static_cast<int>(exitCode));
}

void waitLikeCom(HANDLE done) {
    DWORD index = 0;
    ::CoWaitForMultipleHandles(0, INFINITE, 1, &done, &index);
}

struct Range {
    UINT first;
    UINT last;
};

/// Windows 8 and later, for programs that ask for touches as such.
constexpr UINT pointerDown = 0x0246;  // WM_POINTERDOWN
constexpr std::array<Range, 6> presses = {{{WM_KEYDOWN, WM_KEYDOWN},
                                           {WM_CHAR, WM_CHAR},
                                           {WM_SYSKEYDOWN, WM_SYSKEYDOWN},
                                           {WM_LBUTTONDOWN, WM_LBUTTONDOWN},
                                           {WM_LBUTTONDBLCLK, WM_RBUTTONDOWN},
                                           {pointerDown, pointerDown}}};

/// Ticks go round after 49 days.
bool isBefore(DWORD tick, DWORD other) {
    return static_cast<LONG>(tick - other) < 0;
}

}  // namespace

Pump pumpOf(std::string_view setting) noexcept {
    if (setting == "all") return Pump::all;
    return setting == "none" ? Pump::none : Pump::com;
}

void runPumping(Pump pump, const std::function<void()>& work) {
    HANDLE done = pump == Pump::none ? nullptr : ::CreateEventW(nullptr, TRUE, FALSE, nullptr);
    if (done == nullptr) return work();
    const auto close = gsl::finally([done] { ::CloseHandle(done); });
    std::exception_ptr fault;
    std::thread worker([&] {
        try {
            work();
        } catch (...) {
            fault = std::current_exception();
        }
        ::SetEvent(done);
    });
    if (pump == Pump::all)
        waitRunningAll(done);
    else
        waitLikeCom(done);
    // Also the end of the wait when COM refuses to wait here (a thread without an apartment).
    worker.join();
    if (fault) std::rethrow_exception(fault);
}

void dropPressesSince(DWORD tick) {
    std::vector<MSG> earlier;
    std::optional<WPARAM> quit;
    MSG message;
    for (const auto& range : presses)
        while (::PeekMessageW(&message, nullptr, range.first, range.last, PM_REMOVE) != 0) {
            // It comes whatever is asked for.
            if (message.message == WM_QUIT)
                quit = message.wParam;
            else if (isBefore(message.time, tick))
                earlier.push_back(message);
        }
    std::stable_sort(earlier.begin(), earlier.end(), [](const MSG& one, const MSG& other) {
        return isBefore(one.time, other.time);
    });
    for (const auto& one : earlier)
        ::PostMessageW(one.hwnd, one.message, one.wParam, one.lParam);
    if (quit) ::PostQuitMessage(static_cast<int>(*quit));
}

}  // namespace mobilepay::opos
