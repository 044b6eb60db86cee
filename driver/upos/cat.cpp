#include "driver/upos/cat.h"

#include "driver/upos/faults.h"
#include "include/mobilepay/unifiedpos.h"

namespace mobilepay::upos {

namespace payment = unifiedpos::payment;

void Cat::opened(PropertyStore& properties, const registry::Profile& profile) {
    Payments::setCapabilities(properties, profile);
    payments_.opened();
}

void Cat::set(UposDevice& device, const UposDevice::Lock& lock, Property property,
              std::int32_t value) {
    auto& properties = device.properties(lock);
    if (property == Property::paymentMedia)
        setPaymentMedia(properties, value);
    else  // AsyncMode, TrainingMode
        properties.set(property, value != 0);
}

void Cat::set(UposDevice& device, const UposDevice::Lock& lock, Property property,
              const std::string& value) {
    setBoundedText(device.properties(lock), property, value);
}

void Cat::setCurrency(UposDevice&, const UposDevice::Lock&, Property, std::int64_t) {
    refuse("CAT has no currency property that can be set");
}

Status Cat::call(UposDevice& device, UposDevice::Lock& lock, Method method,
                 std::span<Value> arguments) {
    if (const auto status = payments_.call(device, lock, method, arguments)) return *status;
    refuse("CAT has no such method");
}

void setPaymentMedia(PropertyStore& properties, std::int32_t value) {
    require(value >= payment::mediaUnspecified && value <= payment::mediaElectronicMoney,
            "PaymentMedia must be 0 (unspecified) to 3 (electronic money)");
    properties.set(Property::paymentMedia, value);
}

void setBoundedText(PropertyStore& properties, Property property, const std::string& value) {
    constexpr std::size_t limit = 1024;
    require(value.size() <= limit, "the text is longer than 1024 bytes", unifiedpos::detail::text);
    properties.set(property, value);
}

}  // namespace mobilepay::upos
