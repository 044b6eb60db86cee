#include "driver/opos/classes.h"

#include <algorithm>

namespace mobilepay::opos {
namespace {

// Class ids are for ever: installations hold them in their registry.
constexpr ServiceClass classes[] = {
    {{0x473e230f, 0x207a, 0x4d21, {0x8e, 0x9a, 0xbc, 0x52, 0x28, 0x01, 0x6a, 0xd2}},
     Category::cat,
     registry::DeviceCategory::cat,
     L"MobilePay for UnifiedPOS, OPOS service object CAT",
     "CAT"},
    {{0x36ff5c18, 0x13ec, 0x4259, {0x8e, 0x87, 0x65, 0x0f, 0xad, 0xcb, 0xca, 0xf8}},
     Category::electronicValueRw,
     registry::DeviceCategory::electronicValueRw,
     L"MobilePay for UnifiedPOS, OPOS service object ElectronicValueRW",
     "ElectronicValueRW"},
};

}  // namespace

std::span<const ServiceClass> serviceClasses() noexcept {
    return classes;
}

const ServiceClass* findServiceClass(const CLSID& id) noexcept {
    const auto at = std::find_if(std::begin(classes), std::end(classes), [&](const auto& one) {
        return ::InlineIsEqualGUID(one.id, id) != 0;
    });
    return at == std::end(classes) ? nullptr : at;
}

}  // namespace mobilepay::opos
