#include "driver/upos/original.h"

#include "driver/upos/faults.h"
#include "tests/unit/upos/till.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using lane::Operation;
using test::ScriptedLane;
using test::Till;
namespace detail = unifiedpos::detail;

namespace {

const auto first = test::paymentIdOf(1);
const auto second = test::paymentIdOf(2);

core::Money dkk(std::string_view amount) {
    return core::Money::fromDecimal(amount, core::Currency::dkk());
}

SessionResult success(Operation operation, std::string_view amount, std::int32_t number,
                      const std::string& reference, bool training = false) {
    return {{.verdict = {},
             .operation = operation,
             .amount = dkk(amount),
             .tillNumber = number,
             .reference = reference,
             .at = {},
             .training = training},
            "ref=" + reference};
}

struct Fixture {
    explicit Fixture(const char* rule = "explicit") : lane(profile(rule)) {}
    static registry::Profile profile(const char* rule) {
        auto made = Till::usualProfile();
        made.referenceRule = rule;
        return made;
    }

    BackReference asked(Operation operation, std::string_view amount, const std::string& text = "",
                        std::int32_t number = 0) {
        return {operation, dkk(amount), number, false, text};
    }
    History history() const {
        return {session, session.empty() ? std::nullopt : std::optional(session.back()), failed};
    }
    std::string original(const BackReference& reference) {
        return originalOf(reference, lane, history());
    }
    /// The text of the refusal; it must be E_ILLEGAL.
    std::string refusal(const BackReference& reference) {
        try {
            return "found " + originalOf(reference, lane, history());
        } catch (const Refusal& refused) {
            BOOST_TEST(refused.status().resultCode == unifiedpos::result::illegal);
            BOOST_TEST((refused.status().extended == detail::reference ||
                        refused.status().extended == detail::training));
            return refused.status().text;
        }
    }

