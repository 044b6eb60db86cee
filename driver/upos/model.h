#pragma once

#include "driver/upos/payments.h"
#include "driver/upos/property_store.h"
#include "driver/upos/upos_device.h"

#include <memory>
#include <span>
#include <string>

namespace mobilepay::upos {

/// What one category has of its own: the properties and methods that the common device model does
/// not know. Called with the device's lock held.
class Model {
public:
    virtual ~Model() = default;

    /// Puts in capabilities and initial values.
    virtual void opened(PropertyStore& properties, const registry::Profile& profile) = 0;
    virtual void disabled(PropertyStore& properties) = 0;
    /// Sets a property of the category's own; throws Refusal when the value is not allowed.
    virtual void set(UposDevice& device, const UposDevice::Lock& lock, Property property,
                     std::int32_t value) = 0;
    virtual void set(UposDevice& device, const UposDevice::Lock& lock, Property property,
                     const std::string& value) = 0;
    virtual void setCurrency(UposDevice& device, const UposDevice::Lock& lock, Property property,
                             std::int64_t value) = 0;
    /// A method of the category's own, its arguments of the right number and types.
    virtual Status call(UposDevice& device, UposDevice::Lock& lock, Method method,
                        std::span<Value> arguments) = 0;
    /// ClearInput, ClearInputProperties.
    virtual void clearInput(PropertyStore& properties) = 0;
    /// What DirectIO asks for the next sale.
    virtual NextSale& nextSale() = 0;
    /// What AsyncMode's TransitionEvents tell of a request on its way; none for CAT.
    virtual std::int32_t transitionOf(lane::Stage) const { return 0; }
    virtual std::int32_t transitionAtEnd() const { return 0; }
    /// A payment has ended, well or not; its properties are written.
    virtual void ended(const lane::Result&) {}
};

[[nodiscard]] std::unique_ptr<Model> makeModel(Category category);

/// The common properties of an open device.
void setInitialProperties(PropertyStore& properties, const DeviceOptions& options,
                          const registry::Profile& profile, const std::string& logicalName);

}  // namespace mobilepay::upos
