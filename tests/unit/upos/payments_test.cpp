#include "include/mobilepay/direct_io.h"
#include "tests/unit/upos/till.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using test::Till;
using Kind = test::ScriptedLane::Kind;
namespace result = unifiedpos::result;
namespace detail = unifiedpos::detail;

BOOST_AUTO_TEST_SUITE(upos_payments)

BOOST_AUTO_TEST_CASE(a_sale_fills_everything_that_a_receipt_prints) {
    Till till;
    till.enabled();
    BOOST_TEST(till.sale(42, 1234500).ok());
    const auto payment = test::paymentIdOf(1);
    BOOST_TEST(till.number(Property::sequenceNumber) == 42);
    BOOST_TEST(till.number(Property::transactionType) == 10);
    BOOST_TEST(till.text(Property::transactionNumber) == payment);
    BOOST_TEST(till.text(Property::slipNumber) == test::orderIdOf(1));
    BOOST_TEST(till.text(Property::approvalCode) == payment.substr(0, 8));
    BOOST_TEST(till.text(Property::centerResultCode) == "APPROVED");
    BOOST_TEST(till.text(Property::cardCompanyId) == "MOBILEPAY");
    BOOST_TEST(till.text(Property::additionalSecurityInformation) == "ref=" + payment);
    BOOST_TEST(till.currency(Property::settledAmount) == 1234500);
    BOOST_TEST(till.number(Property::paymentMedia) == 3);
    BOOST_TEST(till.number(Property::paymentCondition) == 111);
}

BOOST_AUTO_TEST_CASE(numbers_among_the_strings_are_served_as_both) {
    Till till;
    till.enabled();
    BOOST_TEST(till.sale(42).ok());
    BOOST_TEST(till.device().getNumber(1019009).value == 42);
    BOOST_TEST(till.device().getString(1019009).value == "42");
    BOOST_TEST(till.device().getString(1019007).value == "111");
}

BOOST_AUTO_TEST_CASE(a_failure_changes_the_centers_code_only) {
    Till till;
    till.enabled();
    BOOST_TEST(till.sale(1).ok());
    till.lane().will({Kind::declined});
    BOOST_TEST(till.sale(2).resultCode == result::extended);
    BOOST_TEST(till.number(Property::sequenceNumber) == 1);
    BOOST_TEST(till.text(Property::transactionNumber) == test::paymentIdOf(1));
    BOOST_TEST(till.text(Property::centerResultCode) == "USER_DECLINED");
}

BOOST_AUTO_TEST_CASE(each_method_asks_for_its_operation_and_reports_its_type) {
    struct Row {
        Method method;
        lane::Operation operation;
        std::int32_t type;
    };
    const Row rows[] = {{Method::authorizeSales, lane::Operation::sale, 10},
                        {Method::authorizePreSales, lane::Operation::preSale, 40},
                        {Method::authorizeVoid, lane::Operation::voidSale, 20},
                        {Method::authorizeRefund, lane::Operation::refund, 21},
                        {Method::authorizeVoidPreSales, lane::Operation::voidPreSale, 29},
                        {Method::authorizeCompletion, lane::Operation::completion, 30}};
    for (const auto& row : rows) {
        Till till;
        till.enabled();
        till.set(Property::additionalSecurityInformation, test::paymentIdOf(99));
        BOOST_TEST(till.authorize(row.method, 1, 10000).ok());
        BOOST_TEST((till.lane().requests().at(0).operation == row.operation));
        BOOST_TEST(till.number(Property::transactionType) == row.type);
    }
}

BOOST_AUTO_TEST_CASE(amounts_cross_as_they_are_and_nothing_finer_than_an_ore_passes) {
    Till till;
    till.enabled();
    BOOST_TEST(till.sale(1, 1234500).ok());
    BOOST_TEST(till.lane().requests().at(0).amount.toDecimal() == "123.45");
    const auto finer = till.sale(1, 1234550);
    BOOST_TEST(finer.resultCode == result::illegal);
    BOOST_TEST(finer.extended == detail::amount);
    BOOST_TEST(till.sale(1, -100).extended == detail::amount);
}

BOOST_AUTO_TEST_CASE(tax_is_refused_added_or_included_as_configured) {
    const auto taxed = [](const char* rule) {
        auto profile = Till::usualProfile();
        profile.tax = rule;
        Till till(Category::cat, profile);
        till.enabled();
        const auto status =
            till.call(Method::authorizeSales, {1, std::int64_t{100000}, std::int64_t{25000}, 0});
        const auto requests = till.lane().requests();
        return std::pair(status.resultCode,
                         requests.empty() ? "" : requests.front().amount.toDecimal());
    };
    BOOST_TEST(taxed("refuse").first == result::illegal);
    BOOST_TEST(taxed("add").second == "12.50");
    BOOST_TEST(taxed("included").second == "10.00");
}

