#pragma once

#include "driver/upos/upos_device.h"

#include <cstdint>
#include <string>

namespace mobilepay::upos {

/// DirectIO; commands are those of `include/mobilepay/direct_io.h`. Throws Refusal for others, and
/// before the device is claimed and enabled where the command needs the journal or the network.
void directIO(UposDevice& device, UposDevice::Lock& lock, std::int32_t command, std::int32_t& data,
              std::string& text);

}  // namespace mobilepay::upos
