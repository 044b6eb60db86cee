#include "tests/e2e/opos/conformance/till_thread.h"

#include <exception>
#include <objbase.h>

namespace mobilepay::opos_till {
namespace {

constexpr UINT runWork = WM_APP + 1;
constexpr UINT end = WM_APP + 2;

struct Work {
    const std::function<void()>& run;
    std::exception_ptr fault;
};

LRESULT CALLBACK procedure(HWND window, UINT message, WPARAM wide, LPARAM deep) {
    if (message == end) {
        ::DestroyWindow(window);
        ::PostQuitMessage(0);
        return 0;
    }
    if (message != runWork) return ::DefWindowProcW(window, message, wide, deep);
    auto* work = reinterpret_cast<Work*>(deep);
    try {
        work->run();
    } catch (...) {
        work->fault = std::current_exception();
    }
    return 0;
}

}  // namespace

TillThread::TillThread() {
    std::promise<HWND> ready;
    auto window = ready.get_future();
    thread_ = std::thread([this, &ready] { serve(ready); });
    window_ = window.get();
}

TillThread::~TillThread() {
    ::PostMessageW(window_, end, 0, 0);
    thread_.join();
}

void TillThread::serve(std::promise<HWND>& ready) {
    ::CoInitializeEx(nullptr, COINIT_APARTMENTTHREADED);
    HWND window = ::CreateWindowExW(0, L"STATIC", L"", 0, 0, 0, 0, 0, HWND_MESSAGE, nullptr,
                                    nullptr, nullptr);
    ::SetWindowLongPtrW(window, GWLP_WNDPROC, reinterpret_cast<LONG_PTR>(&procedure));
    ready.set_value(window);
    MSG message;
    while (::GetMessageW(&message, nullptr, 0, 0) > 0)
        ::DispatchMessageW(&message);
    ::CoUninitialize();
}

void TillThread::run(const std::function<void()>& work) {
    Work one{work, nullptr};
    ::SendMessageW(window_, runWork, 0, reinterpret_cast<LPARAM>(&one));
    if (one.fault) std::rethrow_exception(one.fault);
}

}  // namespace mobilepay::opos_till
