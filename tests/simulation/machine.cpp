#include "tests/simulation/machine.h"

#include "tests/simulation/folder.h"
#include "tests/simulation/request.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace mobilepay::simulation {
namespace {

using std::chrono::milliseconds;

constexpr std::uint64_t machineThing = 2;
constexpr milliseconds tryAgain{30'000};
constexpr milliseconds lockLook{2'500};
constexpr core::WallTime dawn{milliseconds{1'795'000'000'000}};
constexpr core::WallTime batteryDead{milliseconds{946'684'800'000}};  // 2000-01-01

/// The files of a lane that was claimed before, and never sold: making them takes a quarter of a
/// run's time.
using Files = std::map<std::string, std::string>;

Files filesOf(journal::Options options) {
    Disk disk(1);
    Process installer(disk);
    options.vfs = installer.vfs();
    journal::Journal::open(options).reset();
    Files files;
    for (const auto& name : disk.files())
        files[name] = disk.contents(name);
    return files;
}

const Files& filesOfClaimedLane(const journal::Options& options) {
    static std::mutex mutex;
    static std::map<std::string, Files> known;  // nothing is taken out of it again
    const std::lock_guard lock(mutex);
    auto found = known.find(options.lane);
    if (found == known.end()) found = known.emplace(options.lane, filesOf(options)).first;
    return found->second;
}

}  // namespace

Machine::Machine(const World& world, std::size_t number, core::PointOfSaleId pointOfSale, bool undo)
    : world_(world),
      number_(number),
      pointOfSale_(std::move(pointOfSale)),
      dice_(SeededRandom::of(world.seed, machineThing, number)),
      disk_(world.seed * 31 + number) {
    profile_.lane = "T" + std::to_string(number);
    profile_.currency = "DKK";
    profile_.merchantPosId = profile_.lane;
    if (undo) profile_.undelivered = "undo";
    if (dice_.chance(850))
        for (const auto& [name, contents] : filesOfClaimedLane(journalOptions({})))
            disk_.replace(name, contents);
    disk_.watch([this](Operation operation, Failure failure) {
        switch (failure) {
            case Failure::powerCut:
                powerLost_ = true;
                buryLater();  // nobody else may notice: a closed journal writes its last
                return ends(crash_ != nullptr ? crash_->how : Trouble::powerCut);
            case Failure::tornWrite:
                return met(Trouble::tornWrite);
            case Failure::full:
                return met(Trouble::diskFull);
            case Failure::error:
                return met(operation == Operation::sync ? Trouble::syncError : Trouble::writeError);
            case Failure::processEnd:
                return ends(Trouble::killAtWrite);
        }
    });
    start();
}

Machine::~Machine() {
    for (auto* const driver : {&main_, &rival_})
        if (*driver != nullptr) (*driver)->die();
}

journal::Options Machine::journalOptions(const std::string& vfs) const {
    journal::Options options;
    options.path = "lane.journal";
    options.lane = profile_.lane;
    options.machine = "machine" + std::to_string(number_);
    options.vfs = vfs;
    options.now = hands().wall;
    return options;
}

std::filesystem::path Machine::lockFile() const {
    return lockFolder() / (profile_.lane + ".lock");
}

core::Now Machine::hands() const {
    const auto time = world_.timetable.now();
    core::Now now;
    now.mono = core::MonoTime{time - bootedAt_};
    now.wall = dawn + time + wallOffset_;
    return now;
}

Driver* Machine::owner() const {
    for (const auto* const driver : {&main_, &rival_})
        if (*driver != nullptr && (*driver)->owns() && !(*driver)->ended()) return driver->get();
    return nullptr;
}

Moment Machine::moment() const {
    const Driver* const driver = owner();
    return driver == nullptr ? Moment::idle : driver->moment();
}

std::string Machine::nextName() {
    return profile_.lane + "." + std::to_string(++lives_);
}

void Machine::noteUsable() {
    const bool usable = owner() != nullptr && !diskIsBad();
    if (usable == isUsable_) return;
    isUsable_ = usable;
    const auto now = world_.timetable.now();
    if (usable)
        usable_.push_back({now, now});
    else
        usable_.back().to = now;
}

std::vector<Span> Machine::usable() const {
    auto spans = usable_;
    if (isUsable_) spans.back().to = world_.timetable.now();
    return spans;
}

// ---- life and death ----

void Machine::start() {
    if (main_ != nullptr || closed_) return;
    const auto off = bootedAt_ - world_.timetable.now();
    if (off.count() > 0) return startLater(off);
    main_ = std::make_shared<Driver>(*this, nextName());
    open(main_);
}

void Machine::startLater(milliseconds delay) {
    const auto longest = std::max(world_.peace - world_.timetable.now(), milliseconds{1000});
    world_.timetable.after(std::min(delay, longest), [this] { start(); });
}

void Machine::open(const std::shared_ptr<Driver>& driver) {
    switch (driver->open(std::exchange(newerNext_, false))) {
        case Driver::Opening::open:
            return driver->work();
        case Driver::Opening::held:
            world_.timetable.after(lockLook, [this, weak = std::weak_ptr<Driver>(driver)] {
                const auto self = weak.lock();
                if (self != nullptr && self == main_ && !self->ended()) open(self);
            });
            return;
        case Driver::Opening::failed:
            if (driver->ended()) return buryLater();
            main_.reset();
            return startLater(tryAgain);
    }
}

void Machine::taken() {
    for (const auto* const driver : {&main_, &rival_})
        for (const auto* const other : {&main_, &rival_})
            if (driver < other && *driver != nullptr && *other != nullptr && (*driver)->owns() &&
                (*other)->owns() && !(*driver)->ended() && !(*other)->ended())
                violations_.push_back("two processes own lane " + profile_.lane + " at once");
    noteUsable();
}

void Machine::after(int steps, std::function<void()> what, bool inside) {
    if (steps == 0)
        what();
    else
        fuses_.push_back({steps, std::move(what), inside});
}

/// With the next exchange under way; a death in its middle comes before that leaves.
void Machine::stepped(const Driver& driver) {
    if (&driver != owner()) return;
    for (auto& fuse : fuses_)
        if (--fuse.steps == 0) {
            if (fuse.inside)
                fuse.burnt();
            else
                world_.timetable.after(milliseconds{0}, std::exchange(fuse.burnt, {}));
        }
    std::erase_if(fuses_, [](const Fuse& fuse) { return fuse.steps == 0; });
}

void Machine::buryLater() {
    world_.timetable.after(milliseconds{0}, [this] { bury(); });
}

void Machine::bury() {
    const bool died = main_ != nullptr && main_->ended();
    // A cashier who saw it go asks the same again.
    for (const auto* const driver : {&main_, &rival_})
        if (*driver != nullptr && (*driver)->ended())
            if (const TillStep* const step = (*driver)->unheard()) askAgain(*step);
    if (rival_ != nullptr && rival_->ended()) rival_.reset();
    if (died) {
        main_.reset();
        closed_ = false;
    }
    noteUsable();
    if (std::exchange(powerLost_, false)) {
        disk_.clearFaults();
        powerIsBack();
    }
    if (died) startLater(crash_ == nullptr ? tryAgain : crash_->downFor);
}

/// As far as its clocks are concerned: the processes start later.
void Machine::powerIsBack() {
    const auto now = world_.timetable.now();
    const auto longest = std::max(world_.peace - now, milliseconds{1000});
    bootedAt_ = now + std::min(crash_ == nullptr ? milliseconds{0} : crash_->downFor, longest);
    if (crash_ == nullptr || !crash_->deadBattery) return;
    world_.met(Trouble::deadBattery, leftAmid_);
    wallOffset_ = batteryDead - dawn - bootedAt_;
}

// ---- what happens to it ----

void Machine::ask(const TillStep& step) {
    waiting_.push_back(&step);
    if (Driver* const driver = owner()) driver->serveNext();
}

void Machine::askAgain(const TillStep& step) {
    if (step.repeats == 0) return;
    auto& again = again_.emplace_back(step);
    again.repeats -= 1;
    again.number += 1000;
    waiting_.push_front(&again);
}

const TillStep* Machine::next() {
    if (waiting_.empty()) return nullptr;
    const TillStep* step = waiting_.front();
    waiting_.pop_front();
    if (step->sellsInstead && !hasOriginal(*step, world_.heard)) {
        again_.emplace_back(*step).kind = journal::Kind::sale;
        step = &again_.back();
    }
    return step;
}

void Machine::crash(const Crash& crash) {
    if (owner() == nullptr) return;
    crash_ = &crash;
    newerNext_ = newerNext_ || crash.newerVersion;
    if (crash.amid)
        crashAmid_ = &crash;
    else
        plan(crash);
}

void Machine::plan(const Crash& crash) {
    crash_ = &crash;
    const auto nth = static_cast<std::uint64_t>(crash.nth);
    switch (crash.how) {
        case Trouble::kill:
            return after(
                crash.nth, [this] { kill(); }, crash.nth % 2 == 1);
        case Trouble::killAtWrite:
            return disk_.plan({Operation::write, nth, 1, Failure::processEnd});
        case Trouble::powerCutAtWrite:
            return disk_.plan({Operation::write, nth, 1, Failure::powerCut});
        case Trouble::powerCutAtSync:
            return disk_.plan({Operation::sync, nth, 1, Failure::powerCut});
        default:
            return after(crash.nth, [this] { cutPower(); });
    }
}

void Machine::kill() {
    Driver* const driver = owner();
    if (driver == nullptr) return;
    ends(Trouble::kill);
    driver->die();
    buryLater();
}

void Machine::cutPower() {
    if (owner() == nullptr) return;
    ends(Trouble::powerCut);
    powerLost_ = true;
    disk_.cutPower();
    buryLater();
}

void Machine::restart(const Restart& restart) {
    after(restart.steps, [this, &restart] { close(restart); });
}

void Machine::close(const Restart& restart) {
    if (main_ == nullptr || !main_->owns() || main_->ended() || closed_) return;
    ends(Trouble::restart);
    closed_ = true;
    newerNext_ = newerNext_ || restart.newerVersion;
    main_->leave([this, weak = std::weak_ptr<Driver>(main_), delay = restart.downFor] {
        const auto self = weak.lock();
        if (self == nullptr || self != main_) return;
        main_.reset();
        noteUsable();
        closed_ = false;
        startLater(delay);
    });
}

void Machine::rival(const Rival& rival) {
    after(rival.steps, [this, &rival] { letRivalIn(rival); });
}

void Machine::letRivalIn(const Rival& rival) {
    if (rival_ != nullptr || world_.timetable.now() < bootedAt_) return;
    met(Trouble::rival);
    rival_ = std::make_shared<Driver>(*this, nextName());
    openRival(rival_, world_.timetable.now() + rival.patience, rival);
}

void Machine::openRival(const std::shared_ptr<Driver>& driver, milliseconds until,
                        const Rival& rival) {
    const auto opening = driver->open(false);
    const auto later = [this, weak = std::weak_ptr<Driver>(driver)](milliseconds delay, auto what) {
        world_.timetable.after(delay, [this, weak, what] {
            const auto self = weak.lock();
            if (self != nullptr && self == rival_ && !self->ended()) what(self);
        });
    };
    if (opening == Driver::Opening::open) {
        driver->work();
        later(rival.stay, [this, &rival](const auto&) { rivalLeaves(rival); });
    } else if (opening == Driver::Opening::held && world_.timetable.now() < until) {
        later(lockLook, [this, until, &rival](const auto& self) { openRival(self, until, rival); });
    } else if (driver->ended()) {
        buryLater();
    } else {
        rival_.reset();
    }
}

void Machine::rivalLeaves(const Rival& rival) {
    if (rival.killed) {
        rival_->die();
        return buryLater();
    }
    rival_->leave([this, weak = std::weak_ptr<Driver>(rival_)] {
        const auto self = weak.lock();
        if (self == nullptr || self != rival_) return;
        rival_.reset();
        noteUsable();
    });
}

void Machine::jump(const ClockJump& jump) {
    after(jump.steps, [this, by = jump.by] {
        met(Trouble::clockJump);
        wallOffset_ += by;
    });
}

void Machine::diskTrouble(const DiskTrouble& trouble, bool begins) {
    if (!begins) {
        if (troubleAmid_ == &trouble) troubleAmid_ = nullptr;
        std::erase(badDisk_, &trouble);
        if (trouble.what == Trouble::diskFull) disk_.limit(std::nullopt);
        if (trouble.what != Trouble::diskFull || trouble.everyWrite) disk_.clearFaults();
        return noteUsable();
    }
    if (trouble.amid)
        troubleAmid_ = &trouble;
    else
        plan(trouble);
}

void Machine::exchanges(const std::string& process, Moment moment) {
    if (!process.starts_with(profile_.lane + '.')) return;
    if (crashAmid_ != nullptr && crashAmid_->amid == moment)
        plan(*std::exchange(crashAmid_, nullptr));
    if (troubleAmid_ != nullptr && troubleAmid_->amid == moment)
        plan(*std::exchange(troubleAmid_, nullptr));
}

void Machine::plan(const DiskTrouble& trouble) {
    badDisk_.push_back(&trouble);
    noteUsable();
    const auto nth = static_cast<std::uint64_t>(trouble.nth);
    const auto times = static_cast<std::uint64_t>(trouble.times);
    if (trouble.what == Trouble::diskFull && !trouble.everyWrite)
        disk_.limit(disk_.usedBytes());
    else if (trouble.what == Trouble::diskFull)
        disk_.plan({Operation::write, nth, times, Failure::full});
    else if (trouble.what == Trouble::tornWrite)
        disk_.plan({Operation::write, nth, times, Failure::tornWrite});
    else
        disk_.plan({trouble.what == Trouble::syncError ? Operation::sync : Operation::write, nth,
                    times, Failure::error});
}

void Machine::peace() {
    fuses_.clear();
    crashAmid_ = nullptr;
    troubleAmid_ = nullptr;
    badDisk_.clear();
    disk_.clearFaults();
    disk_.limit(std::nullopt);
    noteUsable();
}

std::vector<journal::Record> Machine::rows() {
    // Most are read by who has them open, as the driver does; some from the disk, by another.
    Driver* const works = owner();
    if (works != nullptr && dice_.chance(850)) return rowsOf(works->journal());
    for (auto* const driver : {&main_, &rival_}) {
        if (*driver != nullptr) (*driver)->die();
        driver->reset();
    }
    Process reader(disk_);
    auto options = journalOptions(reader.vfs());
    // A lane that works has shown already that its journal can be opened for writing.
    options.readOnly = works != nullptr;
    return rowsOf(*journal::Journal::open(options));
}

std::vector<journal::Record> Machine::rowsOf(const journal::Journal& journal) {
    std::vector<journal::Record> rows;
    journal.visit([&rows](const journal::Record& row) {
        rows.push_back(row);
        return true;
    });
    for (const auto& bad : journal.quarantined())
        violations_.push_back("lane " + profile_.lane + ": a row of its journal (" + bad.name +
                              ") is in quarantine: " + bad.reason);
    return rows;
}

}  // namespace mobilepay::simulation
