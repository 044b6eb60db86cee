#include "tests/e2e/opos/till/scenarios.h"

#include <iostream>
#include <thread>

namespace mobilepay::opos_till {
namespace {

constexpr UINT pressed = WM_APP + 1;

/// A window of the till whose message runs `press`.
class Button {
public:
    explicit Button(std::function<void()> press) : press_(std::move(press)) {
        window_ = ::CreateWindowExW(0, L"STATIC", L"", 0, 0, 0, 0, 0, HWND_MESSAGE, nullptr,
                                    nullptr, nullptr);
        ::SetWindowLongPtrW(window_, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(this));
        ::SetWindowLongPtrW(window_, GWLP_WNDPROC, reinterpret_cast<LONG_PTR>(&procedure));
    }
    ~Button() { ::DestroyWindow(window_); }
    Button(const Button&) = delete;
    Button& operator=(const Button&) = delete;
    [[nodiscard]] HWND window() const { return window_; }

private:
    static LRESULT CALLBACK procedure(HWND window, UINT message, WPARAM wide, LPARAM deep) {
        if (message != pressed) return ::DefWindowProcW(window, message, wide, deep);
        reinterpret_cast<Button*>(::GetWindowLongPtrW(window, GWLP_USERDATA))->press_();
        return 0;
    }
    std::function<void()> press_;
    HWND window_;
};

}  // namespace

void pressDuringSale(const Setting& setting) {
    constexpr long busy = 113;
    constexpr long ended = 114;
    ControlClient control(setting.control, setting.cat);
    takeIntoUse(control, setting);
    long second = -1;
    long cleared = -1;
    const Button button([&] {
        second = control.authorize("AuthorizeSales", 2, setting.number, 60000);
        cleared = control.call("ClearOutput");
    });
    std::thread presser([window = button.window()] {
        std::string line;
        std::getline(std::cin, line);
        ::PostMessageW(window, pressed, 0, 0);
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
