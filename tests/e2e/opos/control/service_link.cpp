#include "tests/e2e/opos/control/service_link.h"

#include <algorithm>
#include <objbase.h>
#include <oleauto.h>

namespace mobilepay::opos_control {
namespace {

/// A REG_SZ of HKEY_LOCAL_MACHINE in this process's view; false when there is none, or another
/// type.
bool readText(const std::wstring& key, const wchar_t* name, std::wstring& text) {
    wchar_t value[256] = {};
    DWORD size = sizeof value;
    if (::RegGetValueW(HKEY_LOCAL_MACHINE, key.c_str(), name, RRF_RT_REG_SZ | RRF_NOEXPAND, nullptr,
                       value, &size) != ERROR_SUCCESS)
        return false;
    text = value;
    return true;
}

bool keyExists(const std::wstring& key) {
    HKEY handle = nullptr;
    if (::RegOpenKeyExW(HKEY_LOCAL_MACHINE, key.c_str(), 0, KEY_READ, &handle) != ERROR_SUCCESS)
        return false;
    ::RegCloseKey(handle);
    return true;
}

constexpr std::int32_t serviceObjectVersion = 8;

}  // namespace

VARIANT number(long value) {
    VARIANT argument;
    ::VariantInit(&argument);
    argument.vt = VT_I4;
    argument.lVal = value;
    return argument;
}

VARIANT dispatch(IDispatch* object) {
    VARIANT argument;
    ::VariantInit(&argument);
    argument.vt = VT_DISPATCH;
    argument.pdispVal = object;
    return argument;
}

Opened ServiceLink::open(const std::wstring& device, IDispatch* callbacks) {
    if (service_ != nullptr) return {code::illegal, code::alreadyOpen};
    const std::wstring category =
        std::wstring(L"SOFTWARE\\OLEforRetail\\ServiceOPOS\\") + tables_.deviceClass;
    if (device.empty() || device.size() >= 256 || !keyExists(category))
        return {code::noExist, code::badName};
    std::wstring physical = device;
    readText(category, device.c_str(), physical);
    if (!keyExists(category + L"\\" + physical)) return {code::noExist, code::badName};
    std::wstring progId;
    CLSID id;
    if (!readText(category + L"\\" + physical, nullptr, progId) ||
        FAILED(::CLSIDFromProgID(progId.c_str(), &id)))
        return {code::noService, code::badProgId};
    if (FAILED(::CoCreateInstance(id, nullptr, CLSCTX_ALL, IID_IDispatch,
                                  reinterpret_cast<void**>(&service_))))
        return fail(code::noService, code::notCreated);
    for (const auto& name : tables_.names) {
        DISPID found = DISPID_UNKNOWN;
        auto* text = const_cast<LPOLESTR>(name.name);
        if (FAILED(service_->GetIDsOfNames(IID_NULL, &text, 1, LOCALE_SYSTEM_DEFAULT, &found)))
            break;
        ids_.push_back(found);
    }
    if (ids_.size() < tables_.fewestNames) return fail(code::noService, code::badInterface);
    VARIANT deviceClass;
    deviceClass.vt = VT_BSTR;
    deviceClass.bstrVal = ::SysAllocString(tables_.deviceClass);
    VARIANT name;
    name.vt = VT_BSTR;
    name.bstrVal = ::SysAllocString(physical.c_str());
    HRESULT called = S_OK;
    const long opened = number(L"OpenService", {deviceClass, name, dispatch(callbacks)}, &called);
    ::VariantClear(&deviceClass);
    ::VariantClear(&name);
    // The service is let go of without CloseService.
    if (called != S_OK) return fail(code::noService, openResultOfService());
    if (opened != code::success) return fail(opened, openResultOfService());
    version_ = static_cast<std::int32_t>(
        number(L"GetPropertyNumber", {opos_control::number(serviceObjectVersion)}));
    const bool goodVersion = version_ / 1000000 == 1;
    if (goodVersion && ids_.size() >= tables_.namesOf(version_)) return {};
    number(L"CloseService", {});
    return fail(code::noService, goodVersion ? code::badInterface : code::badVersion);
}

long ServiceLink::openResultOfService() {
    DISPID found = DISPID_UNKNOWN;
    auto* text = const_cast<LPOLESTR>(L"GetOpenResult");
    if (FAILED(service_->GetIDsOfNames(IID_NULL, &text, 1, LOCALE_SYSTEM_DEFAULT, &found)))
        return code::failedOpen;
    DISPPARAMS none{};
    VARIANT result;
    ::VariantInit(&result);
    if (service_->Invoke(found, IID_NULL, LOCALE_USER_DEFAULT, DISPATCH_METHOD, &none, &result,
                         nullptr, nullptr) != S_OK ||
        result.vt != VT_I4)
        return code::failedOpen;
    return result.lVal;
}

Opened ServiceLink::fail(long result, long openResult) {
    drop();
    return {result, openResult};
}

void ServiceLink::drop() {
    if (service_ != nullptr) service_->Release();
    service_ = nullptr;
    ids_.clear();
}

std::size_t ServiceLink::find(std::wstring_view name) const {
    const auto at = std::find_if(tables_.names.begin(), tables_.names.end(),
                                 [&](const Name& one) { return name == one.name; });
    return static_cast<std::size_t>(at - tables_.names.begin());
}

HRESULT ServiceLink::call(std::size_t name, std::vector<VARIANT> arguments, VARIANT& result) {
    std::reverse(arguments.begin(), arguments.end());
    DISPPARAMS parameters{arguments.data(), nullptr, static_cast<UINT>(arguments.size()), 0};
    auto* service = service_;
    // The application may close from inside the call.
    service->AddRef();
    const HRESULT called = service->Invoke(ids_[name], IID_NULL, LOCALE_USER_DEFAULT,
                                           DISPATCH_METHOD, &parameters, &result, nullptr, nullptr);
    service->Release();
    return called;
}

long ServiceLink::number(std::wstring_view name, std::vector<VARIANT> arguments, HRESULT* called) {
    VARIANT result;
    ::VariantInit(&result);
    const HRESULT code = call(find(name), std::move(arguments), result);
    if (called != nullptr) *called = code;
    // As the controls do: an empty result reads as 0.
    ::VariantChangeType(&result, &result, 0, VT_I4);
    return result.vt == VT_I4 ? result.lVal : 0;
}

}  // namespace mobilepay::opos_control