    ScriptedLane lane;
    std::vector<SessionResult> session;
    std::vector<AskedFor> failed;
};

struct Sequence : Fixture {
    Sequence() : Fixture("sequence") {}
};
struct Last : Fixture {
    Last() : Fixture("last") {}
};

bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(upos_original)

BOOST_FIXTURE_TEST_CASE(what_the_till_kept_of_a_sale_is_enough_with_an_empty_journal, Fixture) {
    BOOST_TEST(original(asked(Operation::refund, "1.00", first)) == first);
    BOOST_TEST(original(asked(Operation::refund, "1.00", "ref=" + first)) == first);
    BOOST_TEST(original(asked(Operation::refund, "1.00", test::orderIdOf(1))) ==
               test::orderIdOf(1));
}

BOOST_FIXTURE_TEST_CASE(a_text_that_is_no_reference_is_refused_in_words, Fixture) {
    BOOST_TEST(says(refusal(asked(Operation::refund, "1.00", "bon 4711")), "bon 4711"));
}

BOOST_FIXTURE_TEST_CASE(nothing_said_is_refused_and_the_way_out_is_named, Fixture) {
    BOOST_TEST(says(refusal(asked(Operation::refund, "1.00")), "TransactionNumber"));
}

BOOST_FIXTURE_TEST_CASE(the_last_results_text_counts_where_the_amount_agrees, Fixture) {
    session = {success(Operation::sale, "12.50", 1, first)};
    BOOST_TEST(original(asked(Operation::voidSale, "12.50", "ref=" + first)) == first);
    const auto text = refusal(asked(Operation::refund, "5.00", "ref=" + first));
    BOOST_TEST(says(text, "5.00 DKK"));
    BOOST_TEST(says(text, "12.50 DKK"));
}

// UnifiedPOS has no argument for it, and the last receipt stays when a sale fails: written back, it
// would name another shopper's sale.
BOOST_FIXTURE_TEST_CASE(the_last_results_text_says_nothing_once_a_later_sale_may_be_meant,
                        Fixture) {
    session = {success(Operation::sale, "35.00", 1, first)};
    const auto leftover = asked(Operation::voidSale, "35.00", "ref=" + first, 3);
    session.front().ordinal = 2;
    failed = {{Operation::sale, dkk("35.00"), 2, false, 1},
              {Operation::preSale, dkk("35.00"), 2, false, 3},
              {Operation::sale, dkk("36.00"), 2, false, 4},
              {Operation::sale, dkk("35.00"), 2, true, 5}};
    BOOST_TEST(original(leftover) == first);
    failed.push_back({Operation::sale, dkk("35.00"), 2, false, 6});
    const auto text = refusal(leftover);
    BOOST_TEST(says(text, "sequenceNumber 1"));
    BOOST_TEST(says(text, "sequenceNumber 2"));
    BOOST_TEST(says(refusal(asked(Operation::voidSale, "35.00", "ref=" + first, 2)), "SlipNumber"));
    // Said in other words, or with its number, it is said.
    BOOST_TEST(original(asked(Operation::voidSale, "35.00", first, 3)) == first);
    BOOST_TEST(original(asked(Operation::voidSale, "35.00", "ref=" + first, 1)) == first);
}

BOOST_FIXTURE_TEST_CASE(by_last_a_later_sale_that_did_not_succeed_may_be_meant, Last) {
    session = {success(Operation::sale, "35.00", 1, first)};
    failed = {{Operation::sale, dkk("35.00"), 2, false, 1}};
    BOOST_TEST(says(refusal(asked(Operation::voidSale, "35.00")), "sequenceNumber 2"));
    BOOST_TEST(says(refusal(asked(Operation::voidSale, "35.00", "ref=" + first)), "SlipNumber"));
    BOOST_TEST(original(asked(Operation::voidSale, "35.00", "", 1)) == first);
    // Another success does not tell which of the sales is meant.
    session.push_back(success(Operation::preSale, "35.00", 3, second));
    session.back().ordinal = 2;
    BOOST_TEST(says(refusal(asked(Operation::voidSale, "35.00")), "sequenceNumber 2"));
}

BOOST_FIXTURE_TEST_CASE(the_number_of_the_last_sale_is_said_on_purpose_whatever_the_amount,
                        Fixture) {
    session = {success(Operation::sale, "12.50", 1, first)};
    BOOST_TEST(original(asked(Operation::refund, "5.00", first)) == first);
}

BOOST_FIXTURE_TEST_CASE(a_void_of_another_amount_than_the_sale_is_contradictory, Fixture) {
    lane.knows(test::rowOf(Operation::sale, "12.50", 1, first));
    const auto text = refusal(asked(Operation::voidSale, "12.00", first));
    BOOST_TEST(says(text, "12.00 DKK"));
    BOOST_TEST(says(text, "12.50 DKK"));
    BOOST_TEST(original(asked(Operation::refund, "12.00", first)) == first);
    BOOST_TEST(says(refusal(asked(Operation::refund, "13.00", first)), "12.50 DKK"));
}

BOOST_FIXTURE_TEST_CASE(a_completion_needs_a_pre_sale_and_a_refund_cannot_mean_a_refund, Fixture) {
    lane.knows(test::rowOf(Operation::sale, "12.50", 1, first));
    BOOST_TEST(says(refusal(asked(Operation::completion, "12.50", first)), "sale"));
    lane.knows(test::rowOf(Operation::refund, "12.50", 2, second));
    BOOST_TEST(says(refusal(asked(Operation::refund, "12.50", "TILL7-" + second)), "reference"));
}

BOOST_FIXTURE_TEST_CASE(training_and_real_references_do_not_mix, Fixture) {
    auto training = asked(Operation::refund, "1.00", first);
    training.training = true;
    BOOST_TEST(says(refusal(training), "TrainingMode is true"));
    BOOST_TEST(says(refusal(asked(Operation::refund, "1.00", "TRAINING-" + first)),
                    "TrainingMode is false"));
    training.information = "TRAINING-" + first;
    BOOST_TEST(original(training) == "TRAINING-" + first);
}

BOOST_FIXTURE_TEST_CASE(by_sequence_the_number_of_the_original_finds_it, Sequence) {
    lane.knows(test::rowOf(Operation::sale, "12.50", 7, first));
    lane.knows(test::rowOf(Operation::sale, "12.50", 8, second));
    BOOST_TEST(original(asked(Operation::voidSale, "12.50", "", 7)) == first);
    BOOST_TEST(original(asked(Operation::refund, "10.00", "", 8)) == second);
}

BOOST_FIXTURE_TEST_CASE(by_sequence_a_number_that_repeats_is_ambiguous_unless_amounts_differ,
                        Sequence) {
    lane.knows(test::rowOf(Operation::sale, "12.50", 7, first));
    lane.knows(test::rowOf(Operation::sale, "12.50", 7, second));
    BOOST_TEST(says(refusal(asked(Operation::voidSale, "12.50", "", 7)), "ambiguous"));
    lane.knows(test::rowOf(Operation::sale, "99.00", 7, test::paymentIdOf(3)));
    BOOST_TEST(original(asked(Operation::voidSale, "99.00", "", 7)) == test::paymentIdOf(3));
}

BOOST_FIXTURE_TEST_CASE(by_sequence_what_was_voided_is_no_candidate, Sequence) {
    lane.knows(test::rowOf(Operation::sale, "12.50", 7, first));
    lane.knows(test::rowOf(Operation::voidSale, "12.50", 9, first));
    lane.knows(test::rowOf(Operation::sale, "12.50", 7, second));
    BOOST_TEST(original(asked(Operation::voidSale, "12.50", "", 7)) == second);
}

// Numbers begin again each day; an older one is another shopper's.
BOOST_FIXTURE_TEST_CASE(by_sequence_the_newest_is_meant_also_where_it_cannot_be, Sequence) {
    lane.knows(test::rowOf(Operation::sale, "12.50", 7, first));
    auto unknown = test::rowOf(Operation::sale, "12.50", 7, second);
    unknown.record.outcome = journal::Outcome::open;
    unknown.record.decision = journal::Decision::cancel;
    lane.knows(unknown);
    BOOST_TEST(says(refusal(asked(Operation::voidSale, "12.50", "", 7)), second));
    BOOST_TEST(says(refusal(asked(Operation::refund, "5.00", "", 7)), second));
}

// What failed early has no row.
BOOST_FIXTURE_TEST_CASE(by_sequence_a_sale_that_failed_without_a_row_may_be_meant, Sequence) {
    lane.knows(test::rowOf(Operation::sale, "12.50", 7, first));
    failed = {{Operation::sale, dkk("12.50"), 7, false, 1}};
    BOOST_TEST(says(refusal(asked(Operation::voidSale, "12.50", "", 7)), "not approved"));
    session = {success(Operation::sale, "12.50", 7, first)};
    session.front().ordinal = 2;  // asked again, it succeeded
    BOOST_TEST(original(asked(Operation::voidSale, "12.50", "", 7)) == first);
}

BOOST_FIXTURE_TEST_CASE(by_sequence_a_completion_is_of_the_pre_sales_payment, Sequence) {
    lane.knows(test::rowOf(Operation::preSale, "12.50", 7, first));
    lane.knows(test::rowOf(Operation::completion, "10.00", 8, first));
    BOOST_TEST(original(asked(Operation::voidSale, "10.00", first, 8)) == first);
}

// The device notes what is asked for and what succeeds.
BOOST_AUTO_TEST_CASE(a_void_that_sets_nothing_never_means_an_older_sale_than_the_one_that_failed) {
    using Kind = lane::Verdict::Kind;
    constexpr std::int64_t price = 125000;
    for (const auto kind : {Kind::unknown, Kind::declined}) {
        Till till;
        till.enabled();
        BOOST_TEST(till.sale(1, price).ok());
        const auto number = till.text(Property::transactionNumber);
        till.lane().will({kind});
        BOOST_TEST(!till.sale(2, price).ok());
        const auto leftOver = till.authorize(Method::authorizeVoid, 4, price);
        BOOST_TEST(leftOver.resultCode == unifiedpos::result::illegal);
        BOOST_TEST(till.set(Property::additionalSecurityInformation, number).ok());
        BOOST_TEST(till.authorize(Method::authorizeVoid, 5, price).ok());
    }
}

BOOST_FIXTURE_TEST_CASE(by_sequence_a_void_that_is_asked_again_takes_no_older_sale, Sequence) {
    lane.knows(test::rowOf(Operation::sale, "12.50", 7, first));
    lane.knows(test::rowOf(Operation::sale, "12.50", 7, second));
    lane.knows(test::rowOf(Operation::voidSale, "12.50", 9, second));
    BOOST_TEST(says(refusal(asked(Operation::voidSale, "12.50", "", 7)), "voided"));
}

BOOST_FIXTURE_TEST_CASE(by_sequence_number_and_amount_must_agree, Sequence) {
    lane.knows(test::rowOf(Operation::sale, "12.50", 7, first));
    const auto text = refusal(asked(Operation::voidSale, "13.00", "", 7));
    BOOST_TEST(says(text, "13.00 DKK"));
    BOOST_TEST(says(text, "sequenceNumber 7"));
    BOOST_TEST(says(refusal(asked(Operation::voidSale, "12.50", "", 8)), "sequenceNumber 8"));
}

BOOST_FIXTURE_TEST_CASE(by_sequence_a_written_back_text_gives_way_to_the_number, Sequence) {
    lane.knows(test::rowOf(Operation::sale, "12.50", 7, first));
    lane.knows(test::rowOf(Operation::sale, "12.50", 8, second));
    session = {success(Operation::sale, "12.50", 8, second)};
    BOOST_TEST(original(asked(Operation::voidSale, "12.50", "ref=" + second, 7)) == first);
    BOOST_TEST(original(asked(Operation::voidSale, "12.50", "ref=" + second, 8)) == second);
}

BOOST_FIXTURE_TEST_CASE(by_sequence_a_reference_and_a_number_of_two_sales_contradict, Sequence) {
    lane.knows(test::rowOf(Operation::sale, "12.50", 7, first));
    lane.knows(test::rowOf(Operation::sale, "12.50", 8, second));
    const auto text = refusal(asked(Operation::voidSale, "12.50", first, 8));
    BOOST_TEST(says(text, "sequenceNumber 7"));
    BOOST_TEST(says(text, "sequenceNumber 8"));
    BOOST_TEST(original(asked(Operation::voidSale, "12.50", first, 4711)) == first);
}

BOOST_FIXTURE_TEST_CASE(by_last_equal_amounts_of_the_same_session_are_needed, Last) {
    BOOST_TEST(says(refusal(asked(Operation::voidSale, "12.50")), "since the device was claimed"));
    session = {success(Operation::sale, "10.00", 1, first),
               success(Operation::sale, "12.50", 2, second)};
    BOOST_TEST(original(asked(Operation::voidSale, "12.50")) == second);
    BOOST_TEST(says(refusal(asked(Operation::voidSale, "10.00")), "12.50 DKK"));
}

BOOST_FIXTURE_TEST_CASE(by_last_what_an_earlier_claim_left_behind_says_nothing, Last) {
    const History earlier{{}, success(Operation::sale, "12.50", 1, first), {}};
    BOOST_CHECK_THROW(
        (void)originalOf(asked(Operation::voidSale, "12.50", "ref=" + first), lane, earlier),
        Refusal);
    BOOST_TEST(originalOf(asked(Operation::voidSale, "12.50", first), lane, earlier) == first);
}

BOOST_FIXTURE_TEST_CASE(by_last_a_completion_looks_for_the_last_pre_sale, Last) {
    session = {success(Operation::preSale, "10.00", 1, first),
               success(Operation::sale, "10.00", 2, second)};
    BOOST_TEST(original(asked(Operation::completion, "10.00")) == first);
}

BOOST_FIXTURE_TEST_CASE(by_last_training_results_are_another_world, Last) {
    session = {success(Operation::sale, "10.00", 1, first),
               success(Operation::sale, "10.00", 2, "TRAINING-" + second, true)};
    BOOST_TEST(original(asked(Operation::voidSale, "10.00")) == first);
}

BOOST_FIXTURE_TEST_CASE(an_order_id_that_the_journal_knows_stands_for_its_payment, Fixture) {
    for (const auto& payment : {first, "TRAINING-" + first}) {
        auto row = test::rowOf(Operation::sale, "12.50", 1, payment);
        row.record.orderId = core::OrderId(test::orderIdOf(payment.size()));
        row.record.training = payment != first;
        lane.knows(row);
        auto reference = asked(Operation::voidSale, "12.50", row.record.orderId.text());
        reference.training = row.record.training;
        BOOST_TEST(original(reference) == payment);
        reference.training = !row.record.training;
        BOOST_TEST(says(refusal(reference), "disagree"));
    }
}

BOOST_FIXTURE_TEST_CASE(by_sequence_what_was_voided_before_a_settlement_is_no_candidate, Sequence) {
    lane.knows(test::rowOf(Operation::sale, "12.50", 7, first));
    lane.knows(test::rowOf(Operation::voidSale, "12.50", 9, first));
    BOOST_REQUIRE(lane.closePeriod(core::Milliseconds{0}, std::atomic<bool>{false}).has_value());
    BOOST_TEST(says(refusal(asked(Operation::voidSale, "12.50", "", 7)), "no transaction"));
}

BOOST_AUTO_TEST_SUITE_END()
