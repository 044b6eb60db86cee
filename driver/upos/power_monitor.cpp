#include "driver/upos/power_monitor.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace mobilepay::upos {

namespace {
/// After a probe that had to give way: nothing was asked, so that nobody is asked too often.
constexpr core::Milliseconds lookAgain{1000};
}  // namespace

PowerJudge::State PowerJudge::judge(bool reachable) noexcept {
    constexpr int failuresThatCount = 2;
    failures_ = reachable ? 0 : failures_ + 1;
    if (reachable)
        state_ = State::online;
    else if (state_ == State::unknown || failures_ >= failuresThatCount)
        state_ = State::offline;
    return state_;
}

struct PowerMonitor::Watch {
    std::function<std::optional<bool>()> probe;
    std::function<void(bool)> changed;
    core::Milliseconds interval;
    std::mutex mutex;
    std::condition_variable wake;
    bool stopped = false;
};

void PowerMonitor::start(std::function<std::optional<bool>()> probe,
                         std::function<void(bool)> changed) {
    stop();
    watch_ = std::make_shared<Watch>();
    watch_->probe = std::move(probe);
    watch_->changed = std::move(changed);
    watch_->interval = interval_;
    std::thread([watch = watch_] { loop(watch); }).detach();
}

void PowerMonitor::stop() {
    if (!watch_) return;
    const std::lock_guard lock(watch_->mutex);
    watch_->stopped = true;
    watch_->wake.notify_all();
}

void PowerMonitor::loop(const std::shared_ptr<Watch>& watch) {
    PowerJudge judge;
    std::unique_lock lock(watch->mutex);
    while (!watch->stopped) {
        lock.unlock();
        const auto reachable = watch->probe();
        if (reachable) {
            const auto before = judge.state();
            const auto now = judge.judge(*reachable);
            if (now != before) watch->changed(now == PowerJudge::State::online);
        }
        lock.lock();
        const auto pause = reachable ? watch->interval : std::min(watch->interval, lookAgain);
        watch->wake.wait_for(lock, pause, [&] { return watch->stopped; });
    }
}

}  // namespace mobilepay::upos
