#include "driver/opos/module.h"
#include "tests/e2e/opos/control/control.h"

#include <windows.h>
#include <array>
#include <objbase.h>
#include <olectl.h>

/// A COM server like any other, registered for the machine: tests make our control by its ProgID
/// and can be given that of the genuine one instead.
namespace mobilepay::opos_control {
namespace {

struct Class {
    CLSID id;
    const wchar_t* text;
    const wchar_t* progId;
};

constexpr std::array<Class, 2> classes = {
    Class{{0x0d0e3c2a, 0x7b1f, 0x4a43, {0x9d, 0x0c, 0x5e, 0x0d, 0x6c, 0x57, 0x02, 0x01}},
          L"{0D0E3C2A-7B1F-4A43-9D0C-5E0D6C570201}",
          L"OposTest.CAT"},
    Class{{0x0d0e3c2a, 0x7b1f, 0x4a43, {0x9d, 0x0c, 0x5e, 0x0d, 0x6c, 0x57, 0x02, 0x02}},
          L"{0D0E3C2A-7B1F-4A43-9D0C-5E0D6C570202}",
          L"OposTest.ElectronicValueRW"},
};

class Factory final : public IClassFactory {
public:
    explicit Factory(bool cat) : cat_(cat) {}
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void** object) noexcept override {
        *object = static_cast<IClassFactory*>(this);
        return S_OK;
    }
    ULONG STDMETHODCALLTYPE AddRef() noexcept override { return 2; }
    ULONG STDMETHODCALLTYPE Release() noexcept override { return 1; }
    HRESULT STDMETHODCALLTYPE CreateInstance(IUnknown* outer, REFIID id,
                                             void** object) noexcept override {
        if (outer != nullptr) return CLASS_E_NOAGGREGATION;
        auto* control = new Control(cat_);
        const HRESULT code = control->QueryInterface(id, object);
        control->Release();
        return code;
    }
    HRESULT STDMETHODCALLTYPE LockServer(BOOL) noexcept override { return S_OK; }

private:
    const bool cat_;
};

bool write(const std::wstring& key, const wchar_t* name, const std::wstring& text) {
    const auto size = static_cast<DWORD>((text.size() + 1) * sizeof(wchar_t));
    return ::RegSetKeyValueW(HKEY_LOCAL_MACHINE, (L"SOFTWARE\\Classes\\" + key).c_str(), name,
                             REG_SZ, text.c_str(), size) == ERROR_SUCCESS;
}

}  // namespace
}  // namespace mobilepay::opos_control

using namespace mobilepay::opos_control;

extern "C" __declspec(dllexport) HRESULT STDAPICALLTYPE
    DllGetClassObject(REFCLSID id, REFIID interfaceId, void** object) {
    static Factory factories[] = {Factory(true), Factory(false)};
    for (std::size_t at = 0; at < classes.size(); ++at)
        if (::InlineIsEqualGUID(id, classes[at].id))
            return factories[at].QueryInterface(interfaceId, object);
    return CLASS_E_CLASSNOTAVAILABLE;
}

extern "C" __declspec(dllexport) HRESULT STDAPICALLTYPE DllCanUnloadNow() {
    return S_FALSE;
}

extern "C" __declspec(dllexport) HRESULT STDAPICALLTYPE DllRegisterServer() {
    bool good = true;
    for (const auto& one : classes) {
        const std::wstring key = std::wstring(L"CLSID\\") + one.text;
        good &= write(key, nullptr, L"OPOS test control");
        good &= write(key + L"\\InprocServer32", nullptr, mobilepay::opos::modulePath());
        good &= write(key + L"\\InprocServer32", L"ThreadingModel", L"Apartment");
        good &= write(std::wstring(one.progId) + L"\\CLSID", nullptr, one.text);
    }
    return good ? S_OK : SELFREG_E_CLASS;
}

extern "C" __declspec(dllexport) HRESULT STDAPICALLTYPE DllUnregisterServer() {
    return S_OK;
}
