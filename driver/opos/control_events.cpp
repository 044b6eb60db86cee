#include "driver/opos/control_events.h"

#include "driver/opos/text.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <oleauto.h>

namespace mobilepay::opos {
namespace {

DISPID look(IDispatch* control, const wchar_t* name) {
    DISPID id = DISPID_UNKNOWN;
    LPOLESTR text = const_cast<LPOLESTR>(name);
    if (control == nullptr ||
        FAILED(control->GetIDsOfNames(IID_NULL, &text, 1, LOCALE_SYSTEM_DEFAULT, &id)))
        return DISPID_UNKNOWN;
    return id;
}

VARIANT value(std::int32_t number) {
    VARIANT argument;
    ::VariantInit(&argument);
    argument.vt = VT_I4;
    argument.lVal = number;
    return argument;
}

VARIANT reference(LONG& number) {
    VARIANT argument;
    ::VariantInit(&argument);
    argument.vt = VT_BYREF | VT_I4;
    argument.plVal = &number;
    return argument;
}

VARIANT reference(BSTR& text) {
    VARIANT argument;
    ::VariantInit(&argument);
    argument.vt = VT_BYREF | VT_BSTR;
    argument.pbstrVal = &text;
    return argument;
}

}  // namespace

ControlEvents::ControlEvents(IDispatch* control, std::shared_ptr<Bell> bell)
    : control_(control),
      names_{look(control, L"SOData"),         look(control, L"SODirectIO"),
             look(control, L"SOError"),        look(control, L"SOOutputComplete"),
             look(control, L"SOStatusUpdate"), look(control, L"SOTransition")},
      bell_(std::move(bell)) {}

template <std::size_t count>
void ControlEvents::tell(DISPID method, VARIANT (&&arguments)[count]) noexcept {
    IDispatch* control = control_;
    if (control == nullptr || method == DISPID_UNKNOWN) return;
    std::reverse(std::begin(arguments), std::end(arguments));
    DISPPARAMS parameters{arguments, nullptr, static_cast<UINT>(count), 0};
    // A handler may drop the last reference of the application to the control.
    control->AddRef();
    control->Invoke(method, IID_NULL, LOCALE_USER_DEFAULT, DISPATCH_METHOD, &parameters, nullptr,
                    nullptr, nullptr);
    control->Release();
}

void ControlEvents::tellWithText(DISPID method, std::int32_t event, std::int32_t& data,
                                 std::string& text) noexcept {
    try {
        LONG number = data;
        // The application may put another string in its place: it is ours to free either way.
        BSTR string = makeBstr(text);
        tell(method, {value(event), reference(number), reference(string)});
        data = static_cast<std::int32_t>(number);
        try {
            text = utf8Of(string);
        } catch (...) {
            ::SysFreeString(string);
            throw;
        }
        ::SysFreeString(string);
    } catch (const std::exception&) {
        // No memory for the text: the event is lost, the session goes on.
    }
}

void ControlEvents::data(std::int32_t status) noexcept {
    tell(names_.data, {value(status)});
}

void ControlEvents::directIO(std::int32_t event, std::int32_t& data, std::string& text) noexcept {
    tellWithText(names_.directIO, event, data, text);
}

void ControlEvents::error(std::int32_t resultCode, std::int32_t extended, std::int32_t locus,
                          std::int32_t& response) noexcept {
    // The control does not preset it, and an application without a handler leaves it as it is.
    LONG answer = response;
    tell(names_.error, {value(resultCode), value(extended), value(locus), reference(answer)});
    response = static_cast<std::int32_t>(answer);
}

void ControlEvents::outputComplete(std::int32_t outputId) noexcept {
    tell(names_.outputComplete, {value(outputId)});
}

void ControlEvents::statusUpdate(std::int32_t data) noexcept {
    tell(names_.statusUpdate, {value(data)});
}

void ControlEvents::transition(std::int32_t event, std::int32_t& data, std::string& text) noexcept {
    tellWithText(names_.transition, event, data, text);
}

}  // namespace mobilepay::opos
