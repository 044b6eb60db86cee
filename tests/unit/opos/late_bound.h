#pragma once

#include <windows.h>
#include <algorithm>
#include <oleauto.h>
#include <string>
#include <vector>

namespace mobilepay::opos {

inline VARIANT longArgument(std::int32_t number) {
    VARIANT argument;
    ::VariantInit(&argument);
    argument.vt = VT_I4;
    argument.lVal = number;
    return argument;
}

inline VARIANT currencyArgument(std::int64_t amount) {
    VARIANT argument;
    ::VariantInit(&argument);
    argument.vt = VT_CY;
    argument.cyVal.int64 = amount;
    return argument;
}

inline VARIANT textArgument(const wchar_t* text) {
    VARIANT argument;
    ::VariantInit(&argument);
    argument.vt = VT_BSTR;
    argument.bstrVal = ::SysAllocString(text);
    return argument;
}

inline VARIANT dispatchArgument(IDispatch* object) {
    VARIANT argument;
    ::VariantInit(&argument);
    argument.vt = VT_DISPATCH;
    argument.pdispVal = object;
    return argument;
}

/// Calls an object the way the common controls do: by name, no named arguments, no EXCEPINFO.
class LateBound {
public:
    explicit LateBound(IDispatch* object) : object_(object) {}

    [[nodiscard]] DISPID find(const wchar_t* name) const {
        DISPID id = DISPID_UNKNOWN;
        LPOLESTR text = const_cast<LPOLESTR>(name);
        object_->GetIDsOfNames(IID_NULL, &text, 1, LOCALE_SYSTEM_DEFAULT, &id);
        return id;
    }
    /// `arguments` from the left; freed here, but for objects.
    HRESULT invoke(const wchar_t* name, std::vector<VARIANT> arguments) {
        ::VariantClear(&result);
        std::reverse(arguments.begin(), arguments.end());
        DISPPARAMS parameters{arguments.data(), nullptr, static_cast<UINT>(arguments.size()), 0};
        const HRESULT code =
            object_->Invoke(find(name), IID_NULL, LOCALE_USER_DEFAULT, DISPATCH_METHOD, &parameters,
                            &result, nullptr, nullptr);
        for (auto& argument : arguments)
            if (argument.vt == VT_BSTR) ::VariantClear(&argument);
        return code;
    }
    /// The LONG it answers; -1 when it is none.
    std::int32_t number(const wchar_t* name, std::vector<VARIANT> arguments = {}) {
        if (invoke(name, std::move(arguments)) != S_OK || result.vt != VT_I4) return -1;
        return static_cast<std::int32_t>(result.lVal);
    }
    std::int32_t property(std::int32_t index) {
        return number(L"GetPropertyNumber", {longArgument(index)});
    }
    ~LateBound() { ::VariantClear(&result); }
    LateBound(const LateBound&) = delete;
    LateBound& operator=(const LateBound&) = delete;

    VARIANT result{};

private:
    IDispatch* object_;
};

/// Runs the messages that are there, as an application's loop does.
inline void runMessages() {
    MSG message;
    while (::PeekMessageW(&message, nullptr, 0, 0, PM_REMOVE) != 0)
        ::DispatchMessageW(&message);
}

}  // namespace mobilepay::opos
