#pragma once

#include "driver/upos/property.h"
#include "include/mobilepay/device.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// The one table of the properties of both categories. Routing by index, the OPOS dispatch, the
/// Java constants' test and the conformance suite come from it.
/// Source: UPOS 1.15 chapters CAT and ElectronicValueRW, and the header files of the OPOS controls.
namespace mobilepay::upos {

enum class Type { flag, number, currency, text };
enum class Access { read, readWrite };

/// What a category knows of a property; index 0: nothing.
struct Entry {
    std::int32_t index = 0;
    Access access = Access::read;
    std::int32_t since = 0;  ///< version, major · 1000000 + minor · 1000 + build
};

struct PropertyRow {
    Property property;
    std::string_view name;  ///< as OPOS spells it
    Type type;
    Entry cat;
    Entry electronicValueRw;
    [[nodiscard]] constexpr const Entry& in(Category category) const noexcept {
        return category == Category::cat ? cat : electronicValueRw;
    }
};

/// One row a property, in the order of `Property`.
[[nodiscard]] std::span<const PropertyRow> propertyTable();
[[nodiscard]] const PropertyRow& rowOf(Property property);

/// The property of that index in that category; null when there is none.
[[nodiscard]] const PropertyRow* findProperty(Category category, std::int32_t index);

}  // namespace mobilepay::upos
