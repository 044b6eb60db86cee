#include "driver/core/error.h"
#include "driver/journal/row.h"
#include "tests/unit/journal/raw_sql.h"
#include "tests/unit/journal/story.h"

#include <algorithm>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::journal;
using namespace mobilepay::journal::testing;

namespace {

/// Three sales: `T1-a` and `T1-c` approved, `T1-b` open and decided.
struct Shop {
    Shop() {
        till.open();
        sell(*till, "T1-a");
        till->promise(saleOf("T1-b"));
        (void)till->decide(core::OrderId("T1-b"), Decision::capture, core::PaymentId("p"));
        sell(*till, "T1-c");
    }
    void tamper(const std::string& sql) { runSql(disk, till.path, sql); }
    simulation::Disk disk;
    Till till{disk};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(quarantine)

// Who writes one must know how its checksum is made; it needs no key.
BOOST_AUTO_TEST_CASE(a_row_with_a_number_that_no_till_has_is_bad_though_its_checksum_is_right) {
    auto values = valuesOf(1, saleOf("T1-a"));
    const auto column = std::ranges::find(recordColumns, "till_number");
    BOOST_REQUIRE(column != recordColumns.end());
    values[static_cast<std::size_t>(column - recordColumns.begin())] = std::int64_t{5'000'000'000};
    values.back() = checksumOf("record", recordColumns, values);
    BOOST_CHECK_THROW((void)rowOf({"T1.journal", "T1"}, values), BadRow);
}

BOOST_AUTO_TEST_CASE(a_bad_row_is_not_believed_and_not_lost) {
    for (const bool whileOpen : {true, false}) {
        Shop shop;
        if (!whileOpen) shop.till.close();
        shop.tamper("UPDATE record SET amount = 1 WHERE order_id = 'T1-b'");
        if (!whileOpen) shop.till.open();
        BOOST_TEST(!shop.till->find(core::OrderId("T1-b")));
        BOOST_TEST(shop.till->openRows().empty());
        const auto bad = shop.till->quarantined();
        BOOST_REQUIRE(bad.size() == 1U);
        BOOST_TEST(bad[0].table == "record");
        BOOST_TEST(bad[0].name == "T1-b");
        BOOST_TEST(bad[0].mayBeOpen);
        BOOST_CHECK(bad[0].foundAt == at(someTime));
        BOOST_TEST(bad[0].contents.find("key=key-of-T1-b\n") != std::string::npos);
        BOOST_TEST(bad[0].contents.find("payment=p\n") != std::string::npos);
        BOOST_TEST(shop.till->find(core::OrderId("T1-a")).has_value());
    }
}

BOOST_AUTO_TEST_CASE(what_is_in_quarantine_stays_there_over_restarts) {
    Shop shop;
    shop.till.close();
    shop.tamper("UPDATE record SET outcome = 'approved' WHERE order_id = 'T1-b'");
    shop.till.open();
    shop.till.kill();
    BOOST_TEST(shop.till.open().quarantined().size() == 1U);
    BOOST_TEST(shop.till->quarantined()[0].mayBeOpen);
    shop.till->checkAll();
    (void)shop.till->forgetOlderThan(at(someTime * 2));
    BOOST_TEST(shop.till->quarantined().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_bad_row_that_was_surely_closed_is_not_called_open) {
    Shop shop;
    shop.till.close();
    shop.tamper("UPDATE record SET detail = 'x' WHERE order_id = 'T1-a'");
    shop.till.open();
    BOOST_REQUIRE(shop.till->quarantined().size() == 1U);
    BOOST_TEST(!shop.till->quarantined()[0].mayBeOpen);
}

BOOST_AUTO_TEST_CASE(writing_to_a_bad_row_is_an_error_that_says_where_it_went) {
    Shop shop;
    shop.tamper("UPDATE record SET decision = 'none' WHERE order_id = 'T1-b'");
    BOOST_CHECK_EXCEPTION((void)shop.till->decide(core::OrderId("T1-b"), Decision::cancel),
                          core::JournalError, [](const auto& error) {
                              return std::string(error.what()).find("quarantine") !=
                                     std::string::npos;
                          });
    BOOST_TEST(shop.till->quarantined().size() == 1U);
    BOOST_CHECK_THROW((void)shop.till->decide(core::OrderId("T1-b"), Decision::cancel),
                      core::JournalError);
}

BOOST_AUTO_TEST_CASE(of_several_rows_the_bad_one_is_named_and_none_is_written) {
    Shop shop;
    shop.till->promise(saleOf("T1-d"));
    shop.tamper("UPDATE record SET code = 'x' WHERE order_id = 'T1-b'");
    BOOST_CHECK_EXCEPTION(shop.till->handOver({core::OrderId("T1-d"), core::OrderId("T1-b")}),
                          core::JournalError, [](const auto& error) {
                              return std::string(error.what()).find("order T1-b is bad") !=
                                     std::string::npos;
                          });
    BOOST_TEST(!shop.till->find(core::OrderId("T1-d"))->handedOver);
}

BOOST_AUTO_TEST_CASE(a_row_that_took_another_ones_place_is_bad) {
    Shop shop;
    shop.till.close();
    shop.tamper(
        "UPDATE record SET (amount, payment, checksum) = (SELECT amount, payment, checksum FROM "
        "record WHERE order_id = 'T1-a') WHERE order_id = 'T1-c'");
    shop.till.open();
    BOOST_TEST(!shop.till->find(core::OrderId("T1-c")));
    BOOST_TEST(shop.till->quarantined().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_removed_row_is_missed) {
    Shop shop;
    shop.till.close();
    shop.tamper("DELETE FROM record WHERE order_id = 'T1-b'");
    BOOST_CHECK_EXCEPTION(shop.till.open(), core::JournalError, [](const auto& error) {
        return std::string(error.what()).find("should hold 3 rows and 2 are there") !=
               std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(an_older_state_of_a_row_is_not_accepted_in_place_of_the_newer) {
    Shop shop;
    shop.till.close();
    const std::string older =
        "UPDATE record SET decision = '" +
        runSql(shop.disk, shop.till.path, "SELECT decision FROM record WHERE order_id = 'T1-b'") +
        "', checksum = " +
        runSql(shop.disk, shop.till.path, "SELECT checksum FROM record WHERE order_id = 'T1-b'") +
        ", outcome = 'open', code = '', concluded_at = NULL WHERE order_id = "
        "'T1-b'";
    shop.till.open().conclude(core::OrderId("T1-b"), Outcome::approved, "", "", {}, {}, at(1));
    shop.till.close();
    shop.tamper(older);
    BOOST_CHECK_EXCEPTION(shop.till.open(), core::JournalError, [](const auto& error) {
        return std::string(error.what()).find("not those that were written") != std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(what_was_remembered_badly_is_forgotten_and_can_be_learnt_again) {
    for (const bool recallFirst : {true, false}) {
        Shop shop;
        shop.till->remember("beacon", "1");
        shop.tamper("UPDATE memory SET value = '2' WHERE key = 'beacon'");
        if (recallFirst) BOOST_TEST(!shop.till->recall("beacon"));
        shop.till->remember("beacon", "3");
        BOOST_TEST(*shop.till->recall("beacon") == "3");
        BOOST_REQUIRE(shop.till->quarantined().size() == 1U);
        BOOST_TEST(shop.till->quarantined()[0].table == "memory");
        BOOST_TEST(!shop.till->quarantined()[0].mayBeOpen);
    }
}

BOOST_AUTO_TEST_CASE(a_bad_settlement_is_put_aside_and_its_rows_stay) {
    Shop shop;
    shop.till->closePeriod(at(someTime));
    shop.till.close();
    shop.tamper("UPDATE period SET rows = 99");
    shop.till.open();
    BOOST_TEST(shop.till->periods().empty());
    BOOST_TEST(shop.till->rowsOfPeriod(1).size() == 2U);
    BOOST_TEST(shop.till->closePeriod(at(someTime)) == 2);
}

BOOST_AUTO_TEST_CASE(a_reader_reports_bad_rows_without_touching_the_file) {
    Shop shop;
    shop.till.close();
    shop.tamper("UPDATE record SET amount = 1 WHERE order_id = 'T1-b'");
    const auto before = shop.disk.contents(shop.till.path);
    auto options = shop.till.options();
    options.readOnly = true;
    shop.till.open(options);
    BOOST_TEST(!shop.till->find(core::OrderId("T1-b")));
    BOOST_REQUIRE(shop.till->quarantined().size() == 1U);
    BOOST_TEST(shop.till->quarantined()[0].mayBeOpen);
    BOOST_TEST(shop.disk.contents(shop.till.path) == before);
}

BOOST_AUTO_TEST_CASE(a_damaged_text_cannot_break_the_terminal_it_is_shown_on) {
    Shop shop;
    shop.till.close();
    shop.tamper("UPDATE record SET order_id = char(27) || '[2J' || char(10) WHERE id = 2");
    shop.till.open();
    BOOST_REQUIRE(shop.till->quarantined().size() == 1U);
    BOOST_TEST(shop.till->quarantined()[0].name == "\\x1b[2J\\x0a");
}

BOOST_AUTO_TEST_CASE(moving_a_bad_row_may_be_cut_short) {
    for (std::uint64_t nth = 1;; nth += 3) {
        Shop shop;
        shop.till.close();
        shop.tamper("UPDATE record SET amount = 1 WHERE order_id = 'T1-b'");
        shop.disk.plan({simulation::Operation::write, nth, 1, simulation::Failure::powerCut});
        try {
            shop.till.open();
        } catch (const core::JournalError&) {
        }
        const bool reached = shop.disk.faultHappened();
        shop.disk.clearFaults();
        shop.till.kill();
        shop.till.open();
        BOOST_TEST(shop.till->quarantined().size() == 1U);
        BOOST_TEST(rowCount(*shop.till) == 2);
        if (!reached) break;
    }
}

BOOST_AUTO_TEST_CASE(a_large_journal_checks_its_open_rows_at_once_and_all_when_asked) {
    simulation::Disk disk;
    Till till(disk);
    till.open();
    Record bulky = saleOf("T1-bulk");
    for (int i = 0; i < 300; ++i) {
        bulky.orderId = core::OrderId("T1-" + std::to_string(i));
        bulky.body.assign(60000, 'x');
        till->promise(bulky);
        if (i != 7) till->conclude(bulky.orderId, Outcome::declined, "", "", {}, {}, at(1));
    }
    till.close();
    BOOST_TEST(disk.contents(till.path).size() > (16U << 20));
    runSql(disk, till.path, "UPDATE record SET amount = 1 WHERE order_id = 'T1-200'");
    BOOST_TEST(till.open().quarantined().empty());
    till->checkAll();
    BOOST_TEST(till->quarantined().size() == 1U);
    till.close();
    runSql(disk, till.path, "UPDATE record SET amount = 1 WHERE order_id = 'T1-7'");
    BOOST_TEST(till.open().quarantined().size() == 2U);
    BOOST_TEST(till->openRows().empty());
    till.close();
    runSql(disk, till.path, "DELETE FROM record WHERE order_id = 'T1-9'");
    BOOST_TEST(till.open().openRows().empty());
    BOOST_CHECK_THROW(till->checkAll(), core::JournalError);
}

BOOST_AUTO_TEST_SUITE_END()
