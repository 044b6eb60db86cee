#include "driver/core/text.h"
#include "driver/core/version.h"
#include "driver/upos/model.h"
#include "include/mobilepay/unifiedpos.h"

namespace mobilepay::upos {

namespace power = unifiedpos::power;

void setInitialProperties(PropertyStore& properties, const DeviceOptions& options,
                          const registry::Profile& profile, const std::string& logicalName) {
    constexpr std::size_t nameLimit = 30;
    properties.set(Property::state, unifiedpos::state::idle);
    properties.set(Property::serviceObjectVersion, options.serviceVersion);
    properties.set(Property::serviceObjectDescription,
                   std::string("MobilePay for UnifiedPOS ") + core::clientVersion);
    properties.set(Property::deviceDescription, "MobilePay point of sale");
    properties.set(
        Property::deviceName,
        core::printableAscii(profile.lane.empty() ? logicalName : profile.lane, nameLimit));
    properties.set(Property::capPowerReporting, power::reportingStandard);
    properties.set(Property::powerNotify, power::notifyDisabled);
    properties.set(Property::powerState, power::unknown);
    properties.set(Property::capStatisticsReporting, true);
    properties.set(Property::capUpdateStatistics, true);
    properties.set(Property::capCompareFirmwareVersion, true);
    properties.set(Property::capUpdateFirmware, false);
}

}  // namespace mobilepay::upos
