#pragma once

#include "driver/opos/arguments.h"
#include "driver/opos/service.h"
#include "driver/upos/property.h"

#include <windows.h>
#include <atomic>
#include <oaidl.h>

namespace mobilepay::opos {

/// The COM object that a control makes and calls by name. Controls bind late: IUnknown and
/// IDispatch are all they ask for. What it can be called by comes from the table of names in
/// `driver/upos`. For a single-threaded apartment; every call returns S_OK with its result set,
/// since anything else reaches the application as a COM error and E_NOSERVICE.
class ServiceObject final : public IDispatch {
public:
    /// With one reference, the caller's.
    static ServiceObject* create(const ServiceClass& which, Surroundings surroundings);

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID id, void** object) noexcept override;
    ULONG STDMETHODCALLTYPE AddRef() noexcept override;
    ULONG STDMETHODCALLTYPE Release() noexcept override;

    HRESULT STDMETHODCALLTYPE GetTypeInfoCount(UINT* count) noexcept override;
    HRESULT STDMETHODCALLTYPE GetTypeInfo(UINT, LCID, ITypeInfo** info) noexcept override;
    HRESULT STDMETHODCALLTYPE GetIDsOfNames(REFIID, LPOLESTR* names, UINT count, LCID,
                                            DISPID* ids) noexcept override;
    HRESULT STDMETHODCALLTYPE Invoke(DISPID id, REFIID, LCID, WORD flags, DISPPARAMS* parameters,
                                     VARIANT* result, EXCEPINFO*,
                                     UINT* badArgument) noexcept override;

private:
    ServiceObject(const ServiceClass& which, Surroundings surroundings);
    virtual ~ServiceObject() = default;

    /// The answer to a call that ended by an exception, in the type that the control expects: an
    /// empty one would read as success.
    void putFailure(DISPID id, VARIANT& result) noexcept;
    void dispatch(DISPID id, const DISPPARAMS& parameters, VARIANT& result);
    void doorCall(std::string_view name, const Arguments& arguments, VARIANT& result);
    void currencyCall(upos::Property property, std::string_view name, const Arguments& arguments,
                      VARIANT& result);

    const ServiceClass& class_;
    Service service_;
    std::atomic<ULONG> references_{1};
};

}  // namespace mobilepay::opos
