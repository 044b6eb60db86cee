#include "driver/upos/upos_device.h"

namespace mobilepay {

std::shared_ptr<Device> makeDevice(const DeviceOptions& options) {
    return std::make_shared<upos::UposDevice>(options, upos::Surroundings{});
}

}  // namespace mobilepay
