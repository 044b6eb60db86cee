#pragma once

#include <windows.h>
#include <map>
#include <ocidl.h>
#include <vector>

namespace mobilepay::opos_control {

/// The connection point over which an application gets its events: a dispinterface with the members
/// 1 DataEvent, 2 DirectIOEvent, 3 ErrorEvent, 4 OutputCompleteEvent, 5 StatusUpdateEvent,
/// 6 TransitionEvent.
class Events final : public IConnectionPoint {
public:
    Events(IUnknown* owner, IConnectionPointContainer* container, const IID& interfaceId)
        : owner_(owner), container_(container), id_(interfaceId) {}
    ~Events();
    Events(const Events&) = delete;
    Events& operator=(const Events&) = delete;

    [[nodiscard]] const IID& id() const { return id_; }
    /// `arguments` as COM has them, from the right.
    void fire(DISPID member, std::vector<VARIANT> arguments);

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID id, void** object) noexcept override;
    ULONG STDMETHODCALLTYPE AddRef() noexcept override { return owner_->AddRef(); }
    ULONG STDMETHODCALLTYPE Release() noexcept override { return owner_->Release(); }
    HRESULT STDMETHODCALLTYPE GetConnectionInterface(IID* id) noexcept override;
    HRESULT STDMETHODCALLTYPE
    GetConnectionPointContainer(IConnectionPointContainer** container) noexcept override;
    HRESULT STDMETHODCALLTYPE Advise(IUnknown* sink, DWORD* cookie) noexcept override;
    HRESULT STDMETHODCALLTYPE Unadvise(DWORD cookie) noexcept override;
    HRESULT STDMETHODCALLTYPE EnumConnections(IEnumConnections**) noexcept override {
        return E_NOTIMPL;
    }

private:
    IUnknown* owner_;
    IConnectionPointContainer* container_;
    const IID id_;
    std::map<DWORD, IDispatch*> sinks_;
    DWORD lastCookie_ = 0;
};

}  // namespace mobilepay::opos_control
