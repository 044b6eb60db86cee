#include "driver/javapos/device_handles.h"

#include <mutex>

namespace mobilepay::javapos {

std::int64_t DeviceHandles::add(Entry entry) {
    const std::unique_lock lock(mutex_);
    devices_.emplace(++last_, std::move(entry));
    return last_;
}

DeviceHandles::Entry DeviceHandles::find(std::int64_t handle) const {
    const std::shared_lock lock(mutex_);
    const auto at = devices_.find(handle);
    return at == devices_.end() ? Entry{} : at->second;
}

DeviceHandles::Entry DeviceHandles::remove(std::int64_t handle) {
    const std::unique_lock lock(mutex_);
    const auto at = devices_.find(handle);
    if (at == devices_.end()) return {};
    auto entry = std::move(at->second);
    devices_.erase(at);
    return entry;
}

std::vector<std::shared_ptr<Device>> DeviceHandles::all() const {
    const std::shared_lock lock(mutex_);
    std::vector<std::shared_ptr<Device>> devices;
    devices.reserve(devices_.size());
    for (const auto& [handle, entry] : devices_)
        devices.push_back(entry.device);
    return devices;
}

DeviceHandles& deviceHandles() {
    static auto& handles = *new DeviceHandles();
    return handles;
}

}  // namespace mobilepay::javapos
