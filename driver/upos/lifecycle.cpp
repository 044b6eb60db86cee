#include "driver/core/error.h"
#include "driver/upos/faults.h"
#include "driver/upos/guarded.h"
#include "driver/upos/model.h"
#include "driver/upos/row_text.h"
#include "driver/upos/upos_device.h"
#include "include/mobilepay/direct_io.h"
#include "include/mobilepay/unifiedpos.h"

#include <algorithm>

#include <gsl/gsl>

namespace mobilepay::upos {

namespace result = unifiedpos::result;
namespace state = unifiedpos::state;
namespace power = unifiedpos::power;

namespace {
/// How long one try of a claim lasts: a close from another thread ends a claim that waits.
constexpr core::Milliseconds claimSlice{100};
}  // namespace

UposDevice::UposDevice(const DeviceOptions& options, Surroundings surroundings)
    : options_(options),
      surroundings_(std::move(surroundings)),
      model_(makeModel(options.category)),
      statistics_(options.category, surroundings_.clock),
      power_(surroundings_.probeInterval) {
    properties_.set(Property::state, state::closed);
    properties_.set(Property::serviceObjectVersion, options.serviceVersion);
}

UposDevice::~UposDevice() {
    abandon();
}

Status UposDevice::open(const std::string& logicalName, const Settings& settings,
                        std::shared_ptr<EventSink> sink) noexcept {
    return guarded([&]() -> Status {
        auto held = lock();
        if (lane_ || closing_ || running_ != Running::nothing)
            return {result::illegal, 0, "the device is open already"};
        std::shared_ptr<TillLane> lane;
        try {
            away(held, [&] { lane = surroundings_.openLane(logicalName, settings); });
        } catch (const core::ConfigurationError& fault) {
            return {result::noService, unifiedpos::detail::configuration, fault.what()};
        }
        events_ = std::make_shared<EventQueue>(std::move(sink), options_.delivery);
        events_->start();
        lane_ = std::move(lane);
        properties_ = PropertyStore();
        history_ = {};
        abandoned_ = false;
        setInitialProperties(properties_, options_, lane_->profile(), logicalName);
        model_->opened(properties_, lane_->profile());
        statistics_.opened(lane_->profile());
        return {};
    });
}

Status UposDevice::close() noexcept {
    noteHeard();
    return guarded([&]() -> Status {
        auto held = lock();
        requireOpen();
        endSession(held);
        return {};
    });
}

void UposDevice::abandon() noexcept {
    (void)guarded([&]() -> Status {
        auto held = lock();
        abandoned_ = true;
        if (lane_) endSession(held);
        return {};
    });
}

void UposDevice::endSession(Lock& lock) {
    closing_ = true;
    const auto reopen = gsl::finally([this] { closing_ = false; });
    leave(lock);
    if (!lane_) return;  // another thread has closed meanwhile
    events_->stop();
    events_.reset();
    lane_.reset();
    frozenByContainer_ = false;
    setState(state::closed);
}

Status UposDevice::claim(std::int32_t timeout) noexcept {
    noteHeard();
    return guarded([&]() -> Status {
        auto held = lock();
        requireOpen();
        require(timeout >= unifiedpos::forever,
                "timeout must be -1 (forever), 0 (once) or milliseconds");
        requireNobodyLeaves();
        if (claimed_) return {};
        if (running_ != Running::nothing) return {result::busy, 0, "another call is under way"};
        claimLane(held, timeout);
        return {};
    });
}

void UposDevice::claimLane(Lock& lock, std::int32_t timeout) {
    const auto& clock = *surroundings_.clock;
    const auto deadline = clock.monotonic() + core::Milliseconds{timeout};
    outside(lock, [&](TillLane& lane) {
        for (;;) {
            const auto left =
                timeout == unifiedpos::forever ? claimSlice : deadline - clock.monotonic();
            try {
                return lane.claim(std::clamp(left, core::Milliseconds{0}, claimSlice));
            } catch (const core::LaneHeldError&) {
                if (left <= claimSlice && timeout != unifiedpos::forever) throw;
            }
            if (closing_) throw Refusal({result::closed, 0, "the device was closed meanwhile"});
        }
    });
    claimed_ = true;
    properties_.set(Property::claimed, true);
    recallStatistics();
}

Status UposDevice::release() noexcept {
    noteHeard();
    return guarded([&]() -> Status {
        auto held = lock();
        requireOpen();
        if (!claimed_) return {result::illegal, 0, "the device is not claimed"};
        leave(held);
        return {};
    });
}

/// Disables, gives the lane back and forgets what belongs to the claim. Two threads may be here at
/// a time: wherever the lock was let go, the other one may have been faster.
void UposDevice::leave(Lock& lock) {
    ++leaving_;
    const auto gone = gsl::finally([this] { --leaving_; });
    endRunning(lock);
    ++inputEpoch_;
    if (enabled_) disable(lock);
    if (events_) events_->dropAll();
    handOverWhatWasReturned(lock);
    changed_.wait(lock, [this] { return beside_ == 0 && running_ == Running::nothing; });
    if (!claimed_) return;
    claimed_ = false;
    properties_.set(Property::claimed, false);
    history_.session.clear();
    told_.clear();
    anyTold_ = false;
    outside(lock, [](TillLane& lane) { lane.release(); });
}

void UposDevice::requireNobodyLeaves() const {
    if (leaving_ > 0)
        throw Refusal({result::busy, 0, "another thread releases or closes the device"});
}

void UposDevice::setEnabled(Lock& lock, bool wanted) {
    if (!claimed_) throw Refusal({result::notClaimed, 0, "claim the device first"});
    if (wanted == enabled_) return;
    if (wanted) return enable(lock);
    endRunning(lock);
    if (enabled_) disable(lock);  // unless another thread was faster
}

void UposDevice::enable(Lock& lock) {
    requireNobodyLeaves();
    if (running_ != Running::nothing) throw Refusal({result::busy, 0, "another call is under way"});
    std::vector<lane::Row> undelivered;
    outside(lock, [&](TillLane& lane) {
        lane.enable();
        undelivered = lane.undelivered();
    });
    enabled_ = true;
    properties_.set(Property::deviceEnabled, true);
    statistics_.switchedOn();
    watchPower(lock);
    // What an earlier life, or a lost answer, left untold.
    if (!undelivered.empty())
        events_->post({.kind = Event::Kind::directIO,
                       .number = direct_io::eventUndelivered,
                       .data = gsl::narrow<std::int32_t>(undelivered.size()),
                       .text = rowsText(undelivered)});
}

void UposDevice::disable(Lock& lock) {
    enabled_ = false;
    ++powerEpoch_;
    power_.stop();
    properties_.set(Property::deviceEnabled, false);
    properties_.set(Property::powerState, power::unknown);
    events_->dropOutput();
    setState(state::idle);
    model_->disabled(properties_);
    statistics_.switchedOff();
    outside(lock, [this](TillLane& lane) {
        try {
            keepStatistics(lane);
        } catch (const std::exception&) {
            // Counts are lost rather than the device left enabled.
        }
        lane.disable();
    });
}

void UposDevice::watchPower(const Lock&) {
    if (properties_.number(Property::powerNotify) != power::notifyEnabled) return;
    const auto changed = [device = weak_from_this(), epoch = ++powerEpoch_](bool online) {
        const auto self = device.lock();
        if (!self) return;
        const auto held = self->lock();
        if (self->powerEpoch_ != epoch) return;
        const auto now = online ? power::online : power::offOffline;
        self->properties_.set(Property::powerState, now);
        Event event{.kind = Event::Kind::statusUpdate, .number = now};
        event.before = [device, epoch] {
            const auto owner = device.lock();
            if (!owner) return false;
            const auto locked = owner->lock();
            return owner->powerEpoch_ == epoch;
        };
        self->events_->post(std::move(event));
    };
    power_.start(
        [lane = lane_]() -> std::optional<bool> {
            try {
                return lane->probe();
            } catch (const std::exception&) {
                return false;
            }
        },
        changed);
}

void UposDevice::outside(Lock& lock, const std::function<void(TillLane&)>& what) {
    away(lock, [&what, lane = lane_] { what(*lane); });
}

void UposDevice::away(Lock& lock, const std::function<void()>& what) {
    running_ = Running::housekeeping;
    lock.unlock();
    const auto back = gsl::finally([&] {
        lock.lock();
        running_ = Running::nothing;
        changed_.notify_all();
    });
    what();
}

void UposDevice::beside(Lock& lock, const std::function<void(TillLane&)>& what) {
    const auto lane = lane_;
    ++beside_;
    lock.unlock();
    const auto back = gsl::finally([&] {
        lock.lock();
        --beside_;
        changed_.notify_all();
    });
    what(*lane);
}

void UposDevice::requireOpen() const {
    if (!lane_) throw Refusal({result::closed, 0, "the device is not open"});
}

void UposDevice::requireUsable(const Lock&) const {
    requireOpen();
    if (!claimed_) throw Refusal({result::notClaimed, 0, "claim the device first"});
    if (!enabled_) throw Refusal({result::disabled, 0, "set DeviceEnabled to true first"});
}

void UposDevice::setState(std::int32_t value) {
    properties_.set(Property::state, value);
    changed_.notify_all();
}

void UposDevice::post(const Lock&, Event event) {
    if (events_) events_->post(std::move(event));
}

void UposDevice::freezeByContainer(bool frozen) noexcept {
    const auto held = lock();
    frozenByContainer_ = frozen;
    if (events_) events_->freeze(frozen || properties_.flag(Property::freezeEvents));
}

void UposDevice::deliverPending() noexcept {
    auto held = lock();
    const auto events = events_;
    held.unlock();
    if (events) events->deliverPending();
}

}  // namespace mobilepay::upos
