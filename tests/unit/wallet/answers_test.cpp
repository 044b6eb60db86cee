#include "tests/unit/wallet/far_side.h"

#include <string>
#include <utility>
#include <vector>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

BOOST_TEST_DONT_PRINT_LOG_VALUE(mobilepay::wallet::PaymentStatus)
BOOST_TEST_DONT_PRINT_LOG_VALUE(mobilepay::wallet::RefundStatus)

using namespace mobilepay;
using namespace mobilepay::wallet;
using namespace mobilepay::wallet::testing;
namespace data = boost::unit_test::data;

namespace {

const QueryPayment queryPayment{core::PaymentId(somePayment)};
const QueryRefund queryRefund{core::RefundId(someRefund), core::PaymentId(somePayment)};
const QueryPointOfSale queryPointOfSale{core::PointOfSaleId(somePointOfSale)};

std::string payment(const std::string& status, const std::string& more = "") {
    return R"({"paymentId":")" + somePayment + R"(","posId":")" + somePointOfSale +
           R"(","orderId":"ORDER-1","status":")" + status + R"(","pollDelayInMs":1000)" + more +
           "}";
}

std::string refund(const std::string& status, const std::string& amount = "5.00") {
    return R"({"refundId":")" + someRefund + R"(","paymentId":")" + somePayment +
           R"(","refundOrderId":"REFUND-1","amount":)" + amount +
           R"(,"currencyCode":"DKK","status":")" + status + R"(","pollDelayInMs":100})";
}

std::string pointOfSale(const std::string& more = "") {
    return R"({"posId":")" + somePointOfSale + R"(","merchantPosId":"My-Pos-1","storeId":")" +
           someStore +
           R"(","name":"Cafeteria #2","beaconId":"123456789012345",)"
           R"("supportedBeaconTypes":["QR","NFC"],"requirePaymentBeforeCheckin":true)" +
           more + "}";
}

std::string store(const std::string& id) {
    return R"({"storeName":"HQ","storeId":")" + id +
           R"(","storeStreet":"Keskuskatu 4","storeZipCode":"00100","storeCity":"Helsinki",)"
           R"("brandName":"Offices","merchantBrandId":"POSDK12345","merchantLocationId":"10001"})";
}

/// `json` without the field of that name, which must hold no comma.
std::string without(std::string json, const std::string& name) {
    const auto begin = json.find('"' + name + "\":");
    auto end = json.find_first_of(",}", begin);
    if (json[end] == ',') ++end;
    json.erase(begin, end - begin);
    return json;
}

