#pragma once

#include "driver/lane/lane.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace mobilepay::lane {

/// The lane of a logical device, from the name/value pairs that its door's configuration holds
/// (props of jpos.xml, values of an OPOS key; `profile` names a profile file). `where` is for
/// messages. Throws core::ConfigurationError; touches no network.
[[nodiscard]] std::shared_ptr<Lane> laneOfDevice(
    const std::vector<std::pair<std::string, std::string>>& values, const std::string& where);

}  // namespace mobilepay::lane
