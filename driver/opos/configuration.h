#pragma once

#include "driver/opos/pump.h"
#include "include/mobilepay/device.h"
#include "registry/opos_keys.h"

#include <string>

namespace mobilepay::opos {

/// What the registry holds for a device.
struct Configuration {
    Settings settings;  ///< the values of the device's key, for the device
    Pump pump = Pump::com;
};

/// From `HKLM\SOFTWARE\OLEforRetail\ServiceOPOS\<category>\<device>` in the view of this process,
/// and the profile named there. Throws core::ConfigurationError naming the key or the file and the
/// way out.
[[nodiscard]] Configuration configurationOf(const std::string& device,
                                            registry::DeviceCategory category);

}  // namespace mobilepay::opos
