#include "driver/upos/verdict_table.h"

#include "include/mobilepay/unifiedpos.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using Kind = flow::Verdict::Kind;
namespace result = unifiedpos::result;

namespace {

lane::Result resultOf(Kind kind, std::string code = "ITS_CODE") {
    lane::Result result{.verdict = {},
                        .operation = lane::Operation::sale,
                        .amount = core::Money(100, core::Currency::dkk()),
                        .tillNumber = 1,
                        .reference = {},
                        .at = {}};
    result.verdict.kind = kind;
    result.verdict.code = std::move(code);
    result.verdict.orderId = core::OrderId("TILL7-bcdf");
    return result;
}

struct Expected {
    Kind kind;
    std::int32_t resultCode;
    std::int32_t cat;
    std::int32_t evrw;
    const char* center;
};

// Reference section 6.3, as the design amends it.
constexpr Expected outcomes[] = {
    {Kind::approved, 0, 0, 0, "ITS_CODE"},
    {Kind::approvedCapturePending, 0, 0, 0, "APPROVED_CAPTURE_PENDING"},
    {Kind::declined, 114, 1, 203, "ITS_CODE"},
    {Kind::cancelledByWallet, 114, 1, 203, "ITS_CODE"},
    {Kind::timedOut, 112, 0, 0, "ITS_CODE"},
    {Kind::aborted, 114, 91, 205, "ITS_CODE"},
    {Kind::notSent, 114, 92, 206, "ITS_CODE"},
    {Kind::refused, 114, 1, 203, "ITS_CODE"},
    {Kind::notCaptured, 114, 1, 203, "ITS_CODE"},
    {Kind::strangerActive, 113, 1007, 1007, "ITS_CODE"},
    {Kind::unknown, 114, 92, 206, "UNKNOWN:TILL7-bcdf"},
    {Kind::misconfigured, 111, 1010, 1010, "ITS_CODE"},
    {Kind::journalFailed, 111, 1002, 1002, "ITS_CODE"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(upos_verdict_table)

BOOST_AUTO_TEST_CASE(every_outcome_has_its_codes_in_both_categories) {
    for (const auto& expected : outcomes) {
        const auto ending = endingOf(resultOf(expected.kind), Category::cat);
        BOOST_TEST(ending.status.resultCode == expected.resultCode);
        BOOST_TEST(ending.status.extended == expected.cat);
        BOOST_TEST(ending.centerResultCode == expected.center);
        BOOST_TEST(endingOf(resultOf(expected.kind), Category::electronicValueRw).status.extended ==
                   expected.evrw);
    }
}

BOOST_AUTO_TEST_CASE(only_what_was_never_sent_may_be_repeated) {
    for (const auto& expected : outcomes)
        BOOST_TEST(endingOf(resultOf(expected.kind, "NOT_SENT"), Category::cat).mayRepeat ==
                   (expected.kind == Kind::notSent));
    for (const char* code : {"EARLIER_UNRESOLVED", "NO_POINT_OF_SALE"})
        BOOST_TEST(!endingOf(resultOf(Kind::notSent, code), Category::cat).mayRepeat);
}

BOOST_AUTO_TEST_CASE(the_servers_code_goes_to_the_till_word_for_word_and_printable) {
    BOOST_TEST(endingOf(resultOf(Kind::refused, "1301"), Category::cat).centerResultCode == "1301");
    BOOST_TEST(endingOf(resultOf(Kind::refused, "a,b\nc"), Category::cat).centerResultCode ==
               "a b c");
}

BOOST_AUTO_TEST_CASE(a_pending_capture_keeps_its_mark_whatever_the_server_said) {
    BOOST_TEST(
        endingOf(resultOf(Kind::approvedCapturePending, "500"), Category::cat).centerResultCode ==
        "APPROVED_CAPTURE_PENDING");
}

BOOST_AUTO_TEST_CASE(an_unknown_outcome_names_the_payment_where_it_is_known) {
    auto result = resultOf(Kind::unknown, "504");
    result.verdict.payment = core::PaymentId("186d2b31");
    BOOST_TEST(endingOf(result, Category::cat).centerResultCode == "UNKNOWN:186d2b31");
}

BOOST_AUTO_TEST_CASE(a_failure_says_in_words_what_happened_and_a_success_says_nothing) {
    auto result = resultOf(Kind::refused, "1301");
    result.verdict.detail = "amount too high";
    BOOST_TEST(endingOf(result, Category::cat).status.text ==
               "1301: MobilePay refused the request (amount too high)");
    BOOST_TEST(endingOf(resultOf(Kind::approved), Category::cat).status.text.empty());
}

BOOST_AUTO_TEST_SUITE_END()
