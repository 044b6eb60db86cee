#pragma once

#include "driver/core/clock.h"

#include <functional>
#include <memory>
#include <optional>

namespace mobilepay::upos {

/// What a series of probes says: the first one counts at once, then one success brings the power
/// state back and two failures in a row take it away (UnifiedPOS power reporting; never from one
/// failed poll).
class PowerJudge {
public:
    enum class State { unknown, online, offline };
    /// The state after this probe.
    State judge(bool reachable) noexcept;
    [[nodiscard]] State state() const noexcept { return state_; }

private:
    State state_ = State::unknown;
    int failures_ = 0;
};

/// Probes reachability from a thread of its own while it is started. `start` and `stop` from one
/// thread at a time; `stop` waits for nothing, so that one last change may still be on its way.
class PowerMonitor {
public:
    static constexpr core::Milliseconds usualInterval{60000};
    explicit PowerMonitor(core::Milliseconds interval) : interval_(interval) {}
    ~PowerMonitor() { stop(); }

    /// A probe that says nothing counts for nothing and is tried again soon. `changed` is called on
    /// the monitor's thread, without locks, for the first state and for each change.
    void start(std::function<std::optional<bool>()> probe,
               std::function<void(bool online)> changed);
    void stop();

private:
    struct Watch;
    static void loop(const std::shared_ptr<Watch>& watch);
    const core::Milliseconds interval_;
    std::shared_ptr<Watch> watch_;
};

}  // namespace mobilepay::upos
