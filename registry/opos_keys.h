#pragma once

#include "registry/jpos_xml.h"
#include "registry/profile_file.h"

#include <string>
#include <vector>

/// Our devices among the keys of OPOS, which control objects read
/// (`HKLM\SOFTWARE\OLEforRetail\ServiceOPOS`, `unifiedpos-cat-evrw` 4.7). Windows only; writing
/// needs an administrator. 32- and 64-bit programs see keys of their own and nothing bridges the
/// two.
namespace mobilepay::registry {

enum class View { bits32, bits64 };

struct OposDevice {
    std::string name;  ///< the device's key; 1 to 100 characters without backslash
    DeviceCategory category = DeviceCategory::cat;
    std::vector<std::string> logicalNames;  ///< other names that applications may open
    std::vector<Property> properties;       ///< `profile`, settings; written as REG_SZ
};

/// The ProgID of our service object of that category.
[[nodiscard]] std::string_view progIdOf(DeviceCategory category) noexcept;

/// Writes the device's key and its logical names, and drops those it had before. Throws
/// `core::ConfigurationError` naming the key and the way out; when a device of another vendor has
/// one of the names, before anything is written.
void writeOposDevice(const OposDevice& device, View view);

/// Removes the device's key, if it is ours, and the logical names that lead to it. False: there was
/// none.
bool removeOposDevice(const std::string& name, DeviceCategory category, View view);

/// Our devices.
[[nodiscard]] std::vector<OposDevice> oposDevices(View view);

/// What stands in a device's key, for `profileOfDevice`, in the view of this process. Empty when
/// there is no such key.
[[nodiscard]] std::vector<Given> oposValues(const std::string& name, DeviceCategory category);

}  // namespace mobilepay::registry
