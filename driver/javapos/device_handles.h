#pragma once

#include "include/mobilepay/device.h"

#include <cstdint>
#include <memory>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

namespace mobilepay::javapos {

/// The devices that Java holds, by numbers that are never used again: a handle that came too late
/// (a finalizer, a thread that did not hear of the close) finds nothing. Safe from any thread.
class DeviceHandles {
public:
    struct Entry {
        std::shared_ptr<Device> device;
        Category category = Category::cat;
    };

    std::int64_t add(Entry entry);
    /// Empty when there is no such handle.
    [[nodiscard]] Entry find(std::int64_t handle) const;
    /// Takes the device out.
    Entry remove(std::int64_t handle);
    [[nodiscard]] std::vector<std::shared_ptr<Device>> all() const;

private:
    mutable std::shared_mutex mutex_;
    std::unordered_map<std::int64_t, Entry> devices_;
    std::int64_t last_ = 0;
};

/// Those of this library. Never destroyed: threads of a virtual machine outlive its end.
[[nodiscard]] DeviceHandles& deviceHandles();

}  // namespace mobilepay::javapos
