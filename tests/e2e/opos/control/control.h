#pragma once

#include "tests/e2e/opos/control/callbacks.h"
#include "tests/e2e/opos/control/events.h"
#include "tests/e2e/opos/control/service_link.h"

#include <windows.h>
#include <oaidl.h>
#include <ocidl.h>
#include <string>

namespace mobilepay::opos_control {

/// The object that an application makes: properties and methods by name, events by a connection
/// point. Beside those of OPOS it has `WrongEvents` and `StrangeEvents`: how many came against the
/// rules, and how many from other threads.
class Control final : public IDispatch, public IConnectionPointContainer {
public:
    explicit Control(bool cat);
    /// Closes what the application has left open.
    virtual ~Control();
    Control(const Control&) = delete;
    Control& operator=(const Control&) = delete;

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID id, void** object) noexcept override;
    ULONG STDMETHODCALLTYPE AddRef() noexcept override { return ++references_; }
    ULONG STDMETHODCALLTYPE Release() noexcept override;
    HRESULT STDMETHODCALLTYPE GetTypeInfoCount(UINT* count) noexcept override;
    HRESULT STDMETHODCALLTYPE GetTypeInfo(UINT, LCID, ITypeInfo**) noexcept override {
        return E_NOTIMPL;
    }
    HRESULT STDMETHODCALLTYPE GetIDsOfNames(REFIID, LPOLESTR* names, UINT count, LCID,
                                            DISPID* ids) noexcept override;
    HRESULT STDMETHODCALLTYPE Invoke(DISPID id, REFIID, LCID, WORD flags, DISPPARAMS* parameters,
                                     VARIANT* result, EXCEPINFO*, UINT*) noexcept override;
    HRESULT STDMETHODCALLTYPE EnumConnectionPoints(IEnumConnectionPoints**) noexcept override {
        return E_NOTIMPL;
    }
    HRESULT STDMETHODCALLTYPE FindConnectionPoint(REFIID id,
                                                  IConnectionPoint** point) noexcept override;

private:
    HRESULT ownMember(DISPID id, WORD flags, DISPPARAMS& parameters, VARIANT& result);
    HRESULT method(std::size_t name, DISPPARAMS& parameters, VARIANT& result);
    HRESULT get(const Property& property, VARIANT& result);
    HRESULT put(const Property& property, const VARIANT& value);
    long open(const std::wstring& device);
    long close();
    [[nodiscard]] long resultCode();
    void noteClaim(std::wstring_view method, bool done);

    const bool cat_;
    const Tables& tables_;
    ULONG references_ = 1;
    Events events_;
    Callbacks callbacks_;
    ServiceLink service_;
    /// What the control says instead of the service, until the next call that reaches it.
    long ownResultCode_ = code::closed;
    bool ownResult_ = true;
    long openResult_ = 0;
};

}  // namespace mobilepay::opos_control