BOOST_AUTO_TEST_CASE(tax_is_a_capability_only_where_it_is_configured) {
    Till refusing;
    BOOST_TEST(refusing.opened().number(Property::capTaxOthers) == 0);
    auto profile = Till::usualProfile();
    profile.tax = "add";
    Till adding(Category::cat, profile);
    BOOST_TEST(adding.opened().number(Property::capTaxOthers) == 1);
}

BOOST_AUTO_TEST_CASE(time_out_0_is_the_configured_one_and_forever_is_a_day) {
    Till till;
    till.enabled();
    till.authorize(Method::authorizeSales, 1, 10000, 0);
    till.authorize(Method::authorizeSales, 1, 10000, -1);
    till.authorize(Method::authorizeSales, 1, 10000, 30000);
    const auto requests = till.lane().requests();
    BOOST_TEST(!requests.at(0).timeout.has_value());
    BOOST_TEST((requests.at(1).timeout == std::chrono::hours{24}));
    BOOST_TEST((requests.at(2).timeout == core::Milliseconds{30000}));
}

BOOST_AUTO_TEST_CASE(a_sale_ignores_the_reference_that_a_suite_writes_back) {
    Till till;
    till.enabled();
    BOOST_TEST(till.sale(1).ok());
    till.set(Property::additionalSecurityInformation,
             till.text(Property::additionalSecurityInformation));
    BOOST_TEST(till.sale(2).ok());
    BOOST_TEST(till.lane().requests().at(1).reference.empty());
    till.set(Property::additionalSecurityInformation, "anything at all");
    BOOST_TEST(till.sale(3).ok());
}

BOOST_AUTO_TEST_CASE(training_results_are_marked_and_asked_of_the_training_wallet) {
    Till till;
    till.enabled();
    till.set(Property::trainingMode, 1);
    BOOST_TEST(till.sale(1).ok());
    BOOST_TEST(till.lane().requests().at(0).training);
    BOOST_TEST(till.text(Property::approvalCode) == "TRAINING");
    BOOST_TEST(till.text(Property::transactionNumber).starts_with("TRAINING-"));
}

BOOST_AUTO_TEST_CASE(a_locked_terminal_authorizes_nothing_until_it_is_unlocked) {
    Till till;
    till.enabled();
    BOOST_TEST(till.call(Method::lockTerminal).ok());
    const auto status = till.sale();
    BOOST_TEST(status.resultCode == result::illegal);
    BOOST_TEST(status.extended == detail::terminalLocked);
    BOOST_TEST(till.call(Method::unlockTerminal).ok());
    BOOST_TEST(till.sale().ok());
}

BOOST_AUTO_TEST_CASE(closing_and_opening_again_unlocks_no_terminal) {
    Till till;
    till.enabled();
    BOOST_TEST(till.call(Method::lockTerminal).ok());
    BOOST_TEST(till.device().close().ok());
    till.enabled();
    BOOST_TEST(till.sale().extended == detail::terminalLocked);
    BOOST_TEST(till.call(Method::unlockTerminal).ok());
    BOOST_TEST(till.device().close().ok());
    till.enabled();
    BOOST_TEST(till.sale().ok());
}

BOOST_AUTO_TEST_CASE(a_lock_that_cannot_be_kept_is_none_and_says_so) {
    Till till;
    till.enabled();
    till.lane().remembersNothing();
    const auto status = till.call(Method::lockTerminal);
    BOOST_TEST(status.resultCode == result::failure);
    BOOST_TEST(status.extended == detail::journal);
    BOOST_TEST(till.sale().ok());
}

BOOST_AUTO_TEST_CASE(cash_deposits_are_refused_by_capability) {
    Till till;
    till.enabled();
    BOOST_TEST(till.number(Property::capCashDeposit) == 0);
    BOOST_TEST(till.call(Method::cashDeposit, {1, std::int64_t{10000}, 0}).resultCode ==
               result::illegal);
}

BOOST_AUTO_TEST_CASE(check_card_waits_for_a_shopper_and_masks_who_it_is) {
    Till till;
    till.enabled();
    BOOST_TEST(till.call(Method::checkCard, {5, 1000}).ok());
    BOOST_TEST(till.number(Property::transactionType) == 41);
    BOOST_TEST(till.text(Property::accountNumber) == "****4567");
    till.lane().checkInNobody();
    BOOST_TEST(till.call(Method::checkCard, {6, 1000}).resultCode == result::timeout);
    BOOST_TEST(till.number(Property::sequenceNumber) == 5);
}

