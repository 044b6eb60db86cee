#include "driver/core/error.h"
#include "tests/unit/journal/fixture.h"

#include <sqlite3.h>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::journal;
using namespace mobilepay::journal::testing;

namespace {

/// What opening says; empty: it opens.
std::string refusal(Till& till, const Options& options) {
    try {
        till.open(options);
        return {};
    } catch (const core::JournalError& error) {
        return error.what();
    }
}

bool names(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(opening_a_journal)

BOOST_AUTO_TEST_CASE(a_journal_of_another_lane_is_refused_and_both_are_named) {
    simulation::Disk disk;
    Till till(disk);
    sell(till.open(), "T1-a");
    till.close();
    auto options = till.options();
    options.lane = "TILL2";
    const auto text = refusal(till, options);
    BOOST_TEST(names(text, "TILL1.journal of lane TILL2"));
    BOOST_TEST(names(text, "belongs to lane TILL1"));
}

BOOST_AUTO_TEST_CASE(a_journal_from_another_machine_is_refused_until_it_is_adopted) {
    simulation::Disk disk;
    Till till(disk);
    sell(till.open(), "T1-a");
    till.close();
    auto options = till.options();
    options.machine = "machine-b";
    const auto text = refusal(till, options);
    BOOST_TEST(names(text, "another machine"));
    BOOST_TEST(names(text, "mpctl journal adopt TILL1"));
    BOOST_TEST(names(text, "mpctl journal set-aside TILL1"));
    options.adopt = true;
    BOOST_TEST(refusal(till, options) == "");
    BOOST_TEST(till->find(core::OrderId("T1-a")).has_value());
    options.adopt = false;
    BOOST_TEST(refusal(till, options) == "");
    BOOST_TEST(names(refusal(till, till.options()), "another machine"));
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_database_is_refused_and_kept) {
    simulation::Disk disk;
    Till till(disk);
    const std::string letter = "Dear customer, " + std::string(5000, '.');
    disk.replace(till.path, letter);
    const auto text = refusal(till, till.options());
    BOOST_TEST(names(text, "TILL1.journal"));
    BOOST_TEST(names(text, "not a journal"));
    BOOST_TEST(names(text, "mpctl journal set-aside TILL1"));
    BOOST_TEST(disk.contents(till.path) == letter);
}

BOOST_AUTO_TEST_CASE(a_file_of_a_few_bytes_is_refused_and_kept) {
    simulation::Disk disk;
    Till till(disk);
    disk.replace(till.path, "SQLite");
    BOOST_TEST(names(refusal(till, till.options()), "not a journal"));
    BOOST_TEST(disk.contents(till.path) == "SQLite");
}

BOOST_AUTO_TEST_CASE(a_read_only_disk_shows_at_opening) {
    simulation::Disk disk;
    Till till(disk);
    disk.readOnly(true);
    BOOST_TEST(!refusal(till, till.options()).empty());
    disk.readOnly(false);
    sell(till.open(), "T1-a");
    till.close();
    disk.readOnly(true);
    BOOST_TEST(names(refusal(till, till.options()), "TILL1.journal"));
    disk.readOnly(false);
    BOOST_TEST(refusal(till, till.options()) == "");
    BOOST_TEST(till->find(core::OrderId("T1-a")).has_value());
}

BOOST_AUTO_TEST_CASE(a_full_disk_shows_at_opening) {
    simulation::Disk disk;
    Till till(disk);
    disk.limit(100000);
    BOOST_TEST(names(refusal(till, till.options()), "full"));
    disk.limit({});
    sell(till.open(), "T1-a");
    till.close();
    disk.limit(disk.usedBytes());
    BOOST_TEST(names(refusal(till, till.options()), "full"));
    disk.limit({});
    BOOST_TEST(till.open().find(core::OrderId("T1-a")).has_value());
}

BOOST_AUTO_TEST_CASE(when_the_disk_fills_up_promises_stop_and_what_is_begun_still_ends) {
    simulation::Disk disk;
    Till till(disk);
    till.open();
    for (const char* id : {"T1-x", "T1-y", "T1-z"})
        till->promise(saleOf(id));
    disk.limit(disk.usedBytes());
    int sold = 0;
    std::string refused;
    while (refused.empty()) {
        try {
            sell(*till, "T1-" + std::to_string(sold));
            ++sold;
        } catch (const core::JournalError& error) {
            refused = error.what();
        }
        BOOST_REQUIRE(sold < 10000);
    }
    BOOST_TEST(names(refused, "the disk is full"));
    // It was the promise that was refused, not the end of something begun.
    BOOST_TEST(!till->find(core::OrderId("T1-" + std::to_string(sold))));
    for (const char* id : {"T1-x", "T1-y", "T1-z"}) {
        BOOST_TEST(till->decide(core::OrderId(id), Decision::capture, core::PaymentId("p")) ==
                   Decision::capture);
        till->conclude(core::OrderId(id), Outcome::approved, "", std::string(200, 'x'), {}, {},
                       at(someTime));
        till->handOver(core::OrderId(id));
    }
    BOOST_TEST(till->openRows().empty());
    disk.limit({});
    sell(*till, "T1-" + std::to_string(sold));
}

BOOST_AUTO_TEST_CASE(a_locked_journal_is_tried_for_two_seconds_and_then_named) {
    simulation::Disk disk;
    Till till(disk);
    till.open();
    till.close();
    // Another process holds the write lock, as a virus scanner or a second copy would.
    simulation::Process other(disk);
    sqlite3* handle = nullptr;
    sqlite3_open_v2(till.path.c_str(), &handle, SQLITE_OPEN_READWRITE, other.vfs().c_str());
    sqlite3_exec(handle, "BEGIN IMMEDIATE; UPDATE state SET id = id", nullptr, nullptr, nullptr);
    const auto text = refusal(till, till.options());
    BOOST_TEST(names(text, "locked"));
    BOOST_TEST(names(text, "virus scanner"));
    BOOST_TEST(disk.sleptMicroseconds() >= 1900000U);
    BOOST_TEST(disk.sleptMicroseconds() <= 2100000U);
    sqlite3_exec(handle, "ROLLBACK", nullptr, nullptr, nullptr);
    sqlite3_close(handle);
    BOOST_TEST(refusal(till, till.options()) == "");
}

BOOST_AUTO_TEST_CASE(a_second_process_reads_along_while_the_first_one_writes) {
    simulation::Disk disk;
    Till till(disk);
    sell(till.open(), "T1-a");
    simulation::Process other(disk);
    Options looking;
    looking.path = till.path;
    looking.vfs = other.vfs();
    looking.readOnly = true;
    {
        const auto reader = Journal::open(looking);
        BOOST_TEST(reader->find(core::OrderId("T1-a"))->outcome == Outcome::approved);
        BOOST_TEST(!reader->find(core::OrderId("T1-b")));
        till->promise(saleOf("T1-b"));
        BOOST_TEST(reader->find(core::OrderId("T1-b")).has_value());
        BOOST_TEST(reader->openRows().size() == 1U);
        BOOST_CHECK_THROW(reader->promise(saleOf("T1-c")), core::JournalError);
        BOOST_CHECK_THROW(reader->handOver(core::OrderId("T1-a")), core::JournalError);
        for (int i = 0; i < 50; ++i)
            sell(*till, "T1-more" + std::to_string(i));
        BOOST_TEST(reader->notHandedOver().size() == 1U);
    }
    till.kill();
    const auto reader = Journal::open(looking);
    BOOST_TEST(reader->find(core::OrderId("T1-more49"))->handedOver);
}

BOOST_AUTO_TEST_CASE(reading_makes_no_journal_where_there_is_none) {
    simulation::Disk disk;
    Till till(disk);
    auto options = till.options();
    options.readOnly = true;
    BOOST_TEST(names(refusal(till, options), "there is none yet"));
    BOOST_TEST(disk.files().empty());
}

BOOST_AUTO_TEST_CASE(an_unknown_vfs_is_named) {
    simulation::Disk disk;
    Till till(disk);
    auto options = till.options();
    options.vfs = "nobody";
    BOOST_TEST(names(refusal(till, options), "nobody"));
}

BOOST_AUTO_TEST_CASE(a_closed_journal_is_one_file_and_its_mark) {
    simulation::Disk disk;
    Till till(disk);
    sell(till.open(), "T1-a");
    till.close();
    BOOST_TEST(disk.files().size() == 2U);
    BOOST_TEST(disk.exists(till.path));
    BOOST_TEST(disk.exists(till.path + "-mark"));
}

BOOST_AUTO_TEST_SUITE_END()
