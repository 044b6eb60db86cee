#include "driver/upos/result_information.h"

#include "driver/upos/faults.h"
#include "tests/unit/upos/scripted_lane.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using Kind = lane::Verdict::Kind;

namespace {

lane::Result resultOf(Kind kind) {
    lane::Result result{.verdict = {},
                        .operation = lane::Operation::sale,
                        .amount = core::Money(1250, core::Currency::dkk()),
                        .tillNumber = 7,
                        .reference = test::paymentIdOf(1),
                        .at = core::fromIso8601("2026-11-23T20:15:07.5Z")};
    result.verdict.kind = kind;
    result.verdict.payment = core::PaymentId(result.reference);
    if (kind == Kind::approved) result.verdict.settled = result.amount;
    return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(upos_result_information)

BOOST_AUTO_TEST_CASE(an_outcome_is_ok_not_ok_or_unknown) {
    ResultInformation information;
    information.note(resultOf(Kind::approved));
    BOOST_TEST(information.result("ResultOnSettlement") == "2");
    information.note(resultOf(Kind::declined));
    BOOST_TEST(information.result("ResultOnSettlement") == "1");
    information.note(resultOf(Kind::unknown));
    BOOST_TEST(information.result("ResultOnSettlement") == "3");
}

BOOST_AUTO_TEST_CASE(tags_hold_what_the_receipt_needs) {
    ResultInformation information;
    BOOST_TEST(information.result("SettledAmount").empty());
    information.note(resultOf(Kind::approved));
    BOOST_TEST(information.result("SettledAmount") == "125000");
    BOOST_TEST(information.result("Amount") == "125000");
    BOOST_TEST(information.result("POSTransactionNumber") == "7");
    BOOST_TEST(information.result("TransactionType") == "8");
    BOOST_TEST(information.result("DateTime") == "2026-11-23T20:15:07.500Z");
    BOOST_TEST(information.result("EVRWTransactionNumber") ==
               std::to_string(transactionAlias(test::paymentIdOf(1))));
}

BOOST_AUTO_TEST_CASE(what_is_no_tag_is_refused) {
    ResultInformation information;
    BOOST_CHECK_THROW((void)information.result("Nonsense"), Refusal);
    BOOST_CHECK_THROW(information.setParameter("Nonsense", "1"), Refusal);
    BOOST_CHECK_THROW(information.setParameter("Amount", "12.5"), Refusal);
    BOOST_TEST(!information.amountParameter().has_value());
}

BOOST_AUTO_TEST_CASE(parameters_last_until_they_are_cleared) {
    ResultInformation information;
    information.setParameter("Amount", "125000");
    information.setParameter("EVRWTransactionNumber", "4711");
    BOOST_TEST(information.amountParameter().value() == 125000);
    BOOST_TEST(information.transactionNumberParameter().value() == 4711);
    information.clearParameters();
    BOOST_TEST(!information.amountParameter().has_value());
}

BOOST_AUTO_TEST_CASE(an_alias_is_a_positive_number_and_the_same_everywhere) {
    BOOST_TEST(transactionAlias("") == 18652613);
    BOOST_TEST(transactionAlias("a") == transactionAlias("a"));
    BOOST_TEST(transactionAlias("a") != transactionAlias("b"));
    for (int i = 0; i < 100; ++i)
        BOOST_TEST(transactionAlias(test::paymentIdOf(static_cast<std::size_t>(i))) >= 0);
}

BOOST_AUTO_TEST_CASE(a_refused_value_leaves_the_one_before) {
    ResultInformation information;
    information.setParameter("Amount", "125000");
    BOOST_CHECK_THROW(information.setParameter("Amount", "12.5"), Refusal);
    BOOST_TEST(information.amountParameter().value_or(0) == 125000);
}

BOOST_AUTO_TEST_CASE(a_parameter_without_effect_is_refused) {
    ResultInformation information;
    for (const char* tag : {"POSTransactionNumber", "VOIDorRETURN", "VoidTransactionType"})
        BOOST_CHECK_THROW(information.setParameter(tag, "1"), Refusal);
}

BOOST_AUTO_TEST_SUITE_END()
