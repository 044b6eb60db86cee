#pragma once

#include "driver/core/clock.h"
#include "driver/upos/event_queue.h"
#include "driver/upos/original.h"
#include "driver/upos/output.h"
#include "driver/upos/power_monitor.h"
#include "driver/upos/property_store.h"
#include "driver/upos/statistics.h"
#include "driver/upos/till_lane.h"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace mobilepay::upos {

class Model;

/// What a device is put together from; tests put in their own.
struct Surroundings {
    LaneOpener openLane = openTillLane;
    std::shared_ptr<const core::Clock> clock = std::make_shared<core::SystemClock>();
    core::Milliseconds probeInterval = PowerMonitor::usualInterval;
};

/// The common device model of UnifiedPOS 1.15: states, claim, freeze, events, asynchronous output.
/// What CAT and ElectronicValueRW have of their own is in their models.
///
/// One mutex guards the state; nothing that waits (lane, application) is called under it. Threads
/// of requests and events are never joined: they keep what they need alive and end by themselves.
class UposDevice final : public Device, public std::enable_shared_from_this<UposDevice> {
public:
    UposDevice(const DeviceOptions& options, Surroundings surroundings);
    ~UposDevice() override;

    Status open(const std::string& logicalName, const Settings& settings,
                std::shared_ptr<EventSink> sink) noexcept override;
    Status close() noexcept override;
    void abandon() noexcept override;
    Status claim(std::int32_t timeout) noexcept override;
    Status release() noexcept override;
    Answer<std::int32_t> getNumber(std::int32_t index) noexcept override;
    Status setNumber(std::int32_t index, std::int32_t value) noexcept override;
    Answer<std::string> getString(std::int32_t index) noexcept override;
    Status setString(std::int32_t index, const std::string& value) noexcept override;
    Answer<std::int64_t> getCurrency(std::int32_t index) noexcept override;
    Status setCurrency(std::int32_t index, std::int64_t value) noexcept override;
    Status call(Method method, std::span<Value> arguments) noexcept override;
    void freezeByContainer(bool frozen) noexcept override;
    void deliverPending() noexcept override;

    // ---- for the models; the lock is the proof that the state is held ----

    using Lock = std::unique_lock<std::mutex>;
    [[nodiscard]] Lock lock() { return Lock(mutex_); }
    [[nodiscard]] const DeviceOptions& options() const noexcept { return options_; }
    [[nodiscard]] PropertyStore& properties(const Lock&) { return properties_; }
    [[nodiscard]] const History& history(const Lock&) const { return history_; }
    /// The till asks for that now: until it succeeds, an earlier success may not be what a void
    /// means.
    void noteAsked(const Lock& lock, AskedFor asked);
    /// Null while closed.
    [[nodiscard]] std::shared_ptr<TillLane> tillLane(const Lock&) const { return lane_; }
    [[nodiscard]] bool claimed(const Lock&) const { return claimed_; }
    [[nodiscard]] Model& model(const Lock&) { return *model_; }
    /// These rows have been shown to the application: they count as known with its next call.
    void told(const Lock&, const std::vector<lane::Row>& rows);
    /// A success of an earlier life stands in the properties again.
    void recalled(const Lock&, const lane::Result& result);
    /// Queues an event of the open session.
    void post(const Lock&, Event event);
    /// Throws Refusal unless open, claimed and enabled, in this order.
    void requireUsable(const Lock&) const;
    /// Also unless nothing is outstanding.
    void requireIdle(Lock&);
    /// Runs what takes its time without the lock; anybody else is told that the device is busy.
    void outside(Lock& lock, const std::function<void(TillLane&)>& what);
    /// Runs a job, or accepts it when AsyncMode is true.
    Status output(Lock&, OutputJob job);

private:
    struct Told {
        core::OrderId result;
        bool returned = false;  ///< by the call that made it: its caller has it in hand
        bool open = false;      ///< told before its end was certain (pending, unknown)
    };
    enum class Running { nothing, housekeeping, synchronous, asynchronous, reading };

