#include "driver/lane/device_lane.h"

#include "registry/profile_file.h"

namespace mobilepay::lane {

std::shared_ptr<Lane> laneOfDevice(const std::vector<std::pair<std::string, std::string>>& values,
                                   const std::string& where) {
    std::vector<registry::Given> given;
    given.reserve(values.size());
    for (const auto& [name, value] : values)
        given.push_back({name, value, std::string(where).append(", ").append(name)});
    return std::make_shared<Lane>(registry::profileOfDevice(given, where));
}

}  // namespace mobilepay::lane
