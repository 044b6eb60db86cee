#include "driver/core/error.h"
#include "tests/unit/journal/fixture.h"

#include <chrono>
#include <iostream>
#include <thread>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::journal;
using namespace mobilepay::journal::testing;

BOOST_AUTO_TEST_SUITE(the_life_of_a_row)

BOOST_AUTO_TEST_CASE(a_promise_reads_back_as_it_was_written) {
    simulation::Disk disk;
    Till till(disk);
    till.open().promise(saleOf("T1-a"));
    const auto found = till->find(core::OrderId("T1-a"));
    BOOST_REQUIRE(found);
    BOOST_TEST(read(*found) == read(saleOf("T1-a")));
}

BOOST_AUTO_TEST_CASE(every_field_survives_a_restart) {
    simulation::Disk disk;
    Till till(disk);
    Record record = saleOf("T1-a", -1);
    record.kind = Kind::refund;
    record.body = std::string("\0\xff binary \n", 11);
    record.code = "13'01\"";
    record.detail = "Ærø – 漢字";
    record.tillNumber = -2147483647;
    record.payment = core::PaymentId("p");
    record.refund = core::RefundId("r");
    record.decision = Decision::capture;
    record.training = true;
    record.serverTimeKnown = false;
    till.open().promise(record);
    till.close();
    BOOST_TEST(read(*till.open().find(core::OrderId("T1-a"))) == read(record));
}

BOOST_AUTO_TEST_CASE(a_plain_sale_takes_four_commits) {
    simulation::Disk disk;
    Till till(disk);
    till.open();
    BOOST_TEST(till->commits() == 0);
    sell(*till, "T1-a");
    BOOST_TEST(till->commits() == 4);
}

BOOST_AUTO_TEST_CASE(each_of_the_four_writes_survives_a_power_cut_right_after_it) {
    for (std::uint64_t seed = 0; seed < 64; ++seed) {
        simulation::Disk disk(seed);
        Till till(disk);
        const core::OrderId id("T1-a");
        till.open().promise(saleOf("T1-a"));
        till.cutPower();
        BOOST_REQUIRE(till.open().find(id));
        BOOST_TEST(till->decide(id, Decision::capture, core::PaymentId("p")) == Decision::capture);
        till.cutPower();
        BOOST_TEST(till.open().find(id)->decision == Decision::capture);
        BOOST_TEST(till->find(id)->payment.text() == "p");
        till->conclude(id, Outcome::approved, "ok", "", {}, {}, at(someTime));
        till.cutPower();
        BOOST_TEST(till.open().find(id)->outcome == Outcome::approved);
        till->handOver(id);
        till.cutPower();
        BOOST_TEST(till.open().find(id)->handedOver);
    }
}

BOOST_AUTO_TEST_CASE(the_first_decision_stands) {
    simulation::Disk disk;
    Till till(disk);
    till.open().promise(saleOf("T1-a"));
    const core::OrderId id("T1-a");
    BOOST_TEST(till->decide(id, Decision::cancel) == Decision::cancel);
    BOOST_TEST(till->decide(id, Decision::capture) == Decision::cancel);
    BOOST_TEST(till->decide(id, Decision::hold) == Decision::cancel);
    BOOST_TEST(till->find(id)->decision == Decision::cancel);
}

BOOST_AUTO_TEST_CASE(a_losing_decision_leaves_nothing_behind) {
    simulation::Disk disk;
    Till till(disk);
    till.open().promise(saleOf("T1-a"));
    const core::OrderId id("T1-a");
    (void)till->decide(id, Decision::cancel);
    const auto before = till->commits();
    BOOST_TEST(till->decide(id, Decision::capture, core::PaymentId("p")) == Decision::cancel);
    BOOST_TEST(till->find(id)->payment.empty());
    BOOST_TEST(till->commits() == before);
}

BOOST_AUTO_TEST_CASE(the_same_decision_again_adds_the_ids_that_became_known) {
    simulation::Disk disk;
    Till till(disk);
    till.open().promise(saleOf("T1-a"));
    const core::OrderId id("T1-a");
    (void)till->decide(id, Decision::cancel);
    BOOST_TEST(till->decide(id, Decision::cancel, core::PaymentId("p")) == Decision::cancel);
    BOOST_TEST(till->find(id)->payment.text() == "p");
    const auto before = till->commits();
    (void)till->decide(id, Decision::cancel, core::PaymentId("p"));
    BOOST_TEST(till->commits() == before);
}