    template <class Body>
    Status guarded(Body body) noexcept;

    // lifecycle.cpp
    void claimLane(Lock& lock, std::int32_t timeout);
    void setEnabled(Lock& lock, bool enable);
    void enable(Lock& lock);
    void disable(Lock& lock);
    void leave(Lock& lock);
    void endSession(Lock& lock);
    /// Without the lock, everybody else finding the device busy.
    void away(Lock& lock, const std::function<void()>& what);
    /// Without the lock; what runs meanwhile goes on, and the lane stays.
    void beside(Lock& lock, const std::function<void(TillLane&)>& what);
    void requireOpen() const;
    void requireNobodyLeaves() const;
    void watchPower(const Lock& lock);

    // property_access.cpp
    [[nodiscard]] const PropertyRow& rowFor(std::int32_t index, bool write) const;
    [[nodiscard]] std::int32_t numberOf(const PropertyRow& row);
    void setCommonNumber(Lock& lock, const PropertyRow& row, std::int32_t value);
    void setFlag(const Lock& lock, Property property, bool value);
    void setPowerNotify(std::int32_t value);

    // common_methods.cpp
    Status callCommon(Lock& lock, Method method, std::span<Value> arguments, bool& handled);
    void checkHealth(Lock& lock, std::int32_t level);

    // output_run.cpp
    void runAsynchronously(const OutputJob& job) noexcept;
    void conclude(Lock& lock, const OutputJob& job, OutputEnd end);
    OutputEnd perform(const OutputJob& job, std::shared_ptr<TillLane> lane);
    void launch(OutputJob job);
    void succeed(const Lock& lock, const OutputJob& job, const OutputEnd& end);
    void enter(Lock& lock, const OutputJob& job, const OutputEnd& end);
    void fail(const Lock& lock, const OutputJob& job, const OutputEnd& end);
    void answered(OutputJob job, bool mayRepeat, std::int32_t response);
    void noteSuccess(const Lock&, const lane::Result& result);
    void publish(const Lock& lock, const OutputEnd& end);
    void clearOutput(Lock& lock);
    void clearInput(Lock& lock);
    void endRunning(Lock& lock);
    void setState(std::int32_t state);

    // heard.cpp
    void told(const OutputEnd& end, bool returned);
    /// The application calls: what it was told before, it knows.
    void noteHeard() noexcept;
    void handOver(Lock& lock) noexcept;
    void handOverWhatWasReturned(Lock& lock) noexcept;

    // kept_statistics.cpp
    void recallStatistics() noexcept;
    void keepStatistics(TillLane& lane);
    void keepStatisticsNowAndThen(TillLane& lane) noexcept;

    const DeviceOptions options_;
    const Surroundings surroundings_;
    const std::unique_ptr<Model> model_;
    Statistics statistics_;
    PowerMonitor power_;

    mutable std::mutex mutex_;  ///< guards what follows
    std::condition_variable changed_;
    PropertyStore properties_;
    std::shared_ptr<TillLane> lane_;
    std::shared_ptr<EventQueue> events_;
    bool claimed_ = false;
    bool enabled_ = false;
    bool frozenByContainer_ = false;
    Running running_ = Running::nothing;
    int leaving_ = 0;         ///< threads that release or close: nobody claims or enables meanwhile
    bool abandoned_ = false;  ///< nobody is there any more who could know a result
    std::uint64_t outputEpoch_ = 0;
    std::uint64_t inputEpoch_ = 0;
    std::uint64_t powerEpoch_ = 0;
    std::int32_t lastOutputId_ = 0;
    History history_;
    std::vector<Told> told_;
    int beside_ = 0;  ///< threads that write something down without the lock; the lane stays
    core::MonoTime statisticsKept_;

    std::atomic<bool> closing_{false};
    std::atomic<bool> anyTold_{false};
    std::atomic<bool> aborted_{false};
};

}  // namespace mobilepay::upos
