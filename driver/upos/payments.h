#pragma once

#include "driver/upos/arguments.h"
#include "driver/upos/upos_device.h"

#include <optional>
#include <span>
#include <string>

namespace mobilepay::upos {

/// What DirectIO asks for the next sale or pre-sale; it is used up by it.
struct NextSale {
    std::string label;
    wallet::Restrictions restrictions;
    std::optional<wallet::CaptureDelay> captureDelay;
};

/// The payment methods of CAT, which ElectronicValueRW 1.15 has as well. Holds what belongs to a
/// session and is no property. Called with the device's lock held.
class Payments {
public:
    /// Capabilities and initial values of the shared properties.
    static void setCapabilities(PropertyStore& properties, const registry::Profile& profile);
    void opened();

    /// A shared method; nullopt when it is not one of them.
    std::optional<Status> call(UposDevice& device, UposDevice::Lock& lock, Method method,
                               std::span<Value> arguments);
    /// An authorization of that kind, also by other names (subtractValue, cancelValue).
    Status authorize(UposDevice& device, UposDevice::Lock& lock, lane::Operation operation,
                     const Authorization& arguments);

    [[nodiscard]] NextSale& nextSale() noexcept { return next_; }

private:
    Status accessDailyLog(UposDevice& device, UposDevice::Lock& lock, std::int32_t sequenceNumber,
                          std::int32_t type, std::int32_t timeout);
    Status checkCard(UposDevice& device, UposDevice::Lock& lock, std::int32_t sequenceNumber,
                     std::int32_t timeout);
    void setTerminalLock(UposDevice& device, UposDevice::Lock& lock, bool locked);

    NextSale next_;
};

/// Whether requests go to the training wallet: by the application's wish, or because the lane has
/// no other.
[[nodiscard]] bool inTraining(const PropertyStore& properties, const registry::Profile& profile,
                              Category category);

}  // namespace mobilepay::upos