BOOST_AUTO_TEST_CASE(payment_media_takes_its_four_values_only) {
    Till till;
    till.opened();
    BOOST_TEST(till.set(Property::paymentMedia, 2).ok());
    BOOST_TEST(till.set(Property::paymentMedia, 4).resultCode == result::illegal);
    BOOST_TEST(till.number(Property::paymentMedia) == 2);
}

BOOST_AUTO_TEST_CASE(what_direct_io_asks_for_goes_with_the_next_sale_only) {
    Till till;
    till.enabled();
    BOOST_TEST(till.call(Method::directIO, {direct_io::label, 0, std::string("Tak")}).ok());
    BOOST_TEST(till.call(Method::directIO, {direct_io::restrictions, 3, std::string()}).ok());
    BOOST_TEST(till.call(Method::directIO, {direct_io::captureDelay, 1, std::string()}).ok());
    BOOST_TEST(till.sale(1).ok());
    BOOST_TEST(till.sale(2).ok());
    const auto requests = till.lane().requests();
    BOOST_TEST(requests.at(0).label == "Tak");
    BOOST_TEST(requests.at(0).restrictions.debitCardDisallowed);
    BOOST_TEST(requests.at(0).restrictions.creditCardDisallowed);
    BOOST_TEST((requests.at(0).captureDelay == wallet::CaptureDelay::lessThan24Hours));
    BOOST_TEST(requests.at(1).label.empty());
    BOOST_TEST(!requests.at(1).captureDelay.has_value());
}

BOOST_AUTO_TEST_CASE(no_time_limit_at_all_is_a_day) {
    Till till;
    till.enabled();
    BOOST_TEST(till.authorize(Method::authorizeSales, 1, 10000, 0x7FFFFFFF).ok());
    BOOST_TEST((till.lane().requests().at(0).timeout == std::chrono::hours{24}));
}

BOOST_AUTO_TEST_CASE(a_sum_that_no_property_can_hold_is_refused_beforehand) {
    auto profile = Till::usualProfile();
    profile.tax = "add";
    Till till(Category::cat, profile);
    till.enabled();
    const auto status = till.call(Method::authorizeSales,
                                  {1, std::int64_t{9223372036854775800}, std::int64_t{100}, 0});
    BOOST_TEST(status.resultCode == result::illegal);
    BOOST_TEST(status.extended == detail::amount);
    BOOST_TEST(till.lane().requests().empty());
}

BOOST_AUTO_TEST_CASE(a_server_that_cannot_tell_who_is_there_is_no_time_out) {
    using Ending = lane::CheckIn::Ending;
    struct Row {
        Ending ending;
        std::int32_t resultCode;
        std::int32_t extended;
    };
    for (const auto& row : {Row{Ending::unreachable, 114, 92}, Row{Ending::refused, 114, 1},
                            Row{Ending::misconfigured, 111, 1010}, Row{Ending::stopped, 114, 91}}) {
        Till till;
        till.enabled();
        till.lane().checkInEnds(row.ending, "ITS_CODE");
        const auto status = till.call(Method::checkCard, {5, 1000});
        BOOST_TEST(status.resultCode == row.resultCode);
        BOOST_TEST(status.extended == row.extended);
        BOOST_TEST(till.text(Property::centerResultCode) == "ITS_CODE");
    }
}

BOOST_AUTO_TEST_CASE(in_training_nobody_real_is_looked_for_and_the_result_is_marked) {
    Till till;
    till.enabled();
    till.set(Property::trainingMode, 1);
    BOOST_TEST(till.call(Method::checkCard, {5, 1000}).ok());
    BOOST_TEST(till.text(Property::accountNumber) == "TRAINING");
    BOOST_TEST(till.text(Property::centerResultCode) == "TRAINING");
    BOOST_TEST(till.call(Method::directIO, {direct_io::loyaltyIds, 0, std::string()}).ok());
    for (const auto& question : till.lane().checkIns())
        BOOST_TEST(question.training);
    BOOST_TEST(till.lane().checkIns().size() == 2U);
}

BOOST_AUTO_TEST_CASE(an_abort_is_not_lost_that_comes_before_the_wait_for_a_shopper_began) {
    Till till;
    till.enabled();
    till.lane().whenCheckInBegins([&] { BOOST_TEST(till.call(Method::clearOutput).ok()); });
    const auto status = till.call(Method::checkCard, {5, 1000});
    BOOST_TEST(status.extended == unifiedpos::cat_error::reset);
}

BOOST_AUTO_TEST_SUITE_END()
