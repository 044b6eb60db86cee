#include "tests/e2e/opos/control/callbacks.h"

#include "driver/opos/module.h"

#include <iterator>
#include <string_view>

namespace mobilepay::opos_control {
namespace {

struct Callback {
    std::wstring_view name;
    DISPID id;
};
constexpr DISPID processId = 9;
constexpr DISPID data = 1;
constexpr DISPID transition = 6;
constexpr Callback callbacks[] = {
    {L"SOData", data},          {L"SODirectIO", 2},     {L"SOError", 3},
    {L"SOOutputComplete", 4},   {L"SOStatusUpdate", 5}, {L"SOTransition", transition},
    {L"SOProcessID", processId}};
constexpr UINT parkedEvent = WM_APP + 7;
constexpr wchar_t className[] = L"OposTestControl";

}  // namespace

Callbacks::Callbacks(IUnknown* owner, Events& application, bool evrw)
    : owner_(owner), application_(application), evrw_(evrw) {
    WNDCLASSEXW description{};
    description.cbSize = sizeof description;
    description.lpfnWndProc = procedure;
    description.hInstance = opos::moduleHandle();
    description.lpszClassName = className;
    ::RegisterClassExW(&description);
    window_ = ::CreateWindowExW(0, className, L"", WS_POPUP, 0, 0, 0, 0, nullptr, nullptr,
                                opos::moduleHandle(), nullptr);
    ::SetWindowLongPtrW(window_, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(this));
}

Callbacks::~Callbacks() {
    ::DestroyWindow(window_);
}

HRESULT Callbacks::QueryInterface(REFIID id, void** object) noexcept {
    *object = nullptr;
    if (!::InlineIsEqualGUID(id, IID_IUnknown) && !::InlineIsEqualGUID(id, IID_IDispatch))
        return E_NOINTERFACE;
    *object = static_cast<IDispatch*>(this);
    AddRef();
    return S_OK;
}

HRESULT Callbacks::GetTypeInfoCount(UINT* count) noexcept {
    *count = 0;
    return S_OK;
}

HRESULT Callbacks::GetIDsOfNames(REFIID, LPOLESTR* names, UINT, LCID, DISPID* ids) noexcept {
    for (const auto& callback : callbacks) {
        if (callback.name != names[0]) continue;
        if (callback.id == transition && !evrw_) break;
        ids[0] = callback.id;
        return S_OK;
    }
    ids[0] = DISPID_UNKNOWN;
    return DISP_E_UNKNOWNNAME;
}

HRESULT Callbacks::Invoke(DISPID id, REFIID, LCID, WORD, DISPPARAMS* parameters, VARIANT* result,
                          EXCEPINFO*, UINT*) noexcept {
    if (id == processId && result != nullptr) {
        result->vt = VT_I4;
        result->lVal = static_cast<LONG>(::GetCurrentProcessId());
        return S_OK;
    }
    if (id == data && !evrw_) return E_NOTIMPL;
    if (::GetCurrentThreadId() == thread_) {
        fire(id, *parameters);
        return S_OK;
    }
    ++strange;
    Parked parked{id, parameters};
    ::SendMessageW(window_, parkedEvent, 0, reinterpret_cast<LPARAM>(&parked));
    return S_OK;
}

LRESULT CALLBACK Callbacks::procedure(HWND window, UINT message, WPARAM wide, LPARAM deep) {
    if (message != parkedEvent) return ::DefWindowProcW(window, message, wide, deep);
    const auto* parked = reinterpret_cast<const Parked*>(deep);
    reinterpret_cast<Callbacks*>(::GetWindowLongPtrW(window, GWLP_USERDATA))
        ->fire(parked->id, *parked->parameters);
    return 0;
}

void Callbacks::fire(DISPID id, const DISPPARAMS& parameters) {
    if (frozen || !listening || !claimed) ++wrong;
    application_.fire(id, {parameters.rgvarg, parameters.rgvarg + parameters.cArgs});
}

}  // namespace mobilepay::opos_control