void expectMalformed(const Call& call, const std::string& body, const std::string& part) {
    const auto answer = ScriptedV10{}.read(call, body);
    const auto* malformed = std::get_if<Malformed>(&answer);
    BOOST_TEST_REQUIRE(malformed != nullptr, describe(answer) << " for " << body);
    BOOST_TEST(malformed->text.find(part) != std::string::npos, malformed->text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(v10_answers)

BOOST_DATA_TEST_CASE(every_payment_state_is_understood,
                     data::make({"Prepared", "Paired", "Initiated", "IssuedToUser", "Reserved",
                                 "Captured", "CancelledByUser", "CancelledByClient",
                                 "CancelledByMobilePay", "ExpiredAndCancelled"}) ^
                         data::make({PaymentStatus::prepared, PaymentStatus::prepared,
                                     PaymentStatus::waiting, PaymentStatus::withShopper,
                                     PaymentStatus::reserved, PaymentStatus::captured,
                                     PaymentStatus::declined, PaymentStatus::cancelledByUs,
                                     PaymentStatus::cancelledByWallet, PaymentStatus::expired}),
                     word, status) {
    const auto view = expect<PaymentView>(ScriptedV10{}.read(queryPayment, payment(word)));
    BOOST_CHECK(view.status == status);
    BOOST_TEST(view.walletStatus == word);
    const bool present = std::string(word) == "Paired" || std::string(word) == "IssuedToUser";
    BOOST_TEST(view.shopperPresent == present);
}

BOOST_DATA_TEST_CASE(every_refund_state_is_understood,
                     data::make({"Initiated", "Reserved", "Captured", "ExpiredAndCaptured",
                                 "CancelledByClient", "CancelledByMobilePay"}) ^
                         data::make({RefundStatus::waiting, RefundStatus::reserved,
                                     RefundStatus::captured, RefundStatus::captured,
                                     RefundStatus::cancelledByUs, RefundStatus::cancelledByWallet}),
                     word, status) {
    const auto view = expect<RefundView>(ScriptedV10{}.read(queryRefund, refund(word)));
    BOOST_CHECK(view.status == status);
    BOOST_TEST(view.walletStatus == word);
}

BOOST_AUTO_TEST_CASE(a_state_that_v10_has_not_breaks_the_protocol) {
    for (const char* word : {"", "reserved", "Unknown", "Reserved "}) {
        expectMalformed(queryPayment, payment(word), "payment state");
        expectMalformed(queryRefund, refund(word), "refund state");
    }
}

BOOST_AUTO_TEST_CASE(a_payment_with_every_field_is_read) {
    const auto view = expect<PaymentView>(ScriptedV10{}.read(
        queryPayment,
        payment("Reserved",
                R"(,"amount":12.50,"currencyCode":"DKK",)"
                R"("restrictions":{"debitCardDisallowed":true,"creditCardDisallowed":null},)"
                R"("merchantPaymentLabel":"Bord 7","plannedCaptureDelay":"LessThan24Hours",)"
                R"("customerToken":"t1","customerReceiptToken":"t2","loyaltyIds":["123456"],)"
                R"("paymentExpiresAt":"2026-11-30T06:07:45.4847176+00:00",)"
                R"("partialCapturePossible":true,"somethingNew":{"a":[1]})")));
    BOOST_TEST(view.payment.text() == somePayment);
    BOOST_TEST(view.pointOfSale.text() == somePointOfSale);
    BOOST_TEST(view.orderId.text() == "ORDER-1");
    BOOST_CHECK(view.amount == dkk(1250));
    BOOST_CHECK(view.restrictions == (Restrictions{true, false}));
    BOOST_TEST(view.label == "Bord 7");
    BOOST_CHECK(view.captureDelay == CaptureDelay::lessThan24Hours);
    BOOST_TEST(view.customerToken.reveal() == "t1");
    BOOST_TEST(view.customerReceiptToken.reveal() == "t2");
    BOOST_TEST(view.loyaltyIds->at(0) == "123456");
    BOOST_TEST(core::toIso8601(*view.expiresAt) == "2026-11-30T06:07:45.484Z");
    BOOST_TEST(*view.partialCapturePossible);
    BOOST_TEST(view.pollDelay->count() == 1000);
    BOOST_CHECK(!view.captured);
}

BOOST_AUTO_TEST_CASE(what_may_be_missing_may_be_missing_or_null) {
    const auto view = expect<PaymentView>(ScriptedV10{}.read(
        queryPayment,
        payment("Initiated", R"(,"amount":null,"currencyCode":null,"restrictions":null,)"
                             R"("merchantPaymentLabel":null,"loyaltyIds":null,)"
                             R"("customerToken":null,"partialCapturePossible":null)")));
    BOOST_CHECK(!view.amount);
    BOOST_CHECK(!view.restrictions);
    BOOST_CHECK(!view.loyaltyIds);
    BOOST_CHECK(!view.partialCapturePossible);
    BOOST_CHECK(!view.expiresAt);
    BOOST_TEST(view.customerToken.empty());
}

BOOST_AUTO_TEST_CASE(no_loyalty_ids_differ_from_ids_not_looked_up_yet) {
    const auto none = expect<PaymentView>(
        ScriptedV10{}.read(queryPayment, payment("Paired", R"(,"loyaltyIds":[])")));
    BOOST_TEST_REQUIRE(none.loyaltyIds.has_value());
    BOOST_TEST(none.loyaltyIds->empty());
}

BOOST_AUTO_TEST_CASE(an_expiry_in_another_spelling_stops_no_sale) {
    const auto view = expect<PaymentView>(ScriptedV10{}.read(
        queryPayment, payment("Reserved", R"(,"paymentExpiresAt":"17-10-2022 06:07:45 +00:00")")));
    BOOST_CHECK(!view.expiresAt);
}

BOOST_AUTO_TEST_CASE(ids_in_capitals_are_the_same_ids) {
    const QueryPayment capitals{core::PaymentId("3974EAE6-E36F-4148-B5EE-22689E528C75")};
    const auto view = expect<PaymentView>(ScriptedV10{}.read(capitals, payment("Reserved")));
    BOOST_TEST(view.payment.text() == somePayment);
    const auto created = expect<PaymentCreated>(ScriptedV10{}.read(
        CreatePayment{core::OrderId("o"), core::IdempotencyKey(someKey), {"{}", true}},
        R"({"paymentId":"3974EAE6-E36F-4148-B5EE-22689E528C75"})"));
    BOOST_TEST(created.payment.text() == somePayment);
}

BOOST_DATA_TEST_CASE(a_payment_without_a_required_field_breaks_the_protocol,
                     data::make({"paymentId", "posId", "orderId", "status"})) {
    expectMalformed(queryPayment, without(payment("Reserved"), sample), sample);
}

BOOST_DATA_TEST_CASE(a_refund_without_a_required_field_breaks_the_protocol,
                     data::make({"refundId", "paymentId", "refundOrderId", "amount", "currencyCode",
                                 "status"})) {
    expectMalformed(queryRefund, without(refund("Reserved"), sample), sample);
}

BOOST_DATA_TEST_CASE(a_point_of_sale_without_a_required_field_breaks_the_protocol,
                     data::make({"posId", "merchantPosId", "storeId", "name", "beaconId",
                                 "requirePaymentBeforeCheckin"})) {
    expectMalformed(queryPointOfSale, without(pointOfSale(R"(,"x":1)"), sample), sample);
}

BOOST_DATA_TEST_CASE(a_store_without_a_required_field_breaks_the_protocol,
                     data::make({"storeName", "storeId", "storeStreet", "storeZipCode", "storeCity",
                                 "brandName", "merchantBrandId"})) {
    expectMalformed(QueryStore{someStore}, without(store(someStore), sample), sample);
}

BOOST_AUTO_TEST_CASE(a_wrong_type_breaks_the_protocol) {
    for (const auto& [field, value] :
         std::vector<std::pair<std::string, std::string>>{{"loyaltyIds", "\"123\""},
                                                          {"loyaltyIds", "[1]"},
                                                          {"customerToken", "7"},
                                                          {"partialCapturePossible", "\"true\""},
                                                          {"partialCapturePossible", "1"},
                                                          {"restrictions", "[]"},
                                                          {"paymentExpiresAt", "17"},
                                                          {"merchantPaymentLabel", "{}"},
                                                          {"amount", "\"12.50\""}}) {
        expectMalformed(
            queryPayment,
            payment("Reserved", ",\"" + field + "\":" + value +
                                    (field == "amount" ? R"(,"currencyCode":"DKK")" : "")),
            field);
    }
}

BOOST_DATA_TEST_CASE(an_amount_that_cannot_be_exact_breaks_the_protocol,
                     data::make({"12.345", "1e2", "-5", "99999999999999999", "0.001"})) {
    expectMalformed(queryRefund, refund("Reserved", sample), "amount");
    expectMalformed(
        queryPayment,
        payment("Reserved", ",\"currencyCode\":\"DKK\",\"amount\":" + std::string(sample)),
        "amount");
}

BOOST_AUTO_TEST_CASE(an_amount_in_no_known_currency_breaks_the_protocol) {
    expectMalformed(queryPayment, payment("Reserved", R"(,"amount":1)"), "currencyCode");
    expectMalformed(queryPayment, payment("Reserved", R"(,"amount":1,"currencyCode":"XXX")"),
                    "XXX");
    expectMalformed(queryPayment, payment("Reserved", R"(,"amount":1,"currencyCode":"\u001b[2J")"),
                    "'?[2J'");
}

BOOST_AUTO_TEST_CASE(an_answer_about_something_else_breaks_the_protocol) {
    const std::string other = "11111111-2222-3333-4444-555555555555";
    expectMalformed(QueryPayment{core::PaymentId(other)}, payment("Captured"), other);
    expectMalformed(QueryRefund{core::RefundId(other), core::PaymentId(somePayment)},
                    refund("Captured"), other);
    expectMalformed(QueryPointOfSale{core::PointOfSaleId(other)}, pointOfSale(), other);
}

BOOST_AUTO_TEST_CASE(an_id_that_is_no_guid_breaks_the_protocol) {
    const FindPayments find{core::PointOfSaleId(somePointOfSale), {}};
    for (const std::string id : {"", "1", "../../stores", "3974eae6-e36f-4148-b5ee-22689e528c75/"})
        expectMalformed(find, R"({"paymentIds":[")" + id + R"("]})", "paymentIds");
}

BOOST_AUTO_TEST_CASE(a_poll_delay_that_no_server_can_mean_counts_as_not_named) {
    const auto view =
        expect<CheckInView>(ScriptedV10{}.read(QueryCheckIn{core::PointOfSaleId(somePointOfSale)},
                                               R"({"isUserCheckedIn":false,"pollDelayInMs":-1})"));
    BOOST_CHECK(!view.pollDelay);
    expectMalformed(QueryCheckIn{core::PointOfSaleId(somePointOfSale)},
                    R"({"isUserCheckedIn":false,"pollDelayInMs":1.5})", "pollDelayInMs");
}

BOOST_AUTO_TEST_CASE(a_check_in_is_read) {
    const auto view = expect<CheckInView>(ScriptedV10{}.read(
        QueryCheckIn{core::PointOfSaleId(somePointOfSale)},
        R"({"isUserCheckedIn":true,"pollDelayInMs":500,"loyaltyIds":["7"],"customerToken":"c",)"
        R"("customerReceiptToken":"r"})"));
    BOOST_TEST(view.checkedIn);
    BOOST_TEST(view.pollDelay->count() == 500);
    BOOST_TEST(view.loyaltyIds->at(0) == "7");
    BOOST_TEST(view.customerToken.reveal() == "c");
    BOOST_TEST(view.customerReceiptToken.reveal() == "r");
}

BOOST_AUTO_TEST_CASE(a_point_of_sale_is_read) {
    const auto view = expect<PointOfSaleView>(
        ScriptedV10{}.read(queryPointOfSale, pointOfSale(R"(,"callbackAlias":"alias")")));
    BOOST_TEST(view.pointOfSale.text() == somePointOfSale);
    BOOST_TEST(view.configuration.merchantPosId == "My-Pos-1");
    BOOST_TEST(view.configuration.storeId == someStore);
    BOOST_TEST(view.configuration.name == "Cafeteria #2");
    BOOST_TEST(view.configuration.beaconId == "123456789012345");
    BOOST_TEST(view.configuration.callbackAlias == "alias");
    BOOST_TEST(view.configuration.beaconTypes.size() == 2U);
    BOOST_TEST(*view.configuration.requirePaymentBeforeCheckIn);
}

BOOST_AUTO_TEST_CASE(stores_are_read_one_by_one_by_id_and_in_detail) {
    const auto one = expect<StoreView>(ScriptedV10{}.read(QueryStore{someStore}, store(someStore)));
    BOOST_TEST(one.name == "HQ");
    BOOST_TEST(one.city == "Helsinki");
    BOOST_TEST(one.street == "Keskuskatu 4");
    BOOST_TEST(one.zipCode == "00100");
    const auto ids = expect<StoresFound>(
        ScriptedV10{}.read(FindStores{}, R"({"storeIds":[")" + someStore + R"("]})"));
    BOOST_TEST(ids.storeIds.at(0) == someStore);
    BOOST_TEST(ids.stores.empty());
    const auto detailed = expect<StoresFound>(
        ScriptedV10{}.read(FindStores{"", "", true}, "[" + store(someStore) + "]"));
    BOOST_TEST(detailed.storeIds.at(0) == someStore);
    BOOST_TEST(detailed.stores.at(0).merchantLocationId == "10001");
}

BOOST_AUTO_TEST_CASE(lists_of_ids_are_read) {
    const auto payments = expect<PaymentsFound>(ScriptedV10{}.read(
        FindPayments{core::PointOfSaleId(somePointOfSale), {}}, R"({"paymentIds":[]})"));
    BOOST_TEST(payments.payments.empty());
    const auto refunds = expect<RefundsFound>(ScriptedV10{}.read(
        FindRefunds{core::PaymentId(somePayment)}, R"({"refundIds":[")" + someRefund + R"("]})"));
    BOOST_TEST(refunds.refunds.at(0).text() == someRefund);
    const auto points = expect<PointsOfSaleFound>(ScriptedV10{}.read(
        FindPointsOfSale{"My-Pos-1", {}, {}}, R"({"posIds":[")" + somePointOfSale + R"("]})"));
    BOOST_TEST(points.pointsOfSale.at(0).text() == somePointOfSale);
}

BOOST_AUTO_TEST_CASE(a_change_needs_no_body_in_its_answer) {
    for (const std::string body : {"", " \r\n", "{}", R"({"news":1})"}) {
        expect<Done>(ScriptedV10{}.read(CancelPayment{core::PaymentId(somePayment)}, body));
        expect<Done>(
            ScriptedV10{}.read(DeletePointOfSale{core::PointOfSaleId(somePointOfSale)}, body));
    }
}

/// A page that something on the way answers with, or the word that it will be done.
BOOST_AUTO_TEST_CASE(a_change_is_done_on_the_servers_word_alone) {
    for (const std::string body : {"nonsense", "<html>Maintenance</html>", "[]", "\"ok\""})
        for (const Call& call : {Call(CapturePayment{core::PaymentId(somePayment),
                                                     core::Money(100, core::Currency::dkk())}),
                                 Call(CancelPayment{core::PaymentId(somePayment)}),
                                 Call(CaptureRefund{core::RefundId(someRefund), {}}),
                                 Call(CancelRefund{core::RefundId(someRefund), {}})})
            expect<Malformed>(ScriptedV10{}.read(call, body));
}

BOOST_AUTO_TEST_SUITE_END()
