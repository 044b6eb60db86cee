#pragma once

#include "driver/upos/property.h"
#include "include/mobilepay/device.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

/// The names of the methods of a service, in the order in which the OPOS controls look them up: a
/// control stops at the first name that is missing, and the count reached decides what it takes the
/// service for. JavaPOS knows the methods of `Method` by the same names in lower camel case.
/// Source: the OPOS common controls, UPOS 1.15.
namespace mobilepay::upos {

/// What a door does itself: open, close, claim, release, freeze, properties by index.
struct Door {};

struct NameRow {
    std::string_view name;
    /// One letter a parameter: l LONG, c CURRENCY, s BSTR, b VARIANT_BOOL, d IDispatch*; in
    /// capitals L and S in/out by reference.
    std::string_view signature;
    std::int32_t since;  ///< version, major · 1000000 + minor · 1000 + build
    /// A method of `Device::call`; a currency property whose getter or setter it is; or the door's.
    std::variant<Method, Property, Door> meaning;
};

[[nodiscard]] std::span<const NameRow> nameTable(Category category) noexcept;
/// Null where the category has no such name.
[[nodiscard]] const NameRow* findName(Category category, std::string_view name) noexcept;
[[nodiscard]] const NameRow* findName(Category category, Method method) noexcept;

/// Whether number and types of the arguments are those of the signature.
[[nodiscard]] bool argumentsFit(std::string_view signature,
                                std::span<const Value> arguments) noexcept;

}  // namespace mobilepay::upos
