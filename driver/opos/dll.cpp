#include "driver/opos/class_factory.h"
#include "driver/opos/fault_log.h"
#include "driver/opos/module.h"
#include "driver/opos/registration.h"

#include <windows.h>
#include <exception>
#include <olectl.h>

/// What COM and regsvr32 call; `mobilepay_opos.def` exports it.
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

STDAPI DllGetClassObject(REFCLSID id, REFIID interfaceId, void** object) {
    auto* factory = ClassFactory::find(id);
    if (factory == nullptr) return CLASS_E_CLASSNOTAVAILABLE;
    pinModule();
    return factory->QueryInterface(interfaceId, object);
}

STDAPI DllCanUnloadNow() {
    return modulePinned() ? S_FALSE : S_OK;
}

STDAPI DllRegisterServer() {
    return registering([] { registerClasses(modulePath()); });
}

STDAPI DllUnregisterServer() {
    return registering([] { unregisterClasses(); });
}
