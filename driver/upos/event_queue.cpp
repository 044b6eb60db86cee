#include "driver/upos/event_queue.h"

#include <algorithm>

namespace mobilepay::upos {

EventQueue::EventQueue(std::shared_ptr<EventSink> sink, Delivery delivery)
    : sink_(std::move(sink)), delivery_(delivery) {}

void EventQueue::start() {
    if (delivery_ == Delivery::ownThread)
        std::thread([self = shared_from_this()] {
            self->sink_->eventThread([&self] { self->loop(); });
        }).detach();
}

void EventQueue::stop() {
    Lock lock(mutex_);
    stopped_ = true;
    queue_.clear();
    changed_.notify_all();
}

void EventQueue::post(Event event) {
    Lock lock(mutex_);
    if (stopped_) return;
    queue_.push_back(std::move(event));
    announce(lock);
}

void EventQueue::freeze(bool frozen) {
    Lock lock(mutex_);
    frozen_ = frozen;
    announce(lock);
}

void EventQueue::enableData(bool enabled) {
    Lock lock(mutex_);
    dataEnabled_ = enabled;
    announce(lock);
}

std::int32_t EventQueue::dataCount() const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int32_t>(
        std::count_if(queue_.begin(), queue_.end(),
                      [](const Event& event) { return event.kind == Event::Kind::data; }));
}

void EventQueue::dropAll() {
    drop([](const Event&) { return true; });
}
void EventQueue::dropInput() {
    drop([](const Event& event) { return event.isInput(); });
}
void EventQueue::dropOutput() {
    drop([](const Event& event) { return event.isOutput(); });
}

void EventQueue::drop(bool (*which)(const Event&)) {
    // What an event holds on to is let go outside the lock.
    std::deque<Event> dropped;
    const std::lock_guard lock(mutex_);
    const auto end = std::stable_partition(queue_.begin(), queue_.end(),
                                           [&](const Event& event) { return !which(event); });
    std::move(end, queue_.end(), std::back_inserter(dropped));
    queue_.erase(end, queue_.end());
    changed_.notify_all();
}

bool EventQueue::outputPending(std::chrono::milliseconds patience) {
    Lock lock(mutex_);
    const auto none = [&] {
        return stopped_ || std::none_of(queue_.begin(), queue_.end(),
                                        [](const Event& event) { return event.isOutput(); });
    };
    if (delivery_ == Delivery::ownThread && deliverer_ != std::this_thread::get_id())
        changed_.wait_for(lock, patience, [&] { return none() || frozen_; });
    return !none();
}

void EventQueue::deliverPending() {
    Lock lock(mutex_);
    if (delivering_) return;
    while (deliverOne(lock)) {
    }
}

void EventQueue::loop() {
    Lock lock(mutex_);
    while (!stopped_) {
        if (!deliverOne(lock))
            changed_.wait(lock, [&] { return stopped_ || next() != queue_.end(); });
    }
}

bool EventQueue::deliverOne(Lock& lock) {
    const auto at = next();
    if (at == queue_.end()) return false;
    auto event = std::move(*at);
    queue_.erase(at);
    delivering_ = true;
    deliverer_ = std::this_thread::get_id();
    changed_.notify_all();
    lock.unlock();
    if (!event.before || event.before()) {
        deliver(event, *sink_);
        if (event.after) event.after(event);
    }
    event = {};
    lock.lock();
    delivering_ = false;
    deliverer_ = {};
    return true;
}

std::deque<Event>::iterator EventQueue::next() {
    if (stopped_ || frozen_) return queue_.end();
    return std::find_if(queue_.begin(), queue_.end(),
                        [&](const Event& event) { return dataEnabled_ || !event.isInput(); });
}

void EventQueue::announce(Lock& lock) {
    changed_.notify_all();
    if (delivery_ != Delivery::pumped || next() == queue_.end()) return;
    lock.unlock();
    sink_->eventsPending();
    lock.lock();
}

}  // namespace mobilepay::upos
