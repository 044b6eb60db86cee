#include "tests/e2e/opos/control/control.h"

#include <oleauto.h>
#include <olectl.h>

namespace mobilepay::opos_control {
namespace {

constexpr IID catEvents = {
    0xccb90053, 0xb81e, 0x11d2, {0xab, 0x74, 0x00, 0x40, 0x05, 0x4c, 0x37, 0x19}};
constexpr IID evrwEvents = {
    0xccb90333, 0xb81e, 0x11d2, {0xab, 0x74, 0x00, 0x40, 0x05, 0x4c, 0x37, 0x19}};

enum Own : DISPID {
    openId = 1,
    closeId,
    openResultId,
    descriptionId,
    versionId,
    wrongEventsId,
    strangeEventsId,
};
struct OwnMember {
    std::wstring_view name;
    DISPID id;
};
constexpr OwnMember ownMembers[] = {
    {L"Open", openId},
    {L"Close", closeId},
    {L"OpenResult", openResultId},
    {L"ControlObjectDescription", descriptionId},
    {L"ControlObjectVersion", versionId},
    {L"WrongEvents", wrongEventsId},
    {L"StrangeEvents", strangeEventsId},
};
constexpr DISPID firstMethod = 100;
constexpr DISPID firstProperty = 1000;

bool same(std::wstring_view name, const OLECHAR* asked) {
    return ::lstrcmpiW(std::wstring(name).c_str(), asked) == 0;
}

/// An argument in the type that the interface of the genuine control names.
VARTYPE typeOf(char letter) {
    switch (letter) {
        case 'c':
            return VT_CY;
        case 's':
            return VT_BSTR;
        case 'b':
            return VT_BOOL;
        default:
            return VT_I4;
    }
}

void setNumber(VARIANT& result, long value) {
    result.vt = VT_I4;
    result.lVal = value;
}

void setText(VARIANT& result, const wchar_t* text) {
    result.vt = VT_BSTR;
    result.bstrVal = ::SysAllocString(text);
}

}  // namespace

Control::Control(bool cat)
    : cat_(cat),
      tables_(tablesOf(cat)),
      events_(static_cast<IDispatch*>(this), this, cat ? catEvents : evrwEvents),
      callbacks_(static_cast<IDispatch*>(this), events_, !cat),
      service_(tables_) {}

Control::~Control() {
    // As the common controls do when an application forgets Close: the service is only let go of.
    callbacks_.listening = false;
    service_.drop();
}

HRESULT Control::QueryInterface(REFIID id, void** object) noexcept {
    *object = nullptr;
    if (::InlineIsEqualGUID(id, IID_IUnknown) || ::InlineIsEqualGUID(id, IID_IDispatch))
        *object = static_cast<IDispatch*>(this);
    else if (::InlineIsEqualGUID(id, IID_IConnectionPointContainer))
        *object = static_cast<IConnectionPointContainer*>(this);
    else
        return E_NOINTERFACE;
    AddRef();
    return S_OK;
}

ULONG Control::Release() noexcept {
    const ULONG left = --references_;
    if (left != 0) return left;
    // The service may call back while it goes.
    references_ = 1000000;
    delete this;
    return 0;
}

HRESULT Control::GetTypeInfoCount(UINT* count) noexcept {
    *count = 0;
    return S_OK;
}

HRESULT Control::GetIDsOfNames(REFIID, LPOLESTR* names, UINT, LCID, DISPID* ids) noexcept {
    for (const auto& member : ownMembers)
        if (same(member.name, names[0])) {
            ids[0] = member.id;
            return S_OK;
        }
    for (std::size_t at = 0; at < tables_.properties.size(); ++at)
        if (same(tables_.properties[at].name, names[0])) {
            ids[0] = firstProperty + static_cast<DISPID>(at);
            return S_OK;
        }
    for (std::size_t at = 0; at < tables_.names.size(); ++at)
        if (same(tables_.names[at].name, names[0])) {
            ids[0] = firstMethod + static_cast<DISPID>(at);
            return S_OK;
        }
    ids[0] = DISPID_UNKNOWN;
    return DISP_E_UNKNOWNNAME;
}

HRESULT Control::Invoke(DISPID id, REFIID, LCID, WORD flags, DISPPARAMS* parameters,
                        VARIANT* result, EXCEPINFO*, UINT*) noexcept {
    AddRef();
    VARIANT answer;
    ::VariantInit(&answer);
    HRESULT code = DISP_E_MEMBERNOTFOUND;
    if (id < firstMethod)
        code = ownMember(id, flags, *parameters, answer);
    else if (id < firstProperty)
        code = method(static_cast<std::size_t>(id - firstMethod), *parameters, answer);
    else if ((flags & DISPATCH_PROPERTYPUT) != 0)
        code = put(tables_.properties[static_cast<std::size_t>(id - firstProperty)],
                   parameters->rgvarg[0]);
    else
        code = get(tables_.properties[static_cast<std::size_t>(id - firstProperty)], answer);
    if (result != nullptr)
        *result = answer;
    else
        ::VariantClear(&answer);
    Release();
    return code;
}

HRESULT Control::ownMember(DISPID id, WORD, DISPPARAMS& parameters, VARIANT& result) {
    switch (id) {
        case openId: {
            VARIANT name;
            ::VariantInit(&name);
            if (parameters.cArgs != 1 ||
                FAILED(::VariantChangeType(&name, &parameters.rgvarg[0], 0, VT_BSTR)))
                return DISP_E_BADPARAMCOUNT;
            setNumber(result, open({name.bstrVal, ::SysStringLen(name.bstrVal)}));
            ::VariantClear(&name);
            return S_OK;
        }
        case closeId:
            setNumber(result, close());
            return S_OK;
        case openResultId:
            setNumber(result, openResult_);
            return S_OK;
        case descriptionId:
            setText(result, L"Test control");
            return S_OK;
        case versionId:
            setNumber(result, 1016000);
            return S_OK;
        case wrongEventsId:
            setNumber(result, callbacks_.wrong);
            return S_OK;
        case strangeEventsId:
            setNumber(result, callbacks_.strange);
            return S_OK;
        default:
            return DISP_E_MEMBERNOTFOUND;
    }
}

long Control::open(const std::wstring& device) {
    if (service_.isOpen()) {
        openResult_ = code::alreadyOpen;
        ownResult_ = true;
        return ownResultCode_ = code::illegal;
    }
    callbacks_.frozen = false;
    callbacks_.listening = true;
    callbacks_.claimed = false;
    const auto opened = service_.open(device, &callbacks_);
    openResult_ = opened.openResult;
    ownResult_ = !service_.isOpen();
    // After a failed Open the property still reads 101: an application has to look at the result.
    ownResultCode_ = code::closed;
    callbacks_.listening = service_.isOpen();
    return opened.result;
}

long Control::close() {
    if (!service_.isOpen()) {
        ownResult_ = true;
        return ownResultCode_ = code::closed;
    }
    const long closed = service_.number(L"CloseService", {});
    callbacks_.listening = false;
    service_.drop();
    ownResult_ = true;
    ownResultCode_ = code::closed;
    return closed;
}

HRESULT Control::method(std::size_t name, DISPPARAMS& parameters, VARIANT& result) {
    const auto& row = tables_.names[name];
    ownResult_ = true;
    if (!service_.isOpen()) {
        setNumber(result, ownResultCode_ = code::closed);
        return S_OK;
    }
    if (row.since > service_.version() || !service_.has(name)) {
        setNumber(result, ownResultCode_ = code::noService);
        return S_OK;
    }
    if (parameters.cArgs != row.signature.size()) return DISP_E_BADPARAMCOUNT;
    std::vector<VARIANT> arguments(row.signature.size());
    std::vector<LONG> numbers(arguments.size());
    std::vector<BSTR> texts(arguments.size());
    for (std::size_t at = 0; at < arguments.size(); ++at) {
        VARIANT& given = parameters.rgvarg[arguments.size() - 1 - at];
        VARIANT& argument = arguments[at];
        ::VariantInit(&argument);
        const char letter = row.signature[at];
        const auto type = typeOf(static_cast<char>(letter | 0x20));
        VARIANT plain;
        ::VariantInit(&plain);
        ::VariantCopyInd(&plain, &given);
        if (FAILED(::VariantChangeType(&argument, &plain, 0, type))) return DISP_E_TYPEMISMATCH;
        ::VariantClear(&plain);
        if (letter == 'L') {
            numbers[at] = argument.lVal;
            argument.vt = VT_BYREF | VT_I4;
            argument.plVal = &numbers[at];
        } else if (letter == 'S') {
            texts[at] = argument.bstrVal;
            argument.vt = VT_BYREF | VT_BSTR;
            argument.pbstrVal = &texts[at];
        }
    }
    const HRESULT called = service_.call(name, arguments, result);
    for (std::size_t at = 0; at < arguments.size(); ++at) {
        VARIANT& given = parameters.rgvarg[arguments.size() - 1 - at];
        VARIANT* place = given.vt == (VT_BYREF | VT_VARIANT) ? given.pvarVal : nullptr;
        if (row.signature[at] == 'L') {
            if (given.vt == (VT_BYREF | VT_I4)) *given.plVal = numbers[at];
            if (place != nullptr) {
                ::VariantClear(place);
                setNumber(*place, numbers[at]);
            }
        } else if (row.signature[at] == 'S') {
            if (given.vt == (VT_BYREF | VT_BSTR)) ::SysReAllocString(given.pbstrVal, texts[at]);
            if (place != nullptr) {
                ::VariantClear(place);
                setText(*place, texts[at]);
            }
            ::SysFreeString(texts[at]);
        } else {
            ::VariantClear(&arguments[at]);
        }
    }
    if (called != S_OK) {
        setNumber(result, ownResultCode_ = code::noService);
        return called;
    }
    ::VariantChangeType(&result, &result, 0, VT_I4);
    ownResult_ = false;
    noteClaim(row.name, result.lVal == 0);
    return S_OK;
}

void Control::noteClaim(std::wstring_view method, bool done) {
    if (done && method == L"ClaimDevice") callbacks_.claimed = true;
    if (done && method == L"ReleaseDevice") callbacks_.claimed = false;
}

long Control::resultCode() {
    constexpr long resultCodeIndex = 6;
    if (ownResult_ || !service_.isOpen()) return ownResultCode_;
    return service_.number(L"GetPropertyNumber", {number(resultCodeIndex)});
}

HRESULT Control::get(const Property& property, VARIANT& result) {
    if (property.name == L"ResultCode") {
        setNumber(result, resultCode());
        return S_OK;
    }
    const bool readable = service_.isOpen() && property.since <= service_.version();
    if (property.type == 's') {
        if (!readable) {
            setText(result, L"[Error]");
            return S_OK;
        }
        const HRESULT called =
            service_.call(service_.find(L"GetPropertyString"), {number(property.index)}, result);
        return called == S_OK ? ::VariantChangeType(&result, &result, 0, VT_BSTR) : called;
    }
    if (property.type == 'c') {
        result.vt = VT_CY;
        result.cyVal.int64 = 0;
        if (!readable) return S_OK;
        const std::wstring getter = L"Get" + std::wstring(property.name);
        return service_.call(service_.find(getter), {}, result);
    }
    long value = 0;
    if (readable)
        value = service_.number(L"GetPropertyNumber", {number(property.index)});
    else if (property.name == L"State")
        value = 1;
    setNumber(result, value);
    if (property.type == 'b') {
        result.vt = VT_BOOL;
        result.boolVal = value != 0 ? VARIANT_TRUE : VARIANT_FALSE;
    }
    return S_OK;
}

HRESULT Control::put(const Property& property, const VARIANT& value) {
    if (!property.writable) return DISP_E_MEMBERNOTFOUND;
    ownResult_ = true;
    ownResultCode_ = service_.isOpen() ? code::noService : code::closed;
    if (!service_.isOpen() || property.since > service_.version()) return S_OK;
    VARIANT converted;
    ::VariantInit(&converted);
    if (FAILED(::VariantChangeType(&converted, const_cast<VARIANT*>(&value), 0,
                                   typeOf(property.type))))
        return DISP_E_TYPEMISMATCH;
    VARIANT nothing;
    ::VariantInit(&nothing);
    HRESULT called = S_OK;
    if (property.type == 's') {
        called = service_.call(service_.find(L"SetPropertyString"),
                               {number(property.index), converted}, nothing);
    } else if (property.type == 'c') {
        called = service_.call(service_.find(L"Set" + std::wstring(property.name)), {converted},
                               nothing);
    } else {
        const long plain = property.type == 'b' ? converted.boolVal != 0 : converted.lVal;
        const bool freezes = property.name == L"FreezeEvents";
        if (freezes && plain == 0) callbacks_.frozen = false;
        called = service_.call(service_.find(L"SetPropertyNumber"),
                               {number(property.index), number(plain)}, nothing);
        if (freezes && plain != 0) callbacks_.frozen = true;
    }
    ::VariantClear(&converted);
    ownResult_ = called != S_OK;
    return called;
}

HRESULT Control::FindConnectionPoint(REFIID id, IConnectionPoint** point) noexcept {
    // Script hosts ask for what they find in the type library; ours ask for the interface by its
    // id.
    if (!::InlineIsEqualGUID(id, events_.id())) return CONNECT_E_NOCONNECTION;
    *point = &events_;
    events_.AddRef();
    return S_OK;
}

}  // namespace mobilepay::opos_control
