#include "driver/javapos/farewell.h"

#include "driver/upos/property_table.h"
#include "include/mobilepay/unifiedpos.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace mobilepay::javapos {
namespace {

struct Countdown {
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t left;
};

bool isClosed(Device& device) {
    const auto state = upos::rowOf(upos::Property::state).cat.index;
    return device.getNumber(state).value == unifiedpos::state::closed;
}

}  // namespace

void abandonInBackground(std::shared_ptr<Device> device) {
    if (!device || isClosed(*device)) return;
    std::thread([device = std::move(device)] { device->abandon(); }).detach();
}

void abandonAll(const std::vector<std::shared_ptr<Device>>& devices,
                std::chrono::milliseconds patience) {
    const auto countdown = std::make_shared<Countdown>();
    countdown->left = devices.size();
    for (const auto& device : devices)
        std::thread([device, countdown] {
            device->abandon();
            const std::lock_guard lock(countdown->mutex);
            --countdown->left;
            countdown->changed.notify_all();
        }).detach();
    std::unique_lock lock(countdown->mutex);
    countdown->changed.wait_for(lock, patience, [&] { return countdown->left == 0; });
}

}  // namespace mobilepay::javapos
