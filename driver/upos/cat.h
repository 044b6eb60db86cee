#pragma once

#include "driver/upos/model.h"
#include "driver/upos/payments.h"

namespace mobilepay::upos {

/// Credit Authorization Terminal. Source: UPOS 1.15 chapter CAT.
class Cat final : public Model {
public:
    void opened(PropertyStore& properties, const registry::Profile& profile) override;
    void disabled(PropertyStore&) override {}
    void set(UposDevice& device, const UposDevice::Lock& lock, Property property,
             std::int32_t value) override;
    void set(UposDevice& device, const UposDevice::Lock& lock, Property property,
             const std::string& value) override;
    void setCurrency(UposDevice& device, const UposDevice::Lock& lock, Property property,
                     std::int64_t value) override;
    Status call(UposDevice& device, UposDevice::Lock& lock, Method method,
                std::span<Value> arguments) override;
    void clearInput(PropertyStore&) override {}
    NextSale& nextSale() override { return payments_.nextSale(); }

private:
    Payments payments_;
};

/// PaymentMedia: the application's wish; the wallet decides. Throws Refusal for no media.
void setPaymentMedia(PropertyStore& properties, std::int32_t value);

/// AdditionalSecurityInformation and the like: bounded, whatever the application writes.
void setBoundedText(PropertyStore& properties, Property property, const std::string& value);

}  // namespace mobilepay::upos
