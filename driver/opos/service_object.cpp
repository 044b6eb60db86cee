#include "driver/opos/service_object.h"

#include "driver/opos/text.h"
#include "driver/upos/name_table.h"
#include "driver/upos/property_table.h"

#include <algorithm>
#include <array>

#include <gsl/gsl>

namespace mobilepay::opos {
namespace {

/// A row's number in the table of names, from 1; the one name beside the table comes after them.
constexpr DISPID firstId = 1;
constexpr DISPID getOpenResultId = 1000;
constexpr std::string_view getOpenResultName = "GetOpenResult";

/// COM compares names without regard to case; ours are ASCII.
bool sameName(std::string_view ours, const OLECHAR* asked) {
    const auto lower = [](auto character) {
        return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character + 0;
    };
    for (const char character : ours)
        if (*asked == 0 || lower(character) != lower(*asked++)) return false;
    return *asked == 0;
}

DISPID idOf(Category category, const OLECHAR* name) {
    const auto table = upos::nameTable(category);
    const auto at = std::find_if(table.begin(), table.end(),
                                 [&](const auto& row) { return sameName(row.name, name); });
    if (at != table.end()) return firstId + static_cast<DISPID>(at - table.begin());
    return sameName(getOpenResultName, name) ? getOpenResultId : DISPID_UNKNOWN;
}

const upos::NameRow* rowOf(Category category, DISPID id) {
    const auto table = upos::nameTable(category);
    const auto index = static_cast<std::size_t>(id - firstId);
    return id >= firstId && index < table.size() ? &table[index] : nullptr;
}

void put(VARIANT& result, std::int32_t number) {
    result.vt = VT_I4;
    result.lVal = number;
}

void put(VARIANT& result, const std::string& text) {
    result.bstrVal = makeBstr(text);
    result.vt = VT_BSTR;
}

void putCurrency(VARIANT& result, std::int64_t amount) {
    result.vt = VT_CY;
    result.cyVal.int64 = amount;
}

}  // namespace

ServiceObject* ServiceObject::create(const ServiceClass& which, Surroundings surroundings) {
    return new ServiceObject(which, std::move(surroundings));
}

ServiceObject::ServiceObject(const ServiceClass& which, Surroundings surroundings)
    : class_(which), service_(which, std::move(surroundings)) {}

HRESULT ServiceObject::QueryInterface(REFIID id, void** object) noexcept {
    if (object == nullptr) return E_POINTER;
    *object = nullptr;
    if (!::InlineIsEqualGUID(id, IID_IUnknown) && !::InlineIsEqualGUID(id, IID_IDispatch))
        return E_NOINTERFACE;
    *object = static_cast<IDispatch*>(this);
    AddRef();
    return S_OK;
}

ULONG ServiceObject::AddRef() noexcept {
    return ++references_;
}

ULONG ServiceObject::Release() noexcept {
    const ULONG left = --references_;
    if (left == 0) delete this;
    return left;
}

HRESULT ServiceObject::GetTypeInfoCount(UINT* count) noexcept {
    if (count == nullptr) return E_POINTER;
    *count = 0;
    return S_OK;
}

HRESULT ServiceObject::GetTypeInfo(UINT, LCID, ITypeInfo** info) noexcept {
    if (info != nullptr) *info = nullptr;
    return DISP_E_BADINDEX;
}

HRESULT ServiceObject::GetIDsOfNames(REFIID, LPOLESTR* names, UINT count, LCID,
                                     DISPID* ids) noexcept {
    if (names == nullptr || ids == nullptr || count == 0) return E_INVALIDARG;
    // No parameter has a name: whatever is asked for beside the method is unknown.
    std::fill_n(ids, count, DISPID_UNKNOWN);
    ids[0] = idOf(class_.category, names[0]);
    return ids[0] == DISPID_UNKNOWN || count > 1 ? DISP_E_UNKNOWNNAME : S_OK;
}

HRESULT ServiceObject::Invoke(DISPID id, REFIID, LCID, WORD flags, DISPPARAMS* parameters,
                              VARIANT* result, EXCEPINFO*, UINT* badArgument) noexcept {
    if (parameters == nullptr || (flags & (DISPATCH_METHOD | DISPATCH_PROPERTYGET)) == 0)
        return parameters == nullptr ? E_INVALIDARG : DISP_E_MEMBERNOTFOUND;
    // The application may drop its control, and with it this object, from inside the call.
    AddRef();
    const auto keep = gsl::finally([this] { Release(); });
    VARIANT answer;
    ::VariantInit(&answer);
    try {
        dispatch(id, *parameters, answer);
    } catch (const BadCall& bad) {
        if (badArgument != nullptr && parameters->cArgs > bad.argument)
            *badArgument = parameters->cArgs - 1 - bad.argument;
        return bad.code;
    } catch (...) {
        putFailure(id, answer);
    }
    if (result != nullptr)
        *result = answer;
    else
        ::VariantClear(&answer);
    return S_OK;
}

void ServiceObject::putFailure(DISPID id, VARIANT& result) noexcept {
    const auto* row = rowOf(class_.category, id);
    const std::string_view name = row == nullptr ? std::string_view() : row->name;
    ::VariantClear(&result);
    if (name == "GetPropertyNumber") return put(result, 0);
    if (name == "GetPropertyString") {
        result.vt = VT_BSTR;  // a null one is empty
    } else if (name.starts_with("Get") && std::holds_alternative<upos::Property>(row->meaning)) {
        putCurrency(result, 0);
    } else {
        // Also of the setters, which return nothing: the control asks for ResultCode.
        put(result, service_.failed());
    }
}

void ServiceObject::dispatch(DISPID id, const DISPPARAMS& parameters, VARIANT& result) {
    if (id == getOpenResultId) {
        const Arguments none(parameters, "");
        return put(result, service_.openResult());
    }
    const auto* row = rowOf(class_.category, id);
    if (row == nullptr) throw BadCall{DISP_E_MEMBERNOTFOUND};
    const Arguments arguments(parameters, row->signature);
    if (const auto* method = std::get_if<Method>(&row->meaning)) {
        auto values = arguments.values();
        put(result, service_.call(*method, values));
        arguments.giveBack(values);
    } else if (const auto* property = std::get_if<upos::Property>(&row->meaning)) {
        currencyCall(*property, row->name, arguments, result);
    } else {
        doorCall(row->name, arguments, result);
    }
}

void ServiceObject::currencyCall(upos::Property property, std::string_view name,
                                 const Arguments& arguments, VARIANT& result) {
    const auto index = upos::rowOf(property).in(class_.category).index;
    if (name.starts_with("Get"))
        putCurrency(result, service_.currency(index));
    else
        service_.setCurrency(index, arguments.currency(0));
}

void ServiceObject::doorCall(std::string_view name, const Arguments& given, VARIANT& result) {
    if (name == "GetPropertyNumber") return put(result, service_.number(given.number(0)));
    if (name == "GetPropertyString") return put(result, service_.text(given.number(0)));
    if (name == "SetPropertyNumber") return service_.setNumber(given.number(0), given.number(1));
    if (name == "SetPropertyString") return service_.setText(given.number(0), given.text(1));
    if (name == "OpenService")
        return put(result, service_.open(given.text(0), given.text(1), given.dispatch(2)));
    if (name == "CloseService") return put(result, service_.close());
    if (name == "ClaimDevice") return put(result, service_.claim(given.number(0)));
    if (name == "ReleaseDevice") return put(result, service_.release());
    if (name == "COFreezeEvents") return put(result, service_.freezeByContainer(given.flag(0)));
    throw BadCall{DISP_E_MEMBERNOTFOUND};
}

}  // namespace mobilepay::opos
