#include "driver/upos/result_information.h"
#include "tests/unit/upos/till.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using test::Till;
using Kind = test::ScriptedLane::Kind;
using Texts = std::vector<std::string>;
namespace result = unifiedpos::result;
namespace state = unifiedpos::state;

namespace {

struct Fixture {
    Till till{Category::electronicValueRw};

    Status amount(std::int64_t value) {
        return till.device().setCurrency(rowOf(Property::amount).electronicValueRw.index, value);
    }
    std::string information(const char* tag) {
        std::vector<Value> arguments{std::string(tag), std::string()};
        const auto status = till.device().call(Method::retrieveResultInformation, arguments);
        return status.ok() ? std::get<std::string>(arguments.at(1)) : "refused";
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(upos_electronic_value_rw, Fixture)

BOOST_AUTO_TEST_CASE(it_opens_with_its_one_service_chosen) {
    till.opened();
    BOOST_TEST(till.text(Property::readerWriterServiceList) == "MobilePay");
    BOOST_TEST(till.text(Property::currentService) == "MobilePay");
    BOOST_TEST(till.number(Property::serviceType) == unifiedpos::evrw::serviceElectronicMoney);
    BOOST_TEST(till.number(Property::detectionStatus) == unifiedpos::evrw::detectionNoCard);
    BOOST_TEST(till.set(Property::currentService, std::string("Edy")).resultCode ==
               result::illegal);
}

BOOST_AUTO_TEST_CASE(subtract_value_is_a_sale_of_the_amount_property) {
    till.enabled();
    BOOST_TEST(amount(125000).ok());
    BOOST_TEST(till.call(Method::subtractValue, {7, 60000}).ok());
    const auto request = till.lane().requests().at(0);
    BOOST_TEST((request.operation == lane::Operation::sale));
    BOOST_TEST(request.amount.toDecimal() == "12.50");
    BOOST_TEST(till.currency(Property::settledAmount) == 125000);
    BOOST_TEST(till.number(Property::sequenceNumber) == 7);
    BOOST_TEST(information("ResultOnSettlement") == "2");
}

BOOST_AUTO_TEST_CASE(without_an_amount_there_is_nothing_to_subtract) {
    till.enabled();
    BOOST_TEST(till.call(Method::subtractValue, {7, 60000}).extended == unifiedpos::detail::amount);
    BOOST_TEST(amount(-1).resultCode == result::illegal);
}

BOOST_AUTO_TEST_CASE(cancel_value_voids_what_it_refers_to) {
    till.enabled();
    amount(125000);
    BOOST_TEST(till.call(Method::subtractValue, {7, 60000}).ok());
    BOOST_TEST(till.call(Method::cancelValue, {8, 60000}).ok());
    const auto request = till.lane().requests().at(1);
    BOOST_TEST((request.operation == lane::Operation::voidSale));
    BOOST_TEST(request.reference == test::paymentIdOf(1));
}

BOOST_AUTO_TEST_CASE(a_transaction_number_names_the_original_of_a_cancel) {
    till.enabled();
    till.lane().knows(test::rowOf(lane::Operation::sale, "12.50", 3, test::paymentIdOf(5)));
    amount(125000);
    const auto alias = std::to_string(transactionAlias(test::paymentIdOf(5)));
    BOOST_TEST(
        till.call(Method::setParameterInformation, {std::string("EVRWTransactionNumber"), alias})
            .ok());
    BOOST_TEST(till.call(Method::cancelValue, {8, 60000}).ok());
    BOOST_TEST(till.lane().requests().at(0).reference == test::paymentIdOf(5));
    till.call(Method::setParameterInformation,
              {std::string("EVRWTransactionNumber"), std::string("1")});
    BOOST_TEST(till.call(Method::cancelValue, {8, 60000}).extended ==
               unifiedpos::detail::reference);
}

BOOST_AUTO_TEST_CASE(the_payment_methods_of_cat_are_there_with_their_own_codes) {
    till.enabled();
    till.lane().will({Kind::declined});
    const auto status = till.sale();
    BOOST_TEST(status.resultCode == result::extended);
    BOOST_TEST(status.extended == unifiedpos::evrw_error::center);
    BOOST_TEST(till.sale().ok());
    BOOST_TEST(till.number(Property::transactionType) == 10);
}

BOOST_AUTO_TEST_CASE(an_unknown_outcome_is_told_as_such) {
    till.enabled();
    till.lane().will({Kind::unknown});
    BOOST_TEST(till.sale().extended == unifiedpos::evrw_error::communication);
    BOOST_TEST(information("ResultOnSettlement") == "3");
}

BOOST_AUTO_TEST_CASE(transitions_tell_how_an_asynchronous_sale_goes_on) {
    till.asynchronous();
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.listener().await(3));
    BOOST_TEST(till.listener().heard() == (Texts{"transition 15", "transition 14", "complete 1"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_synchronous_sale_has_no_transitions) {
    till.enabled();
    BOOST_TEST(till.sale().ok());
    BOOST_TEST(till.listener().heard().empty());
}

BOOST_AUTO_TEST_CASE(detection_is_the_applications_and_tells_by_status) {
    till.enabled();
    BOOST_TEST(till.call(Method::beginDetection, {1, 1000}).resultCode == result::illegal);
    till.set(Property::detectionControl, 1);
    BOOST_TEST(till.call(Method::beginDetection, {2, 1000}).resultCode == result::illegal);
    BOOST_TEST(till.call(Method::beginDetection, {1, 1000}).ok());
    BOOST_TEST(till.number(Property::detectionStatus) == unifiedpos::evrw::detectionDetected);
    BOOST_TEST(till.call(Method::endDetection).ok());
    BOOST_TEST(till.number(Property::detectionStatus) == unifiedpos::evrw::detectionNoCard);
    BOOST_REQUIRE(till.listener().await(2));
    BOOST_TEST(till.listener().heard() == (Texts{"status 22", "status 21"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(nobody_to_detect_times_out) {
    till.enabled();
    till.set(Property::detectionControl, 1);
    till.lane().checkInNobody();
    BOOST_TEST(till.call(Method::beginDetection, {1, 10}).resultCode == result::timeout);
    BOOST_TEST(till.number(Property::detectionStatus) == unifiedpos::evrw::detectionNoCard);
}

BOOST_AUTO_TEST_CASE(a_read_value_comes_as_data_when_data_is_enabled) {
    till.enabled();
    BOOST_TEST(till.call(Method::readValue, {3, 1000}).ok());
    while (till.number(Property::dataCount) == 0)
        std::this_thread::yield();
    BOOST_TEST(till.text(Property::accountNumber).empty());
    BOOST_TEST(till.listener().heard().empty());
    till.set(Property::dataEventEnabled, 1);
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.listener().heard().front() == "data 0");
    BOOST_TEST(till.number(Property::dataEventEnabled) == 0);
    BOOST_TEST(till.text(Property::accountNumber) == "****4567");
    BOOST_TEST(till.call(Method::clearInputProperties).ok());
    BOOST_TEST(till.text(Property::accountNumber).empty());
}

BOOST_AUTO_TEST_CASE(an_input_error_waits_for_data_event_enabled_and_clear_input_drops_it) {
    till.enabled();
    till.lane().checkInNobody();
    BOOST_TEST(till.call(Method::readValue, {3, 1}).ok());
    till.set(Property::dataEventEnabled, 1);
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.listener().heard().front() == "error 112/0 2");
}

BOOST_AUTO_TEST_CASE(auto_disable_disables_after_a_read_value) {
    till.enabled();
    till.set(Property::autoDisable, 1);
    BOOST_TEST(till.call(Method::readValue, {3, 1000}).ok());
    while (till.number(Property::deviceEnabled) == 1)
        std::this_thread::yield();
    till.set(Property::dataEventEnabled, 1);
    BOOST_REQUIRE(till.listener().await(1));
    BOOST_TEST(till.listener().heard().front() == "data 0");
}

BOOST_AUTO_TEST_CASE(what_was_read_is_told_when_the_device_has_disabled_itself) {
    till.enabled();
    till.set(Property::autoDisable, 1);
    till.set(Property::dataEventEnabled, 1);
    bool toldTooSoon = false;
    till.lane().whenDisabled(
        [&] { toldTooSoon = till.listener().await(1, std::chrono::milliseconds{50}); });
    Status again{result::failure, 0, "no event"};
    till.listener().onEvent = [&](const std::string&) {
        again = till.set(Property::deviceEnabled, 1);
    };
    BOOST_TEST(till.call(Method::readValue, {3, 1000}).ok());
    BOOST_REQUIRE(till.listener().await(1));
    till.lane().whenDisabled({});
    till.device().close();
    BOOST_TEST(!toldTooSoon);
    BOOST_TEST(again.ok(), again.text);
}

BOOST_AUTO_TEST_CASE(training_is_a_state_of_its_own) {
    till.enabled();
    BOOST_TEST(till.set(Property::trainingModeState, 3).resultCode == result::illegal);
    BOOST_TEST(till.set(Property::trainingModeState, 2).ok());
    BOOST_TEST(till.sale().ok());
    BOOST_TEST(till.lane().requests().at(0).training);
}

BOOST_AUTO_TEST_CASE(the_last_success_can_be_recalled_after_a_restart) {
    till.enabled();
    BOOST_TEST(till.call(Method::queryLastSuccessfulTransactionResult).resultCode ==
               result::illegal);
    till.lane().knows(test::rowOf(lane::Operation::sale, "12.50", 3, test::paymentIdOf(5)));
    BOOST_TEST(till.call(Method::queryLastSuccessfulTransactionResult).ok());
    BOOST_TEST(till.text(Property::transactionNumber) == test::paymentIdOf(5));
    BOOST_TEST(till.currency(Property::settledAmount) == 125000);
    BOOST_TEST(information("ResultOnSettlement") == "2");
    BOOST_TEST(till.lane().handedOver().size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_journal_comes_as_transaction_log) {
    till.enabled();
    till.lane().knows(test::rowOf(lane::Operation::sale, "12.50", 3, test::paymentIdOf(5)));
    BOOST_TEST(till.call(Method::accessLog, {1, 1, 1000}).ok());
    BOOST_TEST(till.text(Property::transactionLog).find("12.50") != std::string::npos);
    BOOST_TEST(till.call(Method::accessLog, {1, 3, 1000}).resultCode == result::illegal);
}

BOOST_AUTO_TEST_CASE(what_a_wallet_cannot_do_is_illegal) {
    till.enabled();
    for (const auto method :
         {Method::captureCard, Method::endRemoval, Method::enumerateCardServices})
        BOOST_TEST(till.call(method).resultCode == result::illegal);
    for (const auto method :
         {Method::addValue, Method::writeValue, Method::registerServiceToMedium})
        BOOST_TEST(till.call(method, {1, 1000}).resultCode == result::illegal);
    BOOST_TEST(till.call(Method::updateKey, {0, std::string()}).resultCode == result::illegal);
    BOOST_TEST(till.call(Method::transactionAccess, {11}).resultCode == result::illegal);
}

BOOST_AUTO_TEST_CASE(a_transaction_number_finds_what_is_settled_pending_or_training) {
    till.enabled();
    auto row = test::rowOf(lane::Operation::sale, "12.50", 3, test::paymentIdOf(5));
    till.lane().knows(row);
    BOOST_REQUIRE(
        till.lane().closePeriod(core::Milliseconds{0}, std::atomic<bool>{false}).has_value());
    row = test::rowOf(lane::Operation::sale, "12.50", 4, test::paymentIdOf(6));
    row.record.outcome = journal::Outcome::open;
    row.record.decision = journal::Decision::capture;
    till.lane().knows(row);
    row = test::rowOf(lane::Operation::sale, "12.50", 5, "TRAINING-S1250DKK-7");
    row.record.training = true;
    till.lane().knows(row);
    amount(125000);
    const auto cancel = [&](const std::string& payment) {
        const auto alias = std::to_string(transactionAlias(payment));
        till.call(Method::setParameterInformation, {std::string("EVRWTransactionNumber"), alias});
        return till.call(Method::cancelValue, {8, 60000});
    };
    BOOST_TEST(cancel(test::paymentIdOf(5)).ok());
    BOOST_TEST(cancel(test::paymentIdOf(6)).ok());
    BOOST_TEST(cancel("TRAINING-S1250DKK-7").extended == unifiedpos::detail::reference);
    BOOST_TEST(till.set(Property::trainingModeState, 2).ok());
    BOOST_TEST(cancel("TRAINING-S1250DKK-7").ok());
    BOOST_TEST(till.lane().requests().back().reference == "TRAINING-S1250DKK-7");
}

BOOST_AUTO_TEST_CASE(a_cancel_by_number_that_fails_leaves_the_applications_text_alone) {
    till.enabled();
    till.lane().knows(test::rowOf(lane::Operation::sale, "12.50", 3, test::paymentIdOf(5)));
    amount(125000);
    till.set(Property::additionalSecurityInformation, "its own");
    const auto alias = std::to_string(transactionAlias(test::paymentIdOf(5)));
    till.call(Method::setParameterInformation, {std::string("EVRWTransactionNumber"), alias});
    till.lane().will({Kind::refused});
    BOOST_TEST(till.call(Method::cancelValue, {8, 60000}).resultCode == result::extended);
    BOOST_TEST(till.lane().requests().at(0).reference == test::paymentIdOf(5));
    BOOST_TEST(till.text(Property::additionalSecurityInformation) == "its own");
}

BOOST_AUTO_TEST_CASE(what_was_recalled_is_no_reference_said_on_purpose) {
    till.enabled();
    till.lane().knows(test::rowOf(lane::Operation::sale, "12.50", 3, test::paymentIdOf(5)));
    BOOST_TEST(till.call(Method::queryLastSuccessfulTransactionResult).ok());
    const auto left = till.text(Property::additionalSecurityInformation);
    till.set(Property::additionalSecurityInformation, left);
    const auto status = till.authorize(Method::authorizeRefund, 4, 50000);
    BOOST_TEST(status.extended == unifiedpos::detail::reference);
    BOOST_TEST(till.lane().requests().empty());
    BOOST_TEST(till.authorize(Method::authorizeRefund, 4, 125000).ok());
}

BOOST_AUTO_TEST_CASE(transitions_that_wait_are_dropped_with_what_they_belong_to) {
    till.asynchronous();
    till.set(Property::freezeEvents, 1);
    BOOST_TEST(till.sale().ok());
    BOOST_TEST(till.awaitState(state::idle));
    BOOST_TEST(till.call(Method::clearOutput).ok());
    till.set(Property::freezeEvents, 0);
    BOOST_TEST(till.sale().ok());
    BOOST_REQUIRE(till.listener().await(3));
    BOOST_TEST(till.listener().heard() == (Texts{"transition 15", "transition 14", "complete 2"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_read_value_on_its_way_to_the_application_is_no_matter_of_the_next_session) {
    for (int i = 0; i < 200; ++i) {
        Till one(Category::electronicValueRw);
        one.enabled();
        BOOST_TEST(one.set(Property::dataEventEnabled, 1).ok());
        BOOST_TEST(one.call(Method::readValue, {3, 1000}).ok());
        BOOST_TEST(one.device().close().ok());
        one.opened();
        BOOST_TEST(one.text(Property::accountNumber).empty());
    }
}

BOOST_AUTO_TEST_SUITE_END()
