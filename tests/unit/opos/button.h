#pragma once

#include <windows.h>
#include <functional>
#include <utility>

namespace mobilepay::opos {

/// A window of the application whose messages run `pressed`: a button of a till.
class Button {
public:
    explicit Button(std::function<void()> pressed, UINT message = WM_APP)
        : pressed_(std::move(pressed)), message_(message) {
        window_ = ::CreateWindowExW(0, L"STATIC", L"", 0, 0, 0, 0, 0, HWND_MESSAGE, nullptr,
                                    nullptr, nullptr);
        ::SetWindowLongPtrW(window_, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(this));
        ::SetWindowLongPtrW(window_, GWLP_WNDPROC, reinterpret_cast<LONG_PTR>(&procedure));
    }
    ~Button() { ::DestroyWindow(window_); }
    Button(const Button&) = delete;
    Button& operator=(const Button&) = delete;
    /// From any thread.
    void press() const { ::PostMessageW(window_, message_, 0, 0); }

private:
    static LRESULT CALLBACK procedure(HWND window, UINT message, WPARAM wide, LPARAM deep) {
        auto* button = reinterpret_cast<Button*>(::GetWindowLongPtrW(window, GWLP_USERDATA));
        if (message != button->message_) return ::DefWindowProcW(window, message, wide, deep);
        button->pressed_();
        return 0;
    }
    std::function<void()> pressed_;
    UINT message_;
    HWND window_;
};

}  // namespace mobilepay::opos
