#pragma once

#include "tests/e2e/opos/control/events.h"

#include <windows.h>
#include <atomic>
#include <functional>
#include <oaidl.h>

namespace mobilepay::opos_control {

/// What a service object calls: SOData and its kind. On the control's own thread an event goes to
/// the application at once, with no look at freezing or at a closed device: that is the service's
/// task, and what comes against the rules is counted. From another thread it is posted to a hidden
/// window, and the caller waits until the application's loop has run it.
class Callbacks final : public IDispatch {
public:
    Callbacks(IUnknown* owner, Events& application, bool evrw);
    ~Callbacks();
    Callbacks(const Callbacks&) = delete;
    Callbacks& operator=(const Callbacks&) = delete;

    bool frozen = false;           ///< by the application, as far as the control knows
    bool listening = false;        ///< open
    bool claimed = false;          ///< from ClaimDevice to ReleaseDevice
    std::atomic<long> wrong{0};    ///< events while frozen, not claimed or closed
    std::atomic<long> strange{0};  ///< events from threads other than the application's

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID id, void** object) noexcept override;
    ULONG STDMETHODCALLTYPE AddRef() noexcept override { return owner_->AddRef(); }
    ULONG STDMETHODCALLTYPE Release() noexcept override { return owner_->Release(); }
    HRESULT STDMETHODCALLTYPE GetTypeInfoCount(UINT* count) noexcept override;
    HRESULT STDMETHODCALLTYPE GetTypeInfo(UINT, LCID, ITypeInfo**) noexcept override {
        return E_NOTIMPL;
    }
    HRESULT STDMETHODCALLTYPE GetIDsOfNames(REFIID, LPOLESTR* names, UINT count, LCID,
                                            DISPID* ids) noexcept override;
    HRESULT STDMETHODCALLTYPE Invoke(DISPID id, REFIID, LCID, WORD, DISPPARAMS* parameters,
                                     VARIANT* result, EXCEPINFO*, UINT*) noexcept override;

private:
    struct Parked {
        DISPID id;
        DISPPARAMS* parameters;
    };
    static LRESULT CALLBACK procedure(HWND window, UINT message, WPARAM wide, LPARAM deep);
    void fire(DISPID id, const DISPPARAMS& parameters);

    IUnknown* owner_;
    Events& application_;
    const bool evrw_;
    const DWORD thread_ = ::GetCurrentThreadId();
    HWND window_ = nullptr;
};

}  // namespace mobilepay::opos_control
