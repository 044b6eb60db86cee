#include "driver/opos/event_window.h"

#include "driver/opos/module.h"

#include <atomic>
#include <mutex>
#include <system_error>
#include <utility>

namespace mobilepay::opos {
namespace {

constexpr wchar_t className[] = L"MobilePayOposEvents";
constexpr UINT rung = WM_APP + 1;
constexpr UINT ended = WM_APP + 2;

std::system_error systemError(const char* what) {
    return {static_cast<int>(::GetLastError()), std::system_category(), what};
}

}  // namespace

class EventWindow::State final : public Bell {
public:
    explicit State(std::function<void()> deliver) : deliver_(std::move(deliver)) {}

    void ring() noexcept override {
        const std::lock_guard lock(mutex_);
        if (window_ == nullptr || ringing_) return;
        // A full queue (10000 messages) leaves the bell unrung: the next event tries again.
        ringing_ = ::PostMessageW(window_, rung, 0, 0) != 0;
    }

    /// The window holds on to its state until its own end.
    static void create(const std::shared_ptr<State>& state) {
        registerClass();
        auto held = std::make_unique<std::shared_ptr<State>>(state);
        HWND window = ::CreateWindowExW(0, className, L"", 0, 0, 0, 0, 0, HWND_MESSAGE, nullptr,
                                        moduleHandle(), nullptr);
        if (window == nullptr) throw systemError("a window for events cannot be made");
        ::SetWindowLongPtrW(window, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(held.release()));
        const std::lock_guard lock(state->mutex_);
        state->window_ = window;
    }

    void end() noexcept {
        HWND window = nullptr;
        {
            const std::lock_guard lock(mutex_);
            window = std::exchange(window_, nullptr);
        }
        if (window == nullptr) return;
        if (::GetWindowThreadProcessId(window, nullptr) == ::GetCurrentThreadId())
            ::DestroyWindow(window);
        else
            ::PostMessageW(window, ended, 0, 0);
    }

private:
    static void registerClass() {
        WNDCLASSEXW description{};
        description.cbSize = sizeof description;
        description.lpfnWndProc = procedure;
        description.hInstance = moduleHandle();
        description.lpszClassName = className;
        if (::RegisterClassExW(&description) == 0 && ::GetLastError() != ERROR_CLASS_ALREADY_EXISTS)
            throw systemError("a window class for events cannot be made");
    }

    static LRESULT CALLBACK procedure(HWND window, UINT message, WPARAM wide, LPARAM deep) {
        auto* held =
            reinterpret_cast<std::shared_ptr<State>*>(::GetWindowLongPtrW(window, GWLP_USERDATA));
        switch (message) {
            case rung:
                // A copy: a handler may close the device, and with it the window.
                if (held != nullptr) deliver(std::shared_ptr<State>(*held));
                return 0;
            case ended:
                ::DestroyWindow(window);
                return 0;
            case WM_NCDESTROY:
                ::SetWindowLongPtrW(window, GWLP_USERDATA, 0);
                delete held;
                break;
            default:
                break;
        }
        return ::DefWindowProcW(window, message, wide, deep);
    }

    static void deliver(const std::shared_ptr<State>& state) {
        {
            const std::lock_guard lock(state->mutex_);
            state->ringing_ = false;
            if (state->window_ == nullptr) return;
        }
        state->deliver_();
    }

    const std::function<void()> deliver_;
    std::mutex mutex_;
    HWND window_ = nullptr;
    bool ringing_ = false;
};

EventWindow::EventWindow(std::function<void()> deliver)
    : state_(std::make_shared<State>(std::move(deliver))) {
    State::create(state_);
}

EventWindow::~EventWindow() {
    state_->end();
}

std::shared_ptr<Bell> EventWindow::bell() const {
    return state_;
}

}  // namespace mobilepay::opos
