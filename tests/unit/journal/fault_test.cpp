#include "driver/core/error.h"
#include "tests/unit/journal/story.h"
#include "tests/unit/journal/thoroughness.h"

#include <algorithm>
#include <functional>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::journal;
using namespace mobilepay::journal::testing;
using simulation::Failure;
using simulation::Operation;

namespace {

/// Errors come at every operation in turn; the other ways to fail at each third one, and at every
/// one where it may take its time.
constexpr std::uint64_t pace = thorough ? 1 : 3;

/// Opens, as often as it takes; the fault passes by.
void openAtLast(Till& till, int attempts = 20) {
    for (;; --attempts) {
        try {
            till.open();
            return;
        } catch (const core::JournalError&) {
            BOOST_REQUIRE(attempts > 0);
        }
    }
}

/// The day with one fault in it. A step that fails has changed nothing that can be seen, and
/// succeeds when it is tried again. Returns whether the fault was reached.
bool surviveError(const simulation::Fault& fault) {
    simulation::Disk disk(fault.nth);
    Till till(disk);
    disk.plan(fault);
    openAtLast(till);
    std::size_t done = 0;
    for (const auto& step : workingDay()) {
        try {
            step(*till);
        } catch (const core::JournalError&) {
            BOOST_REQUIRE(disk.faultHappened());
            BOOST_TEST(tellAll(*till) == undisturbed()[done]);
            step(*till);
        }
        ++done;
    }
    const bool reached = disk.faultHappened();
    disk.clearFaults();
    BOOST_TEST(tellAll(*till) == undisturbed().back());
    till.cutPower();
    BOOST_TEST(tellAll(till.open()) == undisturbed().back());
    BOOST_TEST(till->quarantined().empty());
    return reached;
}

/// The day until the process or the machine dies. What has returned is there, what was under way is
/// there or not, and the day goes on after the restart.
bool surviveEnd(const simulation::Fault& fault, std::uint64_t seed) {
    simulation::Disk disk(seed);
    Till till(disk);
    disk.plan(fault);
    std::size_t done = 0;
    const auto day = workingDay();
    try {
        till.open();
        for (; done < day.size(); ++done)
            day[done](*till);
        till.close();
    } catch (const core::JournalError&) {
        BOOST_REQUIRE(disk.faultHappened());
    }
    const bool reached = disk.faultHappened();
    disk.clearFaults();
    till.kill();
    const auto told = tellAll(till.open());
    const auto& states = undisturbed();
    const bool asBefore = told == states[done];
    const bool oneMore = done + 1 < states.size() && told == states[done + 1];
    BOOST_TEST((asBefore || oneMore), "after " << done << " steps: " << told);
    BOOST_TEST(till->quarantined().empty());
    for (auto next = oneMore ? done + 1 : done; next < day.size(); ++next)
        day[next](*till);
    BOOST_TEST(tellAll(*till) == states.back());
    return reached;
}

/// How many steps of the working day are done when one fails, or all.
std::size_t doneUntilAnError(Journal& journal,
                             const std::function<void(const core::JournalError&)>& failed) {
    std::size_t done = 0;
    const auto day = workingDay();
    try {
        for (; done < day.size(); ++done)
            day[done](journal);
    } catch (const core::JournalError& error) {
        failed(error);
    }
    return done;
}

/// Whether a row looked like that after any of the day's steps.
bool wasOnce(const std::string& row) {
    return std::any_of(undisturbed().begin(), undisturbed().end(), [&](const std::string& state) {
        return state.find(row + "\n") != std::string::npos;
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(every_operation_fails_in_turn)

BOOST_AUTO_TEST_CASE(an_error_at_any_operation_changes_nothing_that_can_be_seen) {
    for (const auto operation :
         {Operation::open, Operation::read, Operation::write, Operation::truncate, Operation::sync,
          Operation::remove, Operation::lock, Operation::sharedMemory}) {
        std::uint64_t nth = 1;
        while (surviveError({operation, nth, 1, Failure::error}))
            ++nth;
        BOOST_TEST_MESSAGE("operation " << static_cast<int>(operation) << ": " << nth - 1);
        BOOST_TEST((nth > 1 || operation == Operation::truncate));
    }
}

BOOST_AUTO_TEST_CASE(a_torn_write_changes_nothing_that_can_be_seen) {
    for (std::uint64_t nth = 1 + firstOf(pace);
         surviveError({Operation::write, nth, 1, Failure::tornWrite});)
        nth += pace;
}

BOOST_AUTO_TEST_CASE(a_full_disk_at_any_write_changes_nothing_that_can_be_seen) {
    for (std::uint64_t nth = 1 + firstOf(pace);
         surviveError({Operation::write, nth, 1, Failure::full});)
        nth += pace;
}

BOOST_AUTO_TEST_CASE(two_errors_in_a_row_change_nothing_that_can_be_seen_either) {
    for (const auto operation : {Operation::write, Operation::sync}) {
        for (std::uint64_t nth = 1;; ++nth) {
            simulation::Disk disk(nth);
            Till till(disk);
            till.open();
            disk.plan({operation, nth, 3, Failure::error});
            std::size_t done = 0;
            for (const auto& step : workingDay()) {
                for (int attempt = 0; attempt < 5; ++attempt) {
                    try {
                        step(*till);
                        break;
                    } catch (const core::JournalError&) {
                        BOOST_TEST(tellAll(*till) == undisturbed()[done]);
                    }
                }
                ++done;
            }
            BOOST_TEST(tellAll(*till) == undisturbed().back());
            if (!disk.faultHappened()) break;
        }
    }
}

BOOST_AUTO_TEST_CASE(a_process_that_dies_at_any_operation_has_lost_nothing_that_returned) {
    for (const auto operation : {Operation::open, Operation::read, Operation::write,
                                 Operation::sync, Operation::remove, Operation::lock}) {
        for (std::uint64_t nth = 1 + firstOf(pace);
             surviveEnd({operation, nth, 1, Failure::processEnd}, nth);)
            nth += pace;
    }
}

BOOST_AUTO_TEST_CASE(a_power_cut_at_any_write_or_sync_has_lost_nothing_that_returned) {
    for (const auto operation : {Operation::write, Operation::sync, Operation::remove})
        for (std::uint64_t seed = 0; seed < (thorough ? 30 : 1); ++seed)
            for (std::uint64_t nth = 1 + (operation == Operation::write ? firstOf(pace) : 0);
                 surviveEnd({operation, nth, 1, Failure::powerCut}, seed * 1000 + nth);)
                nth += operation == Operation::write ? pace : 1;
}

BOOST_AUTO_TEST_CASE(what_failed_at_a_sync_does_not_come_back_after_a_power_cut) {
    for (std::uint64_t nth = 1;; ++nth) {
        for (std::uint64_t seed = 0; seed < 8; ++seed) {
            simulation::Disk disk(seed);
            Till till(disk);
            till.open();
            disk.plan({Operation::sync, nth, 1, Failure::error});
            const std::size_t done = doneUntilAnError(*till, [](const core::JournalError&) {});
            if (!disk.faultHappened()) return;
            till.cutPower();
            BOOST_TEST(tellAll(till.open()) == undisturbed()[done]);
        }
    }
}

// Found by the simulation (seed 9568): a promise whose writes were torn, and the commit that was to
// take its place as well, stood in the -wal until the lane was opened again.
BOOST_AUTO_TEST_CASE(what_could_not_be_overwritten_at_once_is_when_the_open_rows_are_read) {
    int announced = 0;
    for (std::uint64_t nth = 1;; ++nth) {
        for (std::uint64_t seed = 0; seed < 8; ++seed) {
            simulation::Disk disk(seed);
            Till till(disk);
            till.open();
            disk.plan({Operation::sync, nth, 2, Failure::error});
            const std::size_t done = doneUntilAnError(*till, [&](const core::JournalError& error) {
                if (error.mayComeBack()) ++announced;
            });
            if (!disk.faultHappened()) {
                BOOST_TEST(announced > 0);
                return;
            }
            disk.clearFaults();
            (void)till->openRows();
            till.cutPower();
            BOOST_TEST(tellAll(till.open()) == undisturbed()[done]);
        }
    }
}

/// What such a disk forgets together nobody can miss: driver/journal/README.md says so.
BOOST_AUTO_TEST_CASE(a_disk_that_lies_about_syncs_is_found_out_or_shows_rows_as_they_once_were) {
    int found = 0;
    int untrue = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        simulation::Disk disk(seed);
        Till till(disk);
        till.open();
        disk.ignoreSyncs(true);
        for (const auto& step : workingDay())
            step(*till);
        till.cutPower();
        disk.ignoreSyncs(false);
        try {
            till.open().visit([&](const Record& record) {
                untrue += !wasOnce(read(record));
                return true;
            });
        } catch (const core::JournalError&) {
            ++found;
        }
    }
    BOOST_TEST(found > 20);
    BOOST_TEST(untrue == 0);
}

// Found by the simulation (seed 595233): a commit that could not be synced was there with the next
// opening, was marked, and was gone with the power. The lane refused a sound journal.
BOOST_AUTO_TEST_CASE(a_commit_that_never_became_durable_is_not_missed_later) {
    for (std::uint64_t begins = 1; begins <= 12; ++begins)
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            simulation::Disk disk(seed);
            Till till(disk);
            till.open();
            sell(*till, "T1-a");
            till.close();
            disk.plan({Operation::sync, begins, 1'000'000, Failure::error});
            for (int i = 0; i < 2; ++i) {
                try {
                    till.open();
                } catch (const core::JournalError&) {
                }
                till.close();
            }
            till.cutPower();
            disk.clearFaults();
            BOOST_REQUIRE_NO_THROW(till.open());
            BOOST_TEST(till->find(core::OrderId("T1-a")).has_value());
        }
}

BOOST_AUTO_TEST_SUITE_END()
