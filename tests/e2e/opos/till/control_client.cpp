#include "tests/e2e/opos/till/control_client.h"

#include <algorithm>
#include <objbase.h>
#include <oleauto.h>

namespace mobilepay::opos_till {
namespace {

constexpr IID catEvents = {
    0xccb90053, 0xb81e, 0x11d2, {0xab, 0x74, 0x00, 0x40, 0x05, 0x4c, 0x37, 0x19}};
constexpr IID evrwEvents = {
    0xccb90333, 0xb81e, 0x11d2, {0xab, 0x74, 0x00, 0x40, 0x05, 0x4c, 0x37, 0x19}};

/// The texts of tills are ASCII here.
std::wstring wide(const std::string& text) {
    return {text.begin(), text.end()};
}

std::string narrow(BSTR text) {
    std::string plain;
    for (UINT at = 0; at < ::SysStringLen(text); ++at)
        plain += text[at] < 128 ? static_cast<char>(text[at]) : '?';
    return plain;
}

}  // namespace

VARIANT argument(long value) {
    VARIANT made;
    ::VariantInit(&made);
    made.vt = VT_I4;
    made.lVal = value;
    return made;
}

VARIANT argument(const std::string& text) {
    VARIANT made;
    ::VariantInit(&made);
    made.vt = VT_BSTR;
    made.bstrVal = ::SysAllocString(wide(text).c_str());
    return made;
}

VARIANT amountArgument(std::int64_t value) {
    VARIANT made;
    ::VariantInit(&made);
    made.vt = VT_CY;
    made.cyVal.int64 = value;
    return made;
}

HRESULT Listener::Invoke(DISPID id, REFIID, LCID, WORD, DISPPARAMS* parameters, VARIANT*,
                         EXCEPINFO*, UINT*) noexcept {
    Event event{id, {}, {}};
    LONG* reference = nullptr;
    for (UINT at = parameters->cArgs; at-- > 0;) {
        const VARIANT& given = parameters->rgvarg[at];
        if (given.vt == VT_I4) event.numbers.push_back(given.lVal);
        if (given.vt == (VT_BYREF | VT_I4)) {
            reference = given.plVal;
            event.numbers.push_back(*reference);
        }
        if (given.vt == (VT_BYREF | VT_BSTR)) event.text = narrow(*given.pbstrVal);
    }
    events.push_back(event);
    if (handler) handler(event, reference);
    return S_OK;
}

ControlClient::ControlClient(const std::string& progId, bool cat) {
    CLSID id;
    const HRESULT known = ::CLSIDFromProgID(wide(progId).c_str(), &id);
    if (FAILED(known) || FAILED(::CoCreateInstance(id, nullptr, CLSCTX_ALL, IID_IDispatch,
                                                   reinterpret_cast<void**>(&control_))))
        throw Wrong{"the control " + progId +
                    " cannot be made: is it registered for this bitness?"};
    IConnectionPointContainer* points = nullptr;
    control_->QueryInterface(IID_IConnectionPointContainer, reinterpret_cast<void**>(&points));
    if (points == nullptr ||
        FAILED(points->FindConnectionPoint(cat ? catEvents : evrwEvents, &point_)) ||
        FAILED(point_->Advise(&listener, &cookie_)))
        throw Wrong{progId + " has no events of this category"};
    points->Release();
}

ControlClient::~ControlClient() {
    if (point_ != nullptr) {
        point_->Unadvise(cookie_);
        point_->Release();
    }
    if (control_ != nullptr) control_->Release();
}

DISPID ControlClient::idOf(const char* member) {
    const auto name = wide(member);
    auto* text = const_cast<LPOLESTR>(name.c_str());
    DISPID id = DISPID_UNKNOWN;
    control_->GetIDsOfNames(IID_NULL, &text, 1, LOCALE_USER_DEFAULT, &id);
    return id;
}

bool ControlClient::has(const char* member) {
    return idOf(member) != DISPID_UNKNOWN;
}

HRESULT ControlClient::invoke(const char* member, WORD kind, std::vector<VARIANT>& arguments,
                              VARIANT& result) {
    const DISPID id = idOf(member);
    if (id == DISPID_UNKNOWN) throw Wrong{std::string("the control has no ") + member};
    std::reverse(arguments.begin(), arguments.end());
    DISPID put = DISPID_PROPERTYPUT;
    const bool puts = kind == DISPATCH_PROPERTYPUT;
    DISPPARAMS parameters{arguments.data(), puts ? &put : nullptr,
                          static_cast<UINT>(arguments.size()), puts ? 1u : 0u};
    const HRESULT code = control_->Invoke(id, IID_NULL, LOCALE_USER_DEFAULT, kind, &parameters,
                                          &result, nullptr, nullptr);
    for (auto& one : arguments)
        ::VariantClear(&one);
    if (code != S_OK) throw Wrong{std::string(member) + " is answered by a COM error"};
    return code;
}

long ControlClient::call(const char* method, std::vector<VARIANT> arguments) {
    VARIANT result;
    ::VariantInit(&result);
    invoke(method, DISPATCH_METHOD, arguments, result);
    if (result.vt != VT_I4) throw Wrong{std::string(method) + " answers no LONG"};
    return result.lVal;
}

VARIANT ControlClient::read(const char* property) {
    VARIANT result;
    ::VariantInit(&result);
    std::vector<VARIANT> none;
    invoke(property, DISPATCH_PROPERTYGET, none, result);
    return result;
}

void ControlClient::write(const char* property, VARIANT value) {
    VARIANT result;
    ::VariantInit(&result);
    std::vector<VARIANT> arguments{value};
    invoke(property, DISPATCH_PROPERTYPUT, arguments, result);
}

long ControlClient::number(const char* property) {
    const VARIANT result = read(property);
    return result.vt == VT_BOOL ? result.boolVal != VARIANT_FALSE : result.lVal;
}

std::string ControlClient::text(const char* property) {
    VARIANT result = read(property);
    if (result.vt != VT_BSTR) throw Wrong{std::string(property) + " is no text"};
    const auto plain = narrow(result.bstrVal);
    ::VariantClear(&result);
    return plain;
}

std::int64_t ControlClient::amount(const char* property) {
    const VARIANT result = read(property);
    if (result.vt != VT_CY) throw Wrong{std::string(property) + " is no currency"};
    return result.cyVal.int64;
}

void ControlClient::set(const char* property, long value) {
    write(property, argument(value));
}

void ControlClient::set(const char* property, const std::string& value) {
    write(property, argument(value));
}

long ControlClient::authorize(const char* method, long sequenceNumber, std::int64_t amount,
                              long timeout) {
    return call(method, {argument(sequenceNumber), amountArgument(amount), amountArgument(0),
                         argument(timeout)});
}

void ControlClient::runUntil(const std::function<bool()>& done, const char* what, DWORD patience) {
    const auto end = ::GetTickCount64() + patience;
    while (!done()) {
        if (::GetTickCount64() >= end) throw Wrong{std::string("waited in vain for ") + what};
        // Not every change comes with a message.
        ::MsgWaitForMultipleObjectsEx(0, nullptr, 50, QS_ALLINPUT, MWMO_INPUTAVAILABLE);
        MSG message;
        while (::PeekMessageW(&message, nullptr, 0, 0, PM_REMOVE) != 0)
            ::DispatchMessageW(&message);
    }
}

}  // namespace mobilepay::opos_till
