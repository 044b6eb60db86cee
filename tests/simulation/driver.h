#pragma once

#include "driver/journal/journal.h"
#include "driver/lane/lock.h"
#include "driver/lane/till_call.h"
#include "driver/rest/server_clock.h"
#include "driver/rest/token.h"
#include "driver/wallet/training/wallet.h"
#include "driver/wallet/v10/wallet.h"
#include "tests/simulation/disk/disk.h"
#include "tests/simulation/heard.h"
#include "tests/simulation/walk.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mobilepay::simulation {

class Machine;

/// A process with the driver, from its start to its end, made of what ships: lane lock, journal,
/// wallet, retry, flows, recovery. Two may run on one machine; the lock says whose the lane is.
class Driver : public std::enable_shared_from_this<Driver> {
public:
    enum class Opening { open, held, failed };

    Driver(Machine& machine, std::string name);
    ~Driver();
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

    /// Takes the lane and opens the journal. `held`: another process has the lane.
    /// `newerFirst`: a newer build brings the journal to its schema just before.
    Opening open(bool newerFirst);
    /// From then on: recovery at once and every minute, and what the till asks.
    void work();
    /// The application has something to ask.
    void serveNext();
    /// Closes the device as an application does: ends the running call, then gives the lane back.
    void leave(std::function<void()> left);
    /// The process dies where it stands. Whatever its objects still do has no effect on the disk.
    void die() { process_.end(); }

    [[nodiscard]] bool owns() const noexcept { return journal_ != nullptr; }
    [[nodiscard]] const journal::Journal& journal() const { return *journal_; }
    [[nodiscard]] bool ended() const noexcept { return process_.ended(); }
    [[nodiscard]] Moment moment() const noexcept;
    /// What its application has asked and not heard of; null: nothing.
    [[nodiscard]] const TillStep* unheard() const noexcept;

private:
    void serve(const TillStep& step);
    void recover();
    void recoverAgainAndAgain();
    void undoUndelivered();
    void inTheBackground(std::unique_ptr<lane::Errand> errand, std::function<void()> over);
    void handOver();
    [[nodiscard]] simulator::Script shopperOf(const TillStep& step) const;
    void refused(const std::string& text);
    void heardResult(const lane::Result& result);
    void callIsOver();
    void soon(core::Milliseconds delay, std::function<void()> what);
    [[nodiscard]] bool aliveAfterStep();
    [[nodiscard]] core::Now now() const;
    [[nodiscard]] lane::Bench bench();
    [[nodiscard]] Walk::Surroundings walking(std::function<bool()> mayExchange,
                                             std::function<void(const std::string&)> failed);

    Machine& machine_;
    const std::string name_;
    Process process_;
    std::unique_ptr<lane::LaneLock> lock_;
    rest::TokenSource tokens_;
    rest::ServerClock serverClock_;
    wallet::v10::Wallet wallet_;
    wallet::training::Wallet training_;
    std::unique_ptr<journal::Journal> journal_;
    std::shared_ptr<Walk> till_;
    std::shared_ptr<Walk> background_;
    Heard* heard_ = nullptr;  ///< the request under way
    std::vector<Heard*> told_;
    std::vector<core::OrderId> undelivered_;  ///< of earlier lives, to be undone
    bool nothingLeft_ = false;                ///< for recovery, until the next request
    std::function<void()> left_;              ///< set: it is leaving
};

}  // namespace mobilepay::simulation
