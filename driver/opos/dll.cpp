#include "driver/opos/class_factory.h"
#include "driver/opos/fault_log.h"
#include "driver/opos/module.h"
#include "driver/opos/registration.h"

#include <windows.h>
#include <exception>
#include <olectl.h>

/// What COM and regsvr32 call.
using namespace mobilepay::opos;

namespace {

template <class Work>
HRESULT registering(Work work) noexcept {
    try {
        work();
        return S_OK;
    } catch (const std::exception& fault) {
        logFault(fault.what());
        return SELFREG_E_CLASS;
    }
}

}  // namespace

extern "C" __declspec(dllexport) HRESULT STDAPICALLTYPE
    DllGetClassObject(REFCLSID id, REFIID interfaceId, void** object) {
    auto* factory = ClassFactory::find(id);
    if (factory == nullptr) return CLASS_E_CLASSNOTAVAILABLE;
    pinModule();
    return factory->QueryInterface(interfaceId, object);
}

extern "C" __declspec(dllexport) HRESULT STDAPICALLTYPE DllCanUnloadNow() {
    return modulePinned() ? S_FALSE : S_OK;
}

extern "C" __declspec(dllexport) HRESULT STDAPICALLTYPE DllRegisterServer() {
    return registering([] { registerClasses(modulePath()); });
}

extern "C" __declspec(dllexport) HRESULT STDAPICALLTYPE DllUnregisterServer() {
    return registering([] { unregisterClasses(); });
}
