#include "driver/core/error.h"
#include "tests/unit/journal/fixture.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::journal;
using namespace mobilepay::journal::testing;

namespace {

std::string orders(const std::vector<Record>& rows) {
    std::string text;
    for (const auto& row : rows)
        text += row.orderId.text() + " ";
    return text;
}

/// A journal with a bit of everything: `T1-1` sold, `T1-2` declined, `T1-3` captured but not
/// confirmed, `T1-4` just promised, `T1-5` a pre-sale held, `T1-6` a pre-sale completed by `T1-7`,
/// `T1-8` a refund of `T1-1`.
class Shop {
public:
    Shop() {
        auto& journal = till.open();
        sell(journal, "T1-1");
        journal.promise(saleOf("T1-2"));
        end("T1-2", Outcome::declined);
        journal.promise(saleOf("T1-3"));
        decide("T1-3", Decision::capture, "payment-of-T1-3");
        journal.promise(saleOf("T1-4"));
        preSale("T1-5");
        preSale("T1-6");
        promise("T1-7", Kind::completion, "payment-of-T1-6");
        promise("T1-8", Kind::refund, "payment-of-T1-1");
        decide("T1-8", Decision::capture, "");
        end("T1-8", Outcome::approved);
    }
    void promise(const std::string& id, Kind kind, const std::string& payment) {
        Record record = saleOf(id, 1000);
        record.kind = kind;
        record.payment = core::PaymentId(payment);
        record.tillNumber = std::stoi(id.substr(3));
        till->promise(record);
    }
    void preSale(const std::string& id) {
        promise(id, Kind::preSale, "payment-of-" + id);
        decide(id, Decision::hold, "");
        end(id, Outcome::approved);
    }
    void decide(const std::string& id, Decision decision, const std::string& payment) {
        (void)till->decide(core::OrderId(id), decision, core::PaymentId(payment));
    }
    void end(const std::string& id, Outcome outcome) {
        till->conclude(core::OrderId(id), outcome, "", "", {}, {}, at(someTime + 10));
    }
    simulation::Disk disk;
    Till till{disk};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(questions_to_the_journal)

BOOST_AUTO_TEST_CASE(open_rows_are_those_without_an_outcome) {
    Shop shop;
    BOOST_TEST(orders(shop.till->openRows()) == "T1-3 T1-4 T1-7 ");
}

BOOST_AUTO_TEST_CASE(everything_about_a_payment_is_found_by_its_id) {
    Shop shop;
    BOOST_TEST(orders(shop.till->findByPayment(core::PaymentId("payment-of-T1-1"))) ==
               "T1-1 T1-8 ");
    BOOST_TEST(orders(shop.till->findByPayment(core::PaymentId("nobody's"))) == "");
    BOOST_TEST(orders(shop.till->findByPayment({})) == "");
}

BOOST_AUTO_TEST_CASE(a_till_number_finds_the_newest_first) {
    Shop shop;
    BOOST_TEST(orders(shop.till->findByTillNumber(4711)) == "T1-4 T1-3 T1-2 T1-1 ");
    BOOST_TEST(orders(shop.till->findByTillNumber(5)) == "T1-5 ");
    BOOST_TEST(orders(shop.till->findByTillNumber(99)) == "");
}

BOOST_AUTO_TEST_CASE(results_not_handed_over_are_listed_open_ones_included) {
    Shop shop;
    BOOST_TEST(orders(shop.till->notHandedOver()) == "T1-2 T1-3 T1-4 T1-5 T1-6 T1-7 T1-8 ");
}

BOOST_AUTO_TEST_CASE(the_last_approved_row_may_be_pending) {
    Shop shop;
    BOOST_TEST(shop.till->lastApproved()->orderId.text() == "T1-8");
    shop.promise("T1-9", Kind::sale, "");
    BOOST_TEST(shop.till->lastApproved()->orderId.text() == "T1-8");
    shop.decide("T1-9", Decision::capture, "p9");
    BOOST_TEST(shop.till->lastApproved()->orderId.text() == "T1-9");
    shop.end("T1-9", Outcome::notCaptured);
    BOOST_TEST(shop.till->lastApproved()->orderId.text() == "T1-8");
}

BOOST_AUTO_TEST_CASE(an_empty_journal_has_no_last_approved) {
    simulation::Disk disk;
    Till till(disk);
    till.open();
    BOOST_TEST(!till->lastApproved());
    BOOST_TEST(!till->find(core::OrderId("T1-1")));
}

BOOST_AUTO_TEST_CASE(a_visitor_sees_every_row_until_it_has_enough) {
    Shop shop;
    std::vector<Record> seen;
    shop.till->visit([&](const Record& record) {
        seen.push_back(record);
        return true;
    });
    BOOST_TEST(orders(seen) == "T1-1 T1-2 T1-3 T1-4 T1-5 T1-6 T1-7 T1-8 ");
    seen.clear();
    shop.till->visit([&](const Record& record) {
        seen.push_back(record);
        return seen.size() < 2;
    });
    BOOST_TEST(orders(seen) == "T1-1 T1-2 ");
}

BOOST_AUTO_TEST_CASE(what_ends_against_its_decision_was_not_handed_over) {
    Shop shop;
    for (const auto outcome : {Outcome::notCaptured, Outcome::lapsed, Outcome::refused}) {
        const std::string id = "T1-2" + std::to_string(static_cast<int>(outcome));
        shop.till->promise(saleOf(id));
        shop.decide(id, Decision::capture, "payment-of-" + id);
        shop.till->handOver(core::OrderId(id));
        shop.end(id, outcome);
        BOOST_TEST(!shop.till->find(core::OrderId(id))->handedOver);
        shop.till->handOver(core::OrderId(id));
        BOOST_TEST(shop.till->find(core::OrderId(id))->handedOver);
    }
    shop.till->handOver(core::OrderId("T1-3"));
    shop.end("T1-3", Outcome::approved);
    BOOST_TEST(shop.till->find(core::OrderId("T1-3"))->handedOver);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(settlement)

BOOST_AUTO_TEST_CASE(closing_a_period_takes_the_closed_rows_and_leaves_the_open_ones) {
    Shop shop;
    BOOST_TEST(shop.till->closePeriod(at(someTime + 100)) == 1);
    BOOST_TEST(orders(shop.till->rowsOfPeriod(1)) == "T1-1 T1-2 T1-5 T1-6 T1-8 ");
    BOOST_TEST(orders(shop.till->rowsOfPeriod(0)) == "T1-3 T1-4 T1-7 ");
    shop.end("T1-3", Outcome::approved);
    BOOST_TEST(shop.till->closePeriod(at(someTime + 200)) == 2);
    BOOST_TEST(orders(shop.till->rowsOfPeriod(2)) == "T1-3 ");
}

BOOST_AUTO_TEST_CASE(closing_a_period_is_one_commit_also_with_nothing_in_it) {
    Shop shop;
    const auto before = shop.till->commits();
    BOOST_TEST(shop.till->closePeriod(at(someTime + 100)) == 1);
    BOOST_TEST(shop.till->closePeriod(at(someTime + 200)) == 2);
    BOOST_TEST(shop.till->commits() == before + 2);
    const auto periods = shop.till->periods();
    BOOST_REQUIRE(periods.size() == 2U);
    BOOST_TEST(periods[0].number == 1);
    BOOST_TEST(periods[0].rows == 5);
    BOOST_CHECK(periods[1].closedAt == at(someTime + 200));
    BOOST_TEST(periods[1].rows == 0);
}

BOOST_AUTO_TEST_CASE(a_settlement_survives_a_power_cut_whole_or_not_at_all) {
    for (std::uint64_t nth = 1;; ++nth) {
        Shop shop;
        shop.disk.plan({simulation::Operation::write, nth, 1, simulation::Failure::powerCut});
        bool closed = true;
        try {
            shop.till->closePeriod(at(someTime));
        } catch (const core::JournalError&) {
            closed = false;
        }
        const bool reached = shop.disk.faultHappened();
        shop.disk.clearFaults();
        shop.till.cutPower();
        shop.till.open();
        const auto settled = orders(shop.till->rowsOfPeriod(1));
        BOOST_TEST((settled == "" || settled == "T1-1 T1-2 T1-5 T1-6 T1-8 "));
        BOOST_TEST(shop.till->periods().size() == (settled.empty() ? 0U : 1U));
        if (closed) BOOST_TEST(!settled.empty());
        if (!reached) break;
    }
}

BOOST_AUTO_TEST_CASE(totals_count_what_is_approved_and_keep_kinds_currencies_and_training_apart) {
    Shop shop;
    Record euro = saleOf("T1-9", 500);
    euro.amount = {500, core::Currency::eur()};
    shop.till->promise(euro);
    shop.end("T1-9", Outcome::approved);
    Record training = saleOf("T1-10", 700);
    training.training = true;
    shop.till->promise(training);
    shop.end("T1-10", Outcome::approved);
    std::string text;
    for (const auto& total : shop.till->totals(0))
        text += std::string(wordOf(total.kind)) + (total.training ? "(training) " : " ") +
                std::string(total.approved.currency().code()) + " " +
                std::to_string(total.approvedCount) + "=" + total.approved.toDecimal() + "\n";
    BOOST_TEST(text ==
               "sale DKK 1=125.50\n"
               "sale(training) DKK 1=7.00\n"
               "sale EUR 1=5.00\n"
               "preSale DKK 2=20.00\n"
               "completion DKK 0=0.00\n"
               "refund DKK 1=10.00\n");
    BOOST_TEST(shop.till->totals(7).empty());
}

BOOST_AUTO_TEST_CASE(only_old_closed_settled_and_handed_over_rows_are_forgotten) {
    Shop shop;
    BOOST_TEST(shop.till->forgetOlderThan(at(someTime + 86400000)) == 0);  // the period is open
    shop.till->closePeriod(at(someTime + 100));
    BOOST_TEST(shop.till->forgetOlderThan(at(someTime)) == 0);
    const auto before = shop.till->commits();
    BOOST_TEST(shop.till->forgetOlderThan(at(someTime)) == 0);
    BOOST_TEST(shop.till->commits() == before);
    BOOST_TEST(shop.till->forgetOlderThan(at(someTime + 86400000)) == 1);
    BOOST_TEST(!shop.till->find(core::OrderId("T1-1")));
    BOOST_TEST(orders(shop.till->openRows()) == "T1-3 T1-4 T1-7 ");
    shop.till->handOver(core::OrderId("T1-2"));
    shop.till->handOver(core::OrderId("T1-4"));
    BOOST_TEST(shop.till->forgetOlderThan(at(someTime + 86400000)) == 1);
    BOOST_TEST(shop.till->find(core::OrderId("T1-4")).has_value());
    shop.till.kill();
    BOOST_TEST(orders(shop.till.open().openRows()) == "T1-3 T1-4 T1-7 ");
}

BOOST_AUTO_TEST_CASE(a_wall_clock_that_was_wrong_makes_no_row_old) {
    simulation::Disk disk;
    Till till(disk);
    auto& journal = till.open();
    const auto limit = at(someTime - 86400000);
    const auto put = [&](const std::string& id, core::WallTime promised, core::WallTime server,
                         bool serverTimeKnown, core::WallTime concluded) {
        Record record = saleOf(id);
        record.promisedAt = promised;
        record.serverPromisedAt = server;
        record.serverTimeKnown = serverTimeKnown;
        journal.promise(record);
        journal.conclude(record.orderId, Outcome::approved, "", "", {}, {}, concluded);
        journal.handOver(record.orderId);
    };
    const auto dead = at(1451606400000);  // 2016: the battery of the clock is empty
    const auto old = at(someTime - 2 * 86400000);
    put("T1-battery", dead, at(someTime), true, dead);
    put("T1-offline", dead, dead, false, dead);
    put("T1-late", old, old, true, dead);
    put("T1-old", old, old, true, old);
    journal.closePeriod(at(someTime));
    BOOST_TEST(journal.forgetOlderThan(limit) == 1);
    BOOST_TEST(!journal.find(core::OrderId("T1-old")).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