BOOST_AUTO_TEST_CASE(an_id_is_never_replaced_by_another) {
    simulation::Disk disk;
    Till till(disk);
    till.open().promise(saleOf("T1-a"));
    const core::OrderId id("T1-a");
    (void)till->decide(id, Decision::capture, core::PaymentId("p"));
    BOOST_CHECK_THROW((void)till->decide(id, Decision::capture, core::PaymentId("q")),
                      core::JournalError);
    BOOST_CHECK_THROW(
        till->conclude(id, Outcome::approved, "", "", core::PaymentId("q"), {}, at(someTime)),
        core::JournalError);
    BOOST_TEST(till->find(id)->payment.text() == "p");
    BOOST_TEST(till->find(id)->outcome == Outcome::open);
}

BOOST_AUTO_TEST_CASE(a_closed_row_is_not_decided_any_more) {
    simulation::Disk disk;
    Till till(disk);
    till.open().promise(saleOf("T1-a"));
    const core::OrderId id("T1-a");
    till->conclude(id, Outcome::notSent, "", "", {}, {}, at(someTime));
    BOOST_TEST(till->decide(id, Decision::capture) == Decision::none);
    BOOST_TEST(till->find(id)->decision == Decision::none);
}

BOOST_AUTO_TEST_CASE(the_first_outcome_stands_with_all_that_came_with_it) {
    simulation::Disk disk;
    Till till(disk);
    till.open().promise(saleOf("T1-a"));
    const core::OrderId id("T1-a");
    BOOST_TEST(till->conclude(id, Outcome::declined, "USER_DECLINED", "said no",
                              core::PaymentId("p"), {}, at(someTime)) == Outcome::declined);
    BOOST_TEST(till->conclude(id, Outcome::approved, "x", "y", core::PaymentId("q"), {},
                              at(someTime + 9)) == Outcome::declined);
    const auto row = *till->find(id);
    BOOST_TEST(row.code == "USER_DECLINED");
    BOOST_TEST(row.detail == "said no");
    BOOST_TEST(row.payment.text() == "p");
    BOOST_CHECK(row.concludedAt == at(someTime));
}

BOOST_AUTO_TEST_CASE(an_order_id_is_promised_once) {
    simulation::Disk disk;
    Till till(disk);
    till.open().promise(saleOf("T1-a", 100));
    BOOST_CHECK_THROW(till->promise(saleOf("T1-a", 200)), core::JournalError);
    BOOST_TEST(till->find(core::OrderId("T1-a"))->amount.minor() == 100);
    BOOST_TEST(till->openRows().size() == 1U);
}

BOOST_AUTO_TEST_CASE(writing_to_an_order_that_was_never_promised_is_an_error) {
    simulation::Disk disk;
    Till till(disk);
    till.open();
    const core::OrderId id("T1-nobody");
    BOOST_CHECK_THROW((void)till->decide(id, Decision::capture), core::JournalError);
    BOOST_CHECK_THROW(till->conclude(id, Outcome::approved, "", "", {}, {}, at(1)),
                      core::JournalError);
    BOOST_CHECK_THROW(till->handOver(id), core::JournalError);
    BOOST_TEST(till->commits() == 0);
}

BOOST_AUTO_TEST_CASE(several_results_are_handed_over_in_one_commit) {
    simulation::Disk disk;
    Till till(disk);
    till.open();
    for (const char* id : {"T1-a", "T1-b", "T1-c"})
        till->promise(saleOf(id));
    const auto before = till->commits();
    till->handOver({core::OrderId("T1-a"), core::OrderId("T1-c")});
    BOOST_TEST(till->commits() == before + 1);
    BOOST_REQUIRE(till->notHandedOver().size() == 1U);
    BOOST_TEST(till->notHandedOver().front().orderId.text() == "T1-b");
    till->handOver({core::OrderId("T1-a"), core::OrderId("T1-c")});
    till->handOver(std::vector<KnownResult>{});
    BOOST_TEST(till->commits() == before + 1);
}

BOOST_AUTO_TEST_CASE(what_is_known_as_open_and_ended_otherwise_is_not_handed_over) {
    for (const bool open : {true, false}) {
        for (const auto outcome : {Outcome::approved, Outcome::lapsed}) {
            simulation::Disk disk;
            Till till(disk);
            const core::OrderId id("T1-a");
            till.open().promise(saleOf("T1-a"));
            (void)till->decide(id, Decision::capture);
            till->conclude(id, outcome, "", "", {}, {}, at(1));
            till->handOver({{id, open}});
            BOOST_TEST(till->find(id)->handedOver == (!open || outcome == Outcome::approved));
        }
    }
}

