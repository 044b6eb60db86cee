#pragma once

#include "include/mobilepay/method.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// The device that a door shows to its suite. A door converts types, threads and errors; every rule
/// of UnifiedPOS is behind this interface, the same for OPOS and JavaPOS.
namespace mobilepay {

/// How a call ended. `extended` is UnifiedPOS's class code with result::extended, ours
/// (unifiedpos::detail) with any other; `text` is for people and names the way out.
struct Status {
    std::int32_t resultCode = 0;
    std::int32_t extended = 0;
    std::string text;
    [[nodiscard]] bool ok() const noexcept { return resultCode == 0; }
};

template <class T>
struct Answer {
    Status status;
    T value{};
};

/// An argument: LONG, CURRENCY (four implied decimals, never a floating point number) or UTF-8.
using Value = std::variant<std::int32_t, std::int64_t, std::string>;
using Settings = std::vector<std::pair<std::string, std::string>>;

/// Where events go. Called without any lock of the device held, one event at a time; a handler may
/// call the device back, also to close it, and must not throw.
class EventSink {
public:
    virtual ~EventSink() = default;
    virtual void data(std::int32_t status) noexcept = 0;
    virtual void directIO(std::int32_t event, std::int32_t& data, std::string& text) noexcept = 0;
    /// `response` comes preset with the default answer of the locus.
    virtual void error(std::int32_t resultCode, std::int32_t extended, std::int32_t locus,
                       std::int32_t& response) noexcept = 0;
    virtual void outputComplete(std::int32_t outputId) noexcept = 0;
    virtual void statusUpdate(std::int32_t data) noexcept = 0;
    virtual void transition(std::int32_t event, std::int32_t& data, std::string& text) noexcept = 0;
    /// Delivery::pumped only, from any thread: have `deliverPending` called soon on the
    /// application's thread. Must not call the device.
    virtual void eventsPending() noexcept {}
    /// Delivery::ownThread only: the life of the thread that all of a session's events come from;
    /// `deliveries` returns when it ends. Must call it.
    virtual void eventThread(const std::function<void()>& deliveries) noexcept { deliveries(); }
};

enum class Delivery {
    ownThread,  ///< by a thread of the device's own (JavaPOS)
    pumped,     ///< by whoever calls `deliverPending` (OPOS)
};

/// One logical device. Safe from any thread; nothing throws. Waiting calls (claim, synchronous
/// output) hold no lock: property reads and clearOutput go through from other threads, anything
/// else is answered result::busy meanwhile. Release, disable and close end what is running as an
/// abort and wait for its end. Properties are named by their OPOS index
/// (`driver/upos/property_table.h` has the table); the few without one by the numbers from that
/// table.
class Device {
public:
    virtual ~Device() = default;

    /// `settings` are what the door's configuration holds for the device; they win over the profile
    /// they may name. The sink is let go at close, or when its running call-back is over.
    virtual Status open(const std::string& logicalName, const Settings& settings,
                        std::shared_ptr<EventSink> sink) noexcept = 0;
    /// Ends everything; harmless on a device that is not open (result::closed). Never waits for a
    /// handler of the application.
    virtual Status close() noexcept = 0;
    /// The application has dropped the device without a word: like close, but it heard of nothing.
    virtual void abandon() noexcept = 0;
    /// `timeout` in milliseconds, unifiedpos::forever, or 0 to try once. Claiming what this device
    /// has claimed already succeeds.
    virtual Status claim(std::int32_t timeout) noexcept = 0;
    virtual Status release() noexcept = 0;

    virtual Answer<std::int32_t> getNumber(std::int32_t index) noexcept = 0;
    virtual Status setNumber(std::int32_t index, std::int32_t value) noexcept = 0;
    virtual Answer<std::string> getString(std::int32_t index) noexcept = 0;
    virtual Status setString(std::int32_t index, const std::string& value) noexcept = 0;
    virtual Answer<std::int64_t> getCurrency(std::int32_t index) noexcept = 0;
    virtual Status setCurrency(std::int32_t index, std::int64_t value) noexcept = 0;

    /// Calls a method; arguments as in the table of names (`driver/upos/name_table.h`), in/out ones
    /// are changed in place.
    virtual Status call(Method method, std::span<Value> arguments) noexcept = 0;

    /// A second hand on FreezeEvents (OPOS: COFreezeEvents, the container's).
    virtual void freezeByContainer(bool frozen) noexcept = 0;
    /// Delivers what may be delivered now, on this thread. A call from inside a handler does
    /// nothing; the outer one goes on.
    virtual void deliverPending() noexcept = 0;
};

enum class Category { cat, electronicValueRw };

struct DeviceOptions {
    Category category = Category::cat;
    Delivery delivery = Delivery::ownThread;
    std::int32_t serviceVersion = 1015000;  ///< major · 1000000 + minor · 1000 + build
};

/// A closed device.
[[nodiscard]] std::shared_ptr<Device> makeDevice(const DeviceOptions& options);

}  // namespace mobilepay
