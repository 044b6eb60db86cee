#include "driver/opos/class_factory.h"

#include "driver/opos/service_object.h"

namespace mobilepay::opos {

ClassFactory* ClassFactory::find(REFCLSID id) noexcept {
    static ClassFactory factories[] = {ClassFactory(serviceClasses()[0]),
                                       ClassFactory(serviceClasses()[1])};
    for (auto& factory : factories)
        if (::InlineIsEqualGUID(factory.class_.id, id)) return &factory;
    return nullptr;
}

HRESULT ClassFactory::QueryInterface(REFIID id, void** object) noexcept {
    if (object == nullptr) return E_POINTER;
    *object = nullptr;
    if (!::InlineIsEqualGUID(id, IID_IUnknown) && !::InlineIsEqualGUID(id, IID_IClassFactory))
        return E_NOINTERFACE;
    *object = static_cast<IClassFactory*>(this);
    return S_OK;
}

HRESULT ClassFactory::CreateInstance(IUnknown* outer, REFIID id, void** object) noexcept {
    if (object == nullptr) return E_POINTER;
    *object = nullptr;
    if (outer != nullptr) return CLASS_E_NOAGGREGATION;
    try {
        auto* made = ServiceObject::create(class_, realSurroundings());
        const HRESULT code = made->QueryInterface(id, object);
        made->Release();
        return code;
    } catch (const std::bad_alloc&) {
        return E_OUTOFMEMORY;
    } catch (...) {
        return E_FAIL;
    }
}

}  // namespace mobilepay::opos