BOOST_AUTO_TEST_CASE(what_ended_otherwise_than_decided_is_known) {
    const auto ended = [](Kind kind, bool makes, Decision decision, Outcome outcome) {
        Record row{core::OrderId("T1-a"), "T1", kind, core::Money(1, core::Currency::dkk())};
        if (makes) row.key = core::IdempotencyKey("key");
        row.decision = decision;
        row.outcome = outcome;
        return endedAgainstDecision(row);
    };
    // To be taken.
    BOOST_TEST(!ended(Kind::sale, true, Decision::capture, Outcome::open));
    BOOST_TEST(!ended(Kind::sale, true, Decision::capture, Outcome::approved));
    for (const auto outcome : {Outcome::notCaptured, Outcome::lapsed, Outcome::refused})
        BOOST_TEST(ended(Kind::sale, true, Decision::capture, outcome));
    // To be cancelled: nothing is left of it, or it was taken all the same.
    for (const auto kind : {Kind::sale, Kind::refund, Kind::voidSale}) {
        for (const auto outcome : {Outcome::open, Outcome::undone, Outcome::refused})
            BOOST_TEST(!ended(kind, true, Decision::cancel, outcome));
        for (const auto outcome : {Outcome::lapsed, Outcome::approved})
            BOOST_TEST(ended(kind, true, Decision::cancel, outcome));
    }
    // A void that cancels has cancelled, or has not.
    for (const auto kind : {Kind::voidSale, Kind::voidPreSale}) {
        BOOST_TEST(!ended(kind, false, Decision::cancel, Outcome::open));
        BOOST_TEST(!ended(kind, false, Decision::cancel, Outcome::approved));
        for (const auto outcome : {Outcome::refused, Outcome::undone})
            BOOST_TEST(ended(kind, false, Decision::cancel, outcome));
    }
}

BOOST_AUTO_TEST_CASE(handing_over_with_one_unknown_order_marks_none) {
    simulation::Disk disk;
    Till till(disk);
    till.open().promise(saleOf("T1-a"));
    BOOST_CHECK_THROW(till->handOver({core::OrderId("T1-a"), core::OrderId("T1-x")}),
                      core::JournalError);
    BOOST_TEST(till->notHandedOver().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_text_that_is_too_long_is_refused_and_named) {
    simulation::Disk disk;
    Till till(disk);
    till.open();
    Record record = saleOf("T1-a");
    record.body.assign(70000, 'x');
    BOOST_CHECK_EXCEPTION(till->promise(record), core::JournalError, [](const auto& error) {
        return std::string(error.what()).find("70000") != std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(what_the_lane_remembers_survives_and_costs_nothing_when_unchanged) {
    simulation::Disk disk;
    Till till(disk);
    till.open();
    BOOST_TEST(!till->recall("pointOfSale"));
    till->remember("pointOfSale", "8a1b");
    till->remember("beacon", "");
    till->remember("pointOfSale", "9c2d");
    const auto before = till->commits();
    till->remember("pointOfSale", "9c2d");
    BOOST_TEST(till->commits() == before);
    till.kill();
    BOOST_TEST(*till.open().recall("pointOfSale") == "9c2d");
    BOOST_TEST(till->recall("beacon")->empty());
}

BOOST_AUTO_TEST_CASE(several_threads_take_turns) {
    simulation::Disk disk;
    Till till(disk);
    till.open();
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&till, thread] {
            for (int i = 0; i < 10; ++i) {
                sell(*till, "T1-" + std::to_string(thread) + "x" + std::to_string(i));
                (void)till->notHandedOver();
            }
        });
    for (auto& thread : threads)
        thread.join();
    BOOST_TEST(rowCount(*till) == 40);
    BOOST_TEST(till->notHandedOver().empty());
    till->checkAll();
}

BOOST_AUTO_TEST_CASE(opening_and_five_sales_are_quick_on_the_simulated_disk) {
    using std::chrono::steady_clock;
    constexpr int rounds = 20;
    const auto start = steady_clock::now();
    for (int round = 0; round < rounds; ++round) {
        simulation::Disk disk;
        Till till(disk);
        till.open();
        for (const char* id : {"T1-a", "T1-b", "T1-c", "T1-d", "T1-e"})
            sell(*till, id);
    }
    const auto spent = std::chrono::duration_cast<std::chrono::microseconds>(
        (steady_clock::now() - start) / rounds);
    std::cout << "new journal and five sales in memory: " << spent.count() << " us\n";
    BOOST_TEST(spent.count() > 0);
}

BOOST_AUTO_TEST_SUITE_END()
