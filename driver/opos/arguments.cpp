#include "driver/opos/arguments.h"

#include "driver/opos/text.h"

#include <oleauto.h>

namespace mobilepay::opos {
namespace {

/// A copy of a VARIANT, converted; references are followed.
class Converted {
public:
    Converted(const VARIANT& from, VARTYPE type, unsigned argument) {
        ::VariantInit(&value_);
        HRESULT code = ::VariantCopyInd(&value_, const_cast<VARIANT*>(&from));
        if (SUCCEEDED(code) && value_.vt != type)
            code = ::VariantChangeTypeEx(&value_, &value_, LOCALE_INVARIANT, 0, type);
        if (SUCCEEDED(code)) return;
        ::VariantClear(&value_);
        throw BadCall{code == DISP_E_OVERFLOW ? code : DISP_E_TYPEMISMATCH, argument};
    }
    ~Converted() { ::VariantClear(&value_); }
    Converted(const Converted&) = delete;
    Converted& operator=(const Converted&) = delete;
    [[nodiscard]] const VARIANT& operator*() const { return value_; }

private:
    VARIANT value_;
};

/// What a reference to a VARIANT leads to, else the argument itself.
VARIANT& target(VARIANT& argument) {
    return argument.vt == (VT_BYREF | VT_VARIANT) && argument.pvarVal != nullptr ? *argument.pvarVal
                                                                                 : argument;
}

}  // namespace

Arguments::Arguments(const DISPPARAMS& parameters, std::string_view signature)
    : parameters_(parameters), signature_(signature) {
    if (parameters.cNamedArgs != 0) throw BadCall{DISP_E_NONAMEDARGS};
    if (parameters.cArgs != signature.size()) throw BadCall{DISP_E_BADPARAMCOUNT};
}

VARIANT& Arguments::at(unsigned index) const {
    return parameters_.rgvarg[parameters_.cArgs - 1 - index];
}

std::int32_t Arguments::number(unsigned index) const {
    return (*Converted(at(index), VT_I4, index)).lVal;
}

std::int64_t Arguments::currency(unsigned index) const {
    const VARTYPE type = target(at(index)).vt & VT_TYPEMASK;
    if (type == VT_R4 || type == VT_R8) throw BadCall{DISP_E_TYPEMISMATCH, index};
    const Converted amount(at(index), VT_CY, index);
    if (type != VT_DECIMAL && type != VT_BSTR) return (*amount).cyVal.int64;
    // These may have more than four decimals, and nothing is rounded.
    const Converted given(at(index), VT_DECIMAL, index);
    const Converted back(*amount, VT_DECIMAL, index);
    if (::VarDecCmp(const_cast<DECIMAL*>(&(*given).decVal),
                    const_cast<DECIMAL*>(&(*back).decVal)) != VARCMP_EQ)
        throw BadCall{DISP_E_TYPEMISMATCH, index};
    return (*amount).cyVal.int64;
}

std::string Arguments::text(unsigned index) const {
    return utf8Of((*Converted(at(index), VT_BSTR, index)).bstrVal);
}

bool Arguments::flag(unsigned index) const {
    return (*Converted(at(index), VT_BOOL, index)).boolVal != VARIANT_FALSE;
}

IDispatch* Arguments::dispatch(unsigned index) const {
    const VARIANT& argument = target(at(index));
    if (argument.vt == VT_DISPATCH) return argument.pdispVal;
    if (argument.vt == (VT_BYREF | VT_DISPATCH)) return *argument.ppdispVal;
    throw BadCall{DISP_E_TYPEMISMATCH, index};
}

Value Arguments::value(unsigned index) const {
    switch (signature_[index]) {
        case 'L':
            requireReference(index);
            [[fallthrough]];
        case 'l':
            return number(index);
        case 'c':
            return currency(index);
        case 'S':
            requireReference(index);
            [[fallthrough]];
        default:
            return text(index);
    }
}

void Arguments::requireReference(unsigned index) const {
    const VARTYPE wanted = signature_[index] == 'L' ? VT_I4 : VT_BSTR;
    const VARIANT& argument = at(index);
    const bool fits = argument.vt == (VT_BYREF | wanted) || argument.vt == (VT_BYREF | VT_VARIANT);
    if (!fits || argument.byref == nullptr) throw BadCall{DISP_E_TYPEMISMATCH, index};
}

std::vector<Value> Arguments::values() const {
    std::vector<Value> values;
    for (unsigned index = 0; index < signature_.size(); ++index)
        values.push_back(value(index));
    return values;
}

void Arguments::giveBack(const std::vector<Value>& values) const {
    for (unsigned index = 0; index < signature_.size(); ++index) {
        VARIANT& argument = at(index);
        VARIANT& place = target(argument);
        const bool loose = &place != &argument;
        if (signature_[index] == 'L') {
            const auto number = static_cast<LONG>(std::get<std::int32_t>(values[index]));
            if (loose) {
                ::VariantClear(&place);
                place.vt = VT_I4;
                place.lVal = number;
            } else {
                *place.plVal = number;
            }
        } else if (signature_[index] == 'S') {
            const auto& text = std::get<std::string>(values[index]);
            if (loose) {
                BSTR made = makeBstr(text);
                ::VariantClear(&place);
                place.vt = VT_BSTR;
                place.bstrVal = made;
            } else if (text != utf8Of(*place.pbstrVal)) {
                replaceBstr(*place.pbstrVal, text);
            }
        }
    }
}

}  // namespace mobilepay::opos
