#include "driver/upos/faults.h"
#include "driver/upos/model.h"
#include "driver/upos/upos_device.h"
#include "include/mobilepay/unifiedpos.h"

#include <limits>
#include <system_error>
#include <thread>

#include <gsl/gsl>

namespace mobilepay::upos {

namespace result = unifiedpos::result;
namespace state = unifiedpos::state;
namespace error = unifiedpos::error;

namespace {
/// A completion that is on its way to the application: the next request waits that long for its
/// delivery to begin, because its results would overwrite those of the first.
constexpr core::Milliseconds deliveryPatience{500};
/// An abort that comes before the request has reached the lane is repeated.
constexpr core::Milliseconds abortInterval{20};
/// ER_RETRY may start one new attempt (design, what the till is told).
constexpr int attemptLimit = 2;
/// Only `reference.rule = last` looks back, and at the newest ones.
constexpr std::size_t sessionLimit = 100;
}  // namespace

void UposDevice::requireIdle(Lock& lock) {
    requireUsable(lock);
    const auto events = events_;
    lock.unlock();
    const bool pending = events->outputPending(deliveryPatience);
    lock.lock();
    requireUsable(lock);
    if (running_ != Running::nothing || properties_.number(Property::state) != state::idle)
        throw Refusal({result::busy, 0, "another request is outstanding"});
    if (pending)
        throw Refusal({result::busy, 0,
                       "the event of the last request has not been delivered yet (FreezeEvents?); "
                       "its results would be overwritten"});
}

Status UposDevice::output(Lock& lock, OutputJob job) {
    const auto budget = job.timeout.value_or(lane_->profile().timeout);
    job.deadline = surroundings_.clock->monotonic() + budget;
    job.epoch = job.use == OutputJob::Use::input ? inputEpoch_ : outputEpoch_;
    aborted_ = false;
    if (job.use == OutputJob::Use::input) {
        launch(std::move(job));
        return {};
    }
    if (job.use == OutputJob::Use::output && properties_.flag(Property::asyncMode)) {
        lastOutputId_ =
            lastOutputId_ == std::numeric_limits<std::int32_t>::max() ? 1 : lastOutputId_ + 1;
        job.id = lastOutputId_;
        launch(std::move(job));
        properties_.set(Property::outputId, lastOutputId_);
        return {};
    }
    running_ = Running::synchronous;
    const auto lane = lane_;
    lock.unlock();
    auto end = perform(job, lane);
    lock.lock();
    running_ = Running::nothing;
    changed_.notify_all();
    publish(lock, end);
    told(end, true);
    return end.status;
}

void UposDevice::launch(OutputJob job) {
    const bool input = job.use == OutputJob::Use::input;
    std::thread([self = shared_from_this(), job = std::move(job)] {
        self->runAsynchronously(job);
    }).detach();
    running_ = input ? Running::reading : Running::asynchronous;
    if (!input) setState(state::busy);
}

void UposDevice::runAsynchronously(const OutputJob& job) noexcept {
    std::shared_ptr<TillLane> lane;
    {
        const auto held = lock();
        lane = lane_;
    }
    Expects(lane != nullptr);
    auto end = perform(job, lane);
    lane.reset();
    auto held = lock();
    running_ = Running::nothing;
    changed_.notify_all();
    try {
        conclude(held, job, std::move(end));
    } catch (...) {
        // Whatever was approved stays among the results not handed over.
        setState(state::idle);
    }
}

void UposDevice::conclude(Lock& lock, const OutputJob& job, OutputEnd end) {
    const bool input = job.use == OutputJob::Use::input;
    // Dropped by clearOutput, disable, release or close: no event, and what was approved all the
    // same stays among the results not handed over.
    if (job.epoch != (input ? inputEpoch_ : outputEpoch_)) {
        if (end.onlyOnce) publish(lock, end);
        return;
    }
    if (input) return enter(lock, job, end);
    try {
        publish(lock, end);
    } catch (...) {
        end = {};
        end.status = statusOfCurrentException();
    }
    if (end.status.ok())
        succeed(lock, job, end);
    else
        fail(lock, job, end);
}

OutputEnd UposDevice::perform(const OutputJob& job, std::shared_ptr<TillLane> lane) {
    const auto progress = [&](lane::Stage stage, const core::PaymentId&) {
        if (aborted_) lane->abort();
        const auto number = model_->transitionOf(stage);
        if (number == 0 || job.id == 0) return;
        const auto held = lock();
        if (job.epoch == outputEpoch_)
            post(held, {.kind = Event::Kind::transition, .number = number});
    };
    OutputEnd end;
    auto timeout = job.timeout;
    if (job.attempt > 1) timeout = job.deadline - surroundings_.clock->monotonic();
    if (timeout && timeout->count() <= 0) {
        end.status = {result::timeout, 0, "the time was over before it was asked for again"};
        return end;
    }
    try {
        return job.perform({*lane, timeout, progress, aborted_});
    } catch (...) {
        end.status = statusOfCurrentException();
        return end;
    }
}

void UposDevice::publish(const Lock& lock, const OutputEnd& end) {
    if (!lane_) return;  // closed meanwhile
    if (end.publish) end.publish(properties_);
    if (!end.result) return;
    model_->ended(*end.result);
    statistics_.count(end.result->operation, end.result->verdict.kind);
    if (!end.status.ok()) return;
    noteSuccess(lock, *end.result);
}

void UposDevice::noteAsked(const Lock&, AskedFor asked) {
    auto& failed = history_.failed;
    if (failed.size() == sessionLimit) failed.erase(failed.begin());
    asked.ordinal = ++history_.asked;
    failed.push_back(asked);
}

void UposDevice::noteSuccess(const Lock&, const lane::Result& result) {
    auto& [session, last, failed, asked, succeeded] = history_;
    const auto own = std::find_if(failed.rbegin(), failed.rend(), [&](const AskedFor& one) {
        return one.operation == result.operation && one.tillNumber == result.tillNumber;
    });
    if (own != failed.rend()) {
        succeeded = own->ordinal;
        failed.erase(std::prev(own.base()));
    }
    last = {result, properties_.text(Property::additionalSecurityInformation), succeeded};
    if (session.size() == sessionLimit) session.erase(session.begin());
    session.push_back(*last);
}

/// What an earlier life made is older than anything that failed in this one.
void UposDevice::recalled(const Lock&, const lane::Result& result) {
    const auto& session = history_.session;
    const auto known = std::find_if(session.begin(), session.end(), [&](const SessionResult& one) {
        return one.result.verdict.orderId == result.verdict.orderId;
    });
    history_.last = {result, properties_.text(Property::additionalSecurityInformation),
                     known == session.end() ? 0 : known->ordinal};
}

void UposDevice::succeed(const Lock& lock, const OutputJob& job, const OutputEnd& end) {
    setState(state::idle);
    if (const auto number = model_->transitionAtEnd(); number != 0)
        post(lock, {.kind = Event::Kind::transition, .number = number});
    Event event{.kind = Event::Kind::outputComplete, .number = job.id};
    event.before = [device = weak_from_this(), epoch = job.epoch, end] {
        const auto self = device.lock();
        if (!self) return false;
        const auto held = self->lock();
        if (self->outputEpoch_ != epoch) return false;
        self->told(end, false);
        return true;
    };
    post(lock, std::move(event));
}

/// Input: its properties change when its event is delivered (UnifiedPOS, Input Model).
/// Told once a device that disables itself has done so: its till may enable it again in the
/// handler.
void UposDevice::enter(Lock& lock, const OutputJob& job, const OutputEnd& end) {
    if (properties_.flag(Property::autoDisable) && end.status.ok()) disable(lock);
    if (job.epoch != inputEpoch_) return;  // dropped meanwhile
    Event event{.kind = end.status.ok() ? Event::Kind::data : Event::Kind::error,
                .number = end.status.resultCode,
                .extended = end.status.extended,
                .locus = error::locusInput,
                .data = error::responseClear};
    event.before = [device = weak_from_this(), epoch = job.epoch, end] {
        const auto self = device.lock();
        if (!self) return false;
        const auto held = self->lock();
        if (self->inputEpoch_ != epoch) return false;
        self->setFlag(held, Property::dataEventEnabled, false);
        self->publish(held, end);
        return true;
    };
    post(lock, std::move(event));
}

void UposDevice::fail(const Lock& lock, const OutputJob& job, const OutputEnd& end) {
    setState(state::error);
    Event event{.kind = Event::Kind::error,
                .number = end.status.resultCode,
                .extended = end.status.extended,
                .locus = error::locusOutput,
                .data = error::responseRetry};
    event.before = [device = weak_from_this(), epoch = job.epoch] {
        const auto self = device.lock();
        if (!self) return false;
        const auto held = self->lock();
        return self->outputEpoch_ == epoch;
    };
    event.after = [device = weak_from_this(), job, mayRepeat = end.mayRepeat](const Event& answer) {
        if (const auto self = device.lock()) self->answered(job, mayRepeat, answer.data);
    };
    post(lock, std::move(event));
}

/// The default answer is ER_RETRY, also of an application without a handler: a payment is asked for
/// again only where nothing of the first attempt reached the server, once, and in what is left of
/// its time. Anything else is final, and not raised again.
void UposDevice::answered(OutputJob job, bool mayRepeat, std::int32_t response) {
    const auto held = lock();
    if (job.epoch != outputEpoch_ || !lane_ || !enabled_) return;
    const bool timeLeft = surroundings_.clock->monotonic() < job.deadline;
    setState(state::idle);
    if (response != error::responseRetry || !mayRepeat || job.attempt >= attemptLimit || !timeLeft)
        return;
    ++job.attempt;
    try {
        launch(std::move(job));
    } catch (const std::system_error&) {
        // No thread to be had: the failure that was told stands.
    }
}

void UposDevice::clearOutput(Lock& lock) {
    requireOpen();
    if (!claimed_) throw Refusal({result::notClaimed, 0, "claim the device first"});
    if (running_ == Running::synchronous) {
        // Its own caller is told; this one may be the very thread that pumps for it.
        aborted_ = true;
        lane_->abort();
        return;
    }
    ++outputEpoch_;
    events_->dropOutput();
    if (properties_.number(Property::state) == state::idle) return;
    endRunning(lock);
    if (lane_) setState(state::idle);
}

void UposDevice::clearInput(Lock& lock) {
    ++inputEpoch_;
    events_->dropInput();
    if (running_ == Running::reading) endRunning(lock);
}

/// Ends what is running as an abort and waits for its end; drops what it would have told.
void UposDevice::endRunning(Lock& lock) {
    for (;;) {
        ++outputEpoch_;
        if (running_ == Running::reading) ++inputEpoch_;
        if (events_) events_->dropOutput();
        if (running_ == Running::nothing) return;
        aborted_ = true;
        const auto lane = lane_;
        lock.unlock();
        if (lane) lane->abort();
        lock.lock();
        changed_.wait_for(lock, abortInterval, [this] { return running_ == Running::nothing; });
    }
}

}  // namespace mobilepay::upos
