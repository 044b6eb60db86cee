#pragma once

#include "include/mobilepay/device.h"
#include "registry/opos_keys.h"

#include <windows.h>
#include <span>
#include <string_view>

namespace mobilepay::opos {

/// A COM class of the DLL: one a device category.
struct ServiceClass {
    CLSID id;
    Category category;
    registry::DeviceCategory deviceCategory;  ///< the same, as the registry calls it
    std::wstring_view description;
    std::string_view deviceClass;  ///< first argument of OpenService
};

[[nodiscard]] std::span<const ServiceClass> serviceClasses() noexcept;
/// Null when it is none of ours.
[[nodiscard]] const ServiceClass* findServiceClass(const CLSID& id) noexcept;

}  // namespace mobilepay::opos
