#pragma once

#include "driver/opos/classes.h"

#include <windows.h>
#include <unknwn.h>

namespace mobilepay::opos {

/// Makes service objects of one class; lives as long as the module.
class ClassFactory final : public IClassFactory {
public:
    explicit ClassFactory(const ServiceClass& which) : class_(which) {}
    /// The one of that class; null when it is none of ours.
    static ClassFactory* find(REFCLSID id) noexcept;

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID id, void** object) noexcept override;
    ULONG STDMETHODCALLTYPE AddRef() noexcept override { return 2; }
    ULONG STDMETHODCALLTYPE Release() noexcept override { return 1; }
    HRESULT STDMETHODCALLTYPE CreateInstance(IUnknown* outer, REFIID id,
                                             void** object) noexcept override;
    HRESULT STDMETHODCALLTYPE LockServer(BOOL) noexcept override { return S_OK; }

private:
    const ServiceClass& class_;
};

}  // namespace mobilepay::opos
