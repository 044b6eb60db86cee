#pragma once

#include "include/mobilepay/device.h"

#include <chrono>
#include <memory>
#include <vector>

namespace mobilepay::javapos {

/// Ends a device that nobody holds any more, on a thread of its own: the caller may be a finalizer
/// and must not wait.
void abandonInBackground(std::shared_ptr<Device> device);

/// Ends these devices, all at the same time; returns when all have ended or the time is over.
void abandonAll(const std::vector<std::shared_ptr<Device>>& devices,
                std::chrono::milliseconds patience);

}  // namespace mobilepay::javapos
