#pragma once

#include "driver/core/clock.h"
#include "driver/journal/record.h"
#include "tests/simulation/network.h"
#include "tests/simulation/trouble.h"
#include "tests/simulator/model/script.h"
#include "tests/simulator/model/world.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mobilepay::simulation {

/// One thing a till does, and who stands before it.
struct TillStep {
    int number = 0;
    std::size_t till = 0;
    core::Milliseconds at{};
    journal::Kind kind = journal::Kind::sale;
    std::int64_t minor = 0;
    /// Completion, void, refund: which of the transactions that tills know by then, newest first;
    /// whichever till made it.
    std::size_t original = 0;
    bool byOrderId = false;  ///< as a cashier types it from a slip
    /// Where tills know none, it is a sale; else a reference that nobody made is asked for.
    bool sellsInstead = false;
    core::Milliseconds timeout{};
    std::optional<core::Milliseconds> abortAfter{};
    /// How often the cashier asks the same again after an error, or after the till has died.
    int repeats = 0;
    simulator::Script shopper{};
    /// The shopper answers so long after the till's patience with him ends; below 0: before.
    std::optional<core::Milliseconds> answersBesideTheEnd{};
};

/// The driver's process ends without a word; its machine may lose power with it.
struct Crash {
    std::size_t till = 0;
    core::Milliseconds at{};
    core::Milliseconds downFor{};
    /// kill, killAtWrite, powerCut, powerCutAtWrite or powerCutAtSync.
    Trouble how = Trouble::powerCut;
    int nth = 1;  ///< which write or sync, or step of the lane's work, from `at` on
    /// At a write or sync: counted from the next exchange of that kind on.
    std::optional<Moment> amid{};
    bool deadBattery = false;
    bool newerVersion = false;  ///< comes back after a visit of a newer build
};

/// The application closes the device and opens it again.
struct Restart {
    std::size_t till = 0;
    core::Milliseconds at{};
    core::Milliseconds downFor{};
    bool newerVersion = false;
    int steps = 0;  ///< so many steps of the lane's work later; 0: at once
};

/// Another process on a till's machine wants the lane, and sells with it while it has it.
struct Rival {
    std::size_t till = 0;
    core::Milliseconds at{};
    core::Milliseconds patience{};
    core::Milliseconds stay{};
    bool killed = false;  ///< how it leaves
    int steps = 0;
};

/// A till's wall clock is set.
struct ClockJump {
    std::size_t till = 0;
    core::Milliseconds at{};
    core::Milliseconds by{};
    int steps = 0;
};

/// A till's disk misbehaves.
struct DiskTrouble {
    std::size_t till = 0;
    core::Milliseconds from{};
    core::Milliseconds to{};
    Trouble what = Trouble::diskFull;  ///< diskFull, writeError, tornWrite or syncError
    int nth = 1;                       ///< from which operation on
    int times = 1;                     ///< how many in a row
    /// diskFull: no write finds room, from the nth on; else only what makes a file longer.
    bool everyWrite = false;
    /// Begins with the next exchange of that kind.
    std::optional<Moment> amid{};
};

/// A run, drawn whole from its seed before it begins, so that parts of it can be left out to make a
/// failing story short.
struct Plan {
    std::uint64_t seed = 0;
    std::size_t tills = 0;
    core::Milliseconds recoveryInterval{};
    simulator::Rules rules;            ///< what the server decides
    std::vector<std::size_t> undoing;  ///< tills with the setting `undelivered = undo`
    std::vector<TillStep> steps;
    std::vector<Crash> crashes;
    std::vector<Restart> restarts;
    std::vector<Rival> rivals;
    std::vector<ClockJump> jumps;
    std::vector<DiskTrouble> disks;
    Network::Weather weather;
    /// The last planned thing; peace and recovery follow.
    core::Milliseconds end{};

    /// At least 5 requests of tills and 1 fault.
    [[nodiscard]] static Plan of(std::uint64_t seed);
    /// The plan as a story that a person can read.
    [[nodiscard]] std::string text() const;
};

}  // namespace mobilepay::simulation
