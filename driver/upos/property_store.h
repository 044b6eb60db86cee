#pragma once

#include "driver/upos/property_table.h"

#include <array>
#include <cstdint>
#include <string>
#include <variant>

namespace mobilepay::upos {

/// The values of a device's properties by name, each of its type in the table. Not thread-safe.
class PropertyStore {
public:
    /// Everything 0, false and "".
    PropertyStore();

    /// Preconditions (Expects): the property is of that type; a flag is a number, 0 or 1.
    [[nodiscard]] std::int32_t number(Property property) const;
    [[nodiscard]] bool flag(Property property) const { return number(property) != 0; }
    [[nodiscard]] std::int64_t currency(Property property) const;
    [[nodiscard]] const std::string& text(Property property) const;

    void set(Property property, std::int32_t value);
    void set(Property property, bool value) { set(property, std::int32_t{value ? 1 : 0}); }
    void setCurrency(Property property, std::int64_t value);
    void set(Property property, std::string value);
    void set(Property property, const char* value) { set(property, std::string(value)); }

private:
    using Stored = std::variant<std::int32_t, std::int64_t, std::string>;
    [[nodiscard]] Stored& at(Property property);
    [[nodiscard]] const Stored& at(Property property) const;
    std::array<Stored, static_cast<std::size_t>(Property::count_)> values_;
};

}  // namespace mobilepay::upos
