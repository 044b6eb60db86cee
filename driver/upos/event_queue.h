#pragma once

#include "driver/upos/event.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace mobilepay::upos {

/// The events of one open session, in order, one in flight at a time. Safe from any thread. It
/// never joins its thread and never waits for a handler: a handler may close the device, and the
/// one who closes may be what a handler waits for. The thread keeps the queue and the sink alive
/// until its last call-back is over.
class EventQueue : public std::enable_shared_from_this<EventQueue> {
public:
    EventQueue(std::shared_ptr<EventSink> sink, Delivery delivery);

    /// Starts the thread of Delivery::ownThread.
    void start();
    /// No further delivery begins; what is queued is dropped.
    void stop();

    void post(Event event);
    void freeze(bool frozen);
    /// UnifiedPOS: data and input errors wait until it is true; other events overtake them.
    void enableData(bool enabled);
    [[nodiscard]] std::int32_t dataCount() const;

    void dropAll();
    void dropInput();
    void dropOutput();

    /// Whether a completion or error of output waits for its delivery to begin. With `patience`,
    /// waits that long for it where another thread delivers and nothing is frozen.
    [[nodiscard]] bool outputPending(std::chrono::milliseconds patience);

    /// Delivers what may be delivered, on this thread.
    void deliverPending();

private:
    using Lock = std::unique_lock<std::mutex>;
    void loop();
    /// False: nothing deliverable.
    bool deliverOne(Lock& lock);
    [[nodiscard]] std::deque<Event>::iterator next();
    void drop(bool (*which)(const Event&));
    void announce(Lock& lock);

    const std::shared_ptr<EventSink> sink_;
    const Delivery delivery_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Event> queue_;
    bool frozen_ = false;
    bool dataEnabled_ = false;
    bool stopped_ = false;
    bool delivering_ = false;
    std::thread::id deliverer_;
};

}  // namespace mobilepay::upos
