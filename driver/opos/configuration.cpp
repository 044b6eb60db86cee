#include "driver/opos/configuration.h"

#include "driver/core/error.h"
#include "registry/profile_file.h"

namespace mobilepay::opos {

Configuration configurationOf(const std::string& device, registry::DeviceCategory category) {
    const auto given = registry::oposValues(device, category);
    if (given.empty())
        throw core::ConfigurationError("The device '" + device +
                                       "' has no key among the OPOS devices of " +
                                       (sizeof(void*) == 4 ? "32" : "64") +
                                       "-bit programs: write it there with 'mpctl registry opos'");
    Configuration configuration;
    configuration.pump = pumpOf(registry::profileOfDevice(given, given.front().where).pump);
    for (const auto& one : given)
        configuration.settings.emplace_back(one.name, one.value);
    return configuration;
}

}  // namespace mobilepay::opos
