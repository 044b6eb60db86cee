#pragma once

#include "driver/upos/upos_device.h"
#include "include/mobilepay/unifiedpos.h"
#include "tests/unit/upos/scripted_lane.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace mobilepay::upos::test {

/// What an application's listeners hear, in order. Safe from any thread.
class Listener final : public EventSink {
public:
    void data(std::int32_t status) noexcept override;
    void directIO(std::int32_t event, std::int32_t& data, std::string& text) noexcept override;
    void error(std::int32_t resultCode, std::int32_t extended, std::int32_t locus,
               std::int32_t& response) noexcept override;
    void outputComplete(std::int32_t outputId) noexcept override;
    void statusUpdate(std::int32_t data) noexcept override;
    void transition(std::int32_t event, std::int32_t& data, std::string& text) noexcept override;
    void eventsPending() noexcept override;

    /// `complete 1`, `error 114/92 1`, `status 2001`, `directIO 8 1`, `data 0`, `transition 13`.
    [[nodiscard]] std::vector<std::string> heard() const;
    /// Until that many events were heard; false when that takes longer.
    [[nodiscard]] bool await(std::size_t count,
                             std::chrono::milliseconds patience = std::chrono::seconds{2});
    [[nodiscard]] int pending() const;

    /// Called with each event, on the thread that delivers, without locks.
    std::function<void(const std::string&)> onEvent;
    std::int32_t errorResponse = 0;  ///< 0: leaves the preset one

private:
    void note(const std::string& event);
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> events_;
    int pending_ = 0;
};

/// A device on a scripted lane, or on a real one, with a listener, and the calls a test makes most.
class Till {
public:
    explicit Till(Category category = Category::cat, registry::Profile profile = usualProfile(),
                  Delivery delivery = Delivery::ownThread);
    /// A real lane of these settings; `lane` is not to be called.
    Till(Category category, Settings settings,
         core::Milliseconds probeInterval = PowerMonitor::usualInterval);
    ~Till();

    static registry::Profile usualProfile();

    Till& opened();
    Till& claimed();
    Till& enabled();
    Till& asynchronous();

    Device& device() { return *device_; }
    std::shared_ptr<Device>& holder() { return device_; }
    ScriptedLane& lane() { return *lane_; }
    Listener& listener() { return *listener_; }

    std::int32_t number(Property property);
    std::string text(Property property);
    std::int64_t currency(Property property);
    Status set(Property property, std::int32_t value);
    Status set(Property property, const std::string& text);
    Status call(Method method, std::vector<Value> arguments = {});
    Status authorize(Method method, std::int32_t sequenceNumber, std::int64_t amount,
                     std::int32_t timeout = 60000);
    Status sale(std::int32_t sequenceNumber = 1, std::int64_t amount = 1234500);
    std::int32_t state() { return number(Property::state); }
    /// Until State is that; false after two seconds.
    bool awaitState(std::int32_t state);

private:
    const Category category_;
    const Settings settings_;
    std::shared_ptr<ScriptedLane> lane_;
    std::shared_ptr<Listener> listener_;
    std::shared_ptr<Device> device_;
};

}  // namespace mobilepay::upos::test
