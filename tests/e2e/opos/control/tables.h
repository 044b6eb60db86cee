#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// A control object of our own that behaves towards a service object as the common controls do. Its
/// tables are typed from their description and not taken from the driver, whose tables they check.
namespace mobilepay::opos_control {

/// A method of a service, in the order of look-up. Signature letters: l LONG, c CURRENCY, s BSTR,
/// b VARIANT_BOOL, d IDispatch*; in capitals in/out.
struct Name {
    const wchar_t* name;
    std::string_view signature;
    std::int32_t since;
};

/// Type: b, l, s, c as above. Index 0: a currency, by Get… and Set… methods.
struct Property {
    std::wstring_view name;
    char type;
    bool writable;
    std::int32_t since;
    std::int32_t index;
};

struct Tables {
    const wchar_t* deviceClass;
    std::span<const Name> names;
    std::span<const Property> properties;
    std::size_t fewestNames;  ///< of the first release: with fewer it is no service
    /// How many names a service of that version must have.
    [[nodiscard]] std::size_t namesOf(std::int32_t version) const {
        std::size_t count = 0;
        for (const auto& name : names)
            count += name.since <= version;
        return count;
    }
};

[[nodiscard]] const Tables& tablesOf(bool cat);

}  // namespace mobilepay::opos_control
