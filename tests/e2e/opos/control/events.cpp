#include "tests/e2e/opos/control/events.h"

#include <windows.h>
#include <olectl.h>

namespace mobilepay::opos_control {

Events::~Events() {
    for (const auto& [cookie, sink] : sinks_)
        sink->Release();
}

void Events::fire(DISPID member, std::vector<VARIANT> arguments) {
    DISPPARAMS parameters{arguments.data(), nullptr, static_cast<UINT>(arguments.size()), 0};
    // A copy: a handler may leave.
    auto sinks = sinks_;
    for (const auto& [cookie, sink] : sinks)
        sink->AddRef();
    for (const auto& [cookie, sink] : sinks) {
        sink->Invoke(member, IID_NULL, LOCALE_USER_DEFAULT, DISPATCH_METHOD, &parameters, nullptr,
                     nullptr, nullptr);
        sink->Release();
    }
}

HRESULT Events::QueryInterface(REFIID id, void** object) noexcept {
    *object = nullptr;
    if (!::InlineIsEqualGUID(id, IID_IUnknown) && !::InlineIsEqualGUID(id, IID_IConnectionPoint))
        return E_NOINTERFACE;
    *object = static_cast<IConnectionPoint*>(this);
    AddRef();
    return S_OK;
}

HRESULT Events::GetConnectionInterface(IID* id) noexcept {
    *id = id_;
    return S_OK;
}

HRESULT Events::GetConnectionPointContainer(IConnectionPointContainer** container) noexcept {
    *container = container_;
    container_->AddRef();
    return S_OK;
}

HRESULT Events::Advise(IUnknown* sink, DWORD* cookie) noexcept {
    IDispatch* dispatch = nullptr;
    if (FAILED(sink->QueryInterface(IID_IDispatch, reinterpret_cast<void**>(&dispatch))))
        return CONNECT_E_CANNOTCONNECT;
    *cookie = ++lastCookie_;
    sinks_[*cookie] = dispatch;
    return S_OK;
}

HRESULT Events::Unadvise(DWORD cookie) noexcept {
    const auto at = sinks_.find(cookie);
    if (at == sinks_.end()) return CONNECT_E_NOCONNECTION;
    at->second->Release();
    sinks_.erase(at);
    return S_OK;
}

}  // namespace mobilepay::opos_control
