#pragma once

#include "driver/upos/model.h"
#include "driver/upos/payments.h"
#include "driver/upos/result_information.h"

namespace mobilepay::upos {

/// Electronic Value Reader/Writer: a wallet as electronic money. subtractValue is a sale,
/// cancelValue a void; the payment methods of 1.15 are CAT's. Source: UPOS 1.15 chapter
/// ElectronicValueRW.
class ElectronicValueRw final : public Model {
public:
    void opened(PropertyStore& properties, const registry::Profile& profile) override;
    void disabled(PropertyStore& properties) override;
    void set(UposDevice& device, const UposDevice::Lock& lock, Property property,
             std::int32_t value) override;
    void set(UposDevice& device, const UposDevice::Lock& lock, Property property,
             const std::string& value) override;
    void setCurrency(UposDevice& device, const UposDevice::Lock& lock, Property property,
                     std::int64_t value) override;
    Status call(UposDevice& device, UposDevice::Lock& lock, Method method,
                std::span<Value> arguments) override;
    void clearInput(PropertyStore& properties) override;
    NextSale& nextSale() override { return payments_.nextSale(); }
    std::int32_t transitionOf(lane::Stage stage) const override;
    std::int32_t transitionAtEnd() const override;
    void ended(const lane::Result& result) override { information_.note(result); }

private:
    Status changeValue(UposDevice& device, UposDevice::Lock& lock, lane::Operation operation,
                       std::int32_t sequenceNumber, std::int32_t timeout);
    Status beginDetection(UposDevice& device, UposDevice::Lock& lock, std::int32_t type,
                          std::int32_t timeout);
    void endDetection(UposDevice& device, UposDevice::Lock& lock);
    Status readValue(UposDevice& device, UposDevice::Lock& lock, std::int32_t sequenceNumber,
                     std::int32_t timeout);
    Status accessLog(UposDevice& device, UposDevice::Lock& lock, std::int32_t sequenceNumber,
                     std::int32_t type, std::int32_t timeout);
    void recallLastResult(UposDevice& device, UposDevice::Lock& lock);

    Payments payments_;
    ResultInformation information_;
};

}  // namespace mobilepay::upos
