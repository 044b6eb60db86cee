#include "driver/journal/set_aside.h"

#include "driver/core/error.h"
#include "tests/unit/journal/raw_sql.h"
#include "tests/unit/journal/story.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::journal;
using namespace mobilepay::journal::testing;

namespace {

struct Shop {
    Shop() {
        till.open();
        sell(*till, "T1-a");
        till->promise(saleOf("T1-b"));
        till->promise(saleOf("T1-c"));
    }
    SetAside aside() { return setAside(till.path, at(someTime), till.process().vfs()); }
    simulation::Disk disk;
    Till till{disk};
};

std::string orders(const SetAside& done) {
    std::string text;
    for (const auto& record : done.open)
        text += record.orderId.text() + " ";
    return text;
}

bool mentions(const SetAside& done, const std::string& part) {
    for (const auto& line : done.mayBeOpen)
        if (line.find(part) != std::string::npos) return true;
    return false;
}

constexpr const char* aside = "TILL1.journal.aside-20261123T201500Z";

}  // namespace

BOOST_AUTO_TEST_SUITE(setting_aside)

BOOST_AUTO_TEST_CASE(a_sound_journal_tells_all_that_is_open_and_makes_way) {
    Shop shop;
    shop.till.close();
    const auto contents = shop.disk.contents(shop.till.path);
    const auto done = shop.aside();
    BOOST_TEST(orders(done) == "T1-b T1-c ");
    BOOST_TEST(done.complete);
    BOOST_TEST(done.mayBeOpen.empty());
    BOOST_TEST(done.files.size() >= 2U);
    BOOST_TEST(shop.disk.contents(aside) == contents);
    BOOST_TEST(shop.disk.exists(std::string(aside) + "-mark"));
    BOOST_TEST(shop.till.open().openRows().empty());
    BOOST_TEST(!shop.till->find(core::OrderId("T1-a")));
}

BOOST_AUTO_TEST_CASE(what_was_set_aside_can_be_opened_where_it_lies) {
    Shop shop;
    shop.till.kill();
    (void)shop.aside();
    auto options = shop.till.options();
    options.path = aside;
    options.readOnly = true;
    BOOST_TEST(shop.till.open(options).openRows().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_journal_without_its_write_ahead_log_lists_what_it_has_and_says_it_may_lack) {
    Shop shop;
    for (int i = 0; i < 10; ++i)
        shop.till->promise(saleOf("T1-d" + std::to_string(i)));
    shop.till.kill();
    shop.disk.erase(shop.till.path + "-wal");
    BOOST_CHECK_THROW(shop.till.open(), core::JournalError);
    const auto done = shop.aside();
    BOOST_TEST(!done.complete);
    BOOST_TEST(mentions(done, "there may be more"));
    BOOST_TEST(mentions(done, "commits are missing"));
    sell(shop.till.open(), "T1-new");
}

BOOST_AUTO_TEST_CASE(of_damaged_pages_the_rows_before_and_behind_are_listed) {
    simulation::Disk disk;
    Till till(disk);
    till.open();
    for (int i = 0; i < 60; ++i)
        till->promise(saleOf("T1-" + std::to_string(i)));
    till.close();
    // The page of the table where this row stands.
    const auto page = disk.contents(till.path).find("key-of-T1-30") / 4096;
    for (std::size_t i = 0; i < 4096; ++i)
        disk.flip(till.path, page * 4096 + i, 0x5a);
    BOOST_CHECK_THROW(till.open(), core::JournalError);
    const auto done = setAside(till.path, at(someTime), till.process().vfs());
    BOOST_TEST(!done.complete);
    BOOST_TEST(done.open.size() > 30U);
    BOOST_TEST(done.open.size() < 60U);
    BOOST_TEST(done.open.front().orderId.text() == "T1-0");
    BOOST_TEST(mentions(done, "there may be more"));
    till.open();
}

BOOST_AUTO_TEST_CASE(a_bad_row_that_may_be_open_is_listed) {
    Shop shop;
    shop.till.close();
    runSql(shop.disk, shop.till.path, "UPDATE record SET amount = 1 WHERE order_id = 'T1-b'");
    const auto done = shop.aside();
    BOOST_TEST(orders(done) == "T1-c ");
    BOOST_TEST(mentions(done, "order T1-b"));
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_database_is_moved_all_the_same) {
    Shop shop;
    shop.till.close();
    shop.disk.replace(shop.till.path, "rubbish");
    const auto done = shop.aside();
    BOOST_TEST(!done.complete);
    BOOST_TEST(shop.disk.contents(aside) == "rubbish");
    shop.till.open();
}

BOOST_AUTO_TEST_CASE(a_journal_that_is_gone_leaves_its_companions_to_be_moved) {
    Shop shop;
    shop.till.kill();
    shop.disk.erase(shop.till.path);
    BOOST_CHECK_THROW(shop.till.open(), core::JournalError);
    const auto done = shop.aside();
    BOOST_TEST(!done.complete);
    BOOST_TEST(mentions(done, "was missing"));
    shop.till.open();
}

BOOST_AUTO_TEST_CASE(nothing_there_is_nothing_done) {
    simulation::Disk disk;
    Till till(disk);
    const auto done = setAside(till.path, at(someTime), till.process().vfs());
    BOOST_TEST(done.files.empty());
    BOOST_TEST(done.complete);
}

BOOST_AUTO_TEST_CASE(twice_in_one_second_makes_two_names) {
    Shop shop;
    shop.till.close();
    (void)shop.aside();
    shop.till.open();
    shop.till.close();
    const auto second = shop.aside();
    BOOST_TEST(shop.disk.exists(std::string(aside) + "-2"));
    BOOST_TEST(second.open.empty());
}

BOOST_AUTO_TEST_CASE(cut_short_anywhere_it_never_lets_a_fresh_journal_hide_the_old_one) {
    for (const auto operation :
         {simulation::Operation::write, simulation::Operation::sync, simulation::Operation::remove})
        for (std::uint64_t nth = 1;; ++nth) {
            Shop shop;
            shop.till.kill();
            shop.disk.plan({operation, nth, 1, simulation::Failure::processEnd});
            try {
                (void)shop.aside();
            } catch (const core::JournalError&) {
            }
            const bool reached = shop.disk.faultHappened();
            shop.disk.clearFaults();
            if (!reached) break;
            shop.till.kill();
            bool opened = true;
            try {
                shop.till.open();
            } catch (const core::JournalError&) {
                opened = false;
            }
            // It opens as it was, or it refuses: never an empty one in its place.
            if (opened) BOOST_TEST(shop.till->openRows().size() == 2U);
            shop.till.close();
            (void)shop.aside();
            BOOST_TEST(shop.till.open().openRows().empty());
        }
}

BOOST_AUTO_TEST_SUITE_END()
