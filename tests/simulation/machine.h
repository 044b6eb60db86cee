#pragma once

#include "driver/lane/till_call.h"
#include "tests/simulation/disk/disk.h"
#include "tests/simulation/driver.h"
#include "tests/simulation/heard.h"
#include "tests/simulation/network.h"
#include "tests/simulation/plan.h"

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mobilepay::simulation {

/// A till's machine: its disk, its clocks, its queue of customers, and the processes on it, which
/// may die and come back.
class Machine {
public:
    struct World {
        Timetable& timetable;
        Network& network;
        simulator::Handler& server;
        AllHeard& heard;
        std::uint64_t seed;
        core::Milliseconds recoveryInterval;
        core::Milliseconds peace;  ///< every machine is up from then on
        std::function<void(Trouble, Moment)> met;
    };
    /// `undo`: its setting `undelivered`; else it is `keep`.
    Machine(const World& world, std::size_t number, core::PointOfSaleId pointOfSale, bool undo);
    ~Machine();
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    // ---- what happens to it ----

    /// The cashier asks; when the lane is busy with another request he waits.
    void ask(const TillStep& step);
    void crash(const Crash& crash);
    void restart(const Restart& restart);
    void rival(const Rival& rival);
    void jump(const ClockJump& jump);
    void diskTrouble(const DiskTrouble& trouble, bool begins);
    /// A process of it begins an exchange.
    void exchanges(const std::string& process, Moment moment);
    /// Nothing more goes wrong.
    void peace();

    // ---- for the audit ----

    /// The journal, as who has it open or, after ending everything that runs, as a fresh process
    /// reads it.
    [[nodiscard]] std::vector<journal::Record> rows();
    /// When the lane could work, until now.
    [[nodiscard]] std::vector<Span> usable() const;
    /// What the processes said went wrong, for people.
    [[nodiscard]] const std::vector<std::string>& complaints() const { return complaints_; }
    /// What must never be: two owners of the lane at once, a row in quarantine.
    [[nodiscard]] const std::vector<std::string>& violations() const { return violations_; }
    [[nodiscard]] const Disk& disk() const { return disk_; }

    // ---- for its processes ----

    [[nodiscard]] const World& world() const { return world_; }
    [[nodiscard]] bool diskIsBad() const { return !badDisk_.empty(); }
    [[nodiscard]] std::size_t number() const { return number_; }
    [[nodiscard]] const registry::Profile& profile() const { return profile_; }
    [[nodiscard]] const core::PointOfSaleId& pointOfSale() const { return pointOfSale_; }
    [[nodiscard]] Disk& disk() { return disk_; }
    [[nodiscard]] SeededRandom& dice() { return dice_; }
    [[nodiscard]] journal::Options journalOptions(const std::string& vfs) const;
    [[nodiscard]] std::filesystem::path lockFile() const;
    /// Both hands, without the server's time.
    [[nodiscard]] core::Now hands() const;
    [[nodiscard]] core::Milliseconds monotonicZero() const { return bootedAt_; }
    /// The next customer; null: nobody.
    [[nodiscard]] const TillStep* next();
    /// What the last process was at when it died or was told to leave.
    [[nodiscard]] Moment leftAmid() const { return leftAmid_; }
    /// The cashier tries the same once more.
    void askAgain(const TillStep& step);
    /// A step of a process is over; what was to come after so many steps comes now.
    void stepped(const Driver& driver);
    /// A process has taken the lane.
    void taken();
    void complain(const std::string& text) { complaints_.push_back(text); }
    /// Soon, not from inside a step of a process: drops the dead, and starts the machine again.
    void buryLater();

private:
    [[nodiscard]] Driver* owner() const;
    [[nodiscard]] std::vector<journal::Record> rowsOf(const journal::Journal& journal);
    [[nodiscard]] Moment moment() const;
    void met(Trouble trouble) { world_.met(trouble, moment()); }
    void ends(Trouble trouble) {
        leftAmid_ = moment();
        met(trouble);
    }
    void plan(const DiskTrouble& trouble);
    void plan(const Crash& crash);
    void after(int steps, std::function<void()> what, bool inside = false);
    void kill();
    void cutPower();
    void close(const Restart& restart);
    void letRivalIn(const Rival& rival);
    void start();
    void startLater(core::Milliseconds delay);
    void open(const std::shared_ptr<Driver>& driver);
    void openRival(const std::shared_ptr<Driver>& driver, core::Milliseconds until,
                   const Rival& rival);
    void rivalLeaves(const Rival& rival);
    void bury();
    void noteUsable();
    void powerIsBack();
    [[nodiscard]] std::string nextName();

    World world_;
    std::size_t number_;
    core::PointOfSaleId pointOfSale_;
    registry::Profile profile_;
    SeededRandom dice_;
    Disk disk_;
    std::shared_ptr<Driver> main_;
    std::shared_ptr<Driver> rival_;
    std::deque<const TillStep*> waiting_;
    std::deque<TillStep> again_;
    core::Milliseconds wallOffset_{0};
    core::Milliseconds bootedAt_{0};
    const Crash* crash_ = nullptr;  ///< the one that is to come, or the last one
    /// What happens after so many more steps of the lane's work.
    struct Fuse {
        int steps;
        std::function<void()> burnt;
        bool inside;  ///< inside the step, after what it wrote and before what it sends
    };
    std::vector<Fuse> fuses_;
    const Crash* crashAmid_ = nullptr;          ///< waits for its exchange
    const DiskTrouble* troubleAmid_ = nullptr;  ///< waits for its exchange
    bool powerLost_ = false;
    bool newerNext_ = false;
    bool closed_ = false;                      ///< the application has closed the device
    std::vector<const DiskTrouble*> badDisk_;  ///< those that last, several at once
    Moment leftAmid_ = Moment::idle;
    int lives_ = 0;
    std::vector<Span> usable_;
    bool isUsable_ = false;
    std::vector<std::string> complaints_;
    std::vector<std::string> violations_;
};

}  // namespace mobilepay::simulation
