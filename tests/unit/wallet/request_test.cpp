#include "tests/unit/wallet/far_side.h"

#include <string>
#include <vector>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::wallet;
using namespace mobilepay::wallet::testing;

namespace {

/// What the driver says instead of sending the call.
std::string refusedBeforehand(const Call& call) {
    ScriptedV10 v10;  // without a script: a request would throw
    const auto driven = v10.drive(call);
    const auto refused = expect<Refused>(driven.answer);
    BOOST_TEST(static_cast<int>(refused.meaning) == static_cast<int>(Refused::Meaning::badRequest));
    BOOST_TEST(refused.httpStatus == 0);
    BOOST_TEST(!refused.earlierAttemptMayArrive);
    BOOST_TEST(driven.end.mono.sinceStart.count() == beginning().mono.sinceStart.count());
    return refused.text;
}

std::string urlOf(const Call& call) {
    ScriptedV10 v10;
    v10.answers(404);
    return v10.drive(call).sent.at(0).url;
}

PointOfSaleRequest somePointOfSaleRequest() {
    return {"My-Pos-1", someStore, "Register 1", {"QR"}, "", "", std::nullopt};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(v10_requests)

BOOST_AUTO_TEST_CASE(an_id_of_another_wallet_is_refused_before_anything_is_sent) {
    for (const std::string id : {"", "TRAINING-S1250DKK-x", "../stores", "a/b?c#d", "%2e%2e",
                                 "3974eae6-e36f-4148-b5ee-22689e528c75\r\nEvil: 1"}) {
        const core::PaymentId payment(id);
        const core::RefundId refund(id);
        const core::PointOfSaleId point(id);
        const core::PaymentId good(somePayment);
        for (const Call& call : std::vector<Call>{
                 QueryPayment{payment}, QueryPayment{payment, true},
                 CapturePayment{payment, dkk(1)}, CancelPayment{payment},
                 ReadyPayment{payment, somePaymentRequest()}, QueryRefund{refund, good},
                 CaptureRefund{refund, good}, CancelRefund{refund, good}, FindRefunds{payment},
                 QueryCheckIn{point}, QueryPointOfSale{point}, DeletePointOfSale{point},
                 QueryStore{id}}) {
            BOOST_TEST(refusedBeforehand(call).find("GUID") != std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(an_amount_that_cannot_be_captured_is_refused_before_anything_is_sent) {
    const core::PaymentId payment(somePayment);
    refusedBeforehand(CapturePayment{payment, dkk(0)});
    refusedBeforehand(CapturePayment{payment, dkk(-5)});
    BOOST_TEST(refusedBeforehand(CapturePayment{payment, core::Money(5, core::Currency::eur())})
                   .find("EUR") != std::string::npos);
    refusedBeforehand(ReadyPayment{payment, somePaymentRequest(0)});
}

BOOST_AUTO_TEST_CASE(a_search_by_nothing_is_refused_before_anything_is_sent) {
    refusedBeforehand(FindPayments{});
    refusedBeforehand(FindPointsOfSale{});
    refusedBeforehand(FindStores{"POSDK12345", ""});
    refusedBeforehand(FindStores{"", "10001"});
    refusedBeforehand(FindStores{"POSXX12345", "10001"});
    refusedBeforehand(FindStores{"POSDK12345", "1001"});
    refusedBeforehand(FindPointsOfSale{{}, "no-guid", {}});
    refusedBeforehand(FindPointsOfSale{{}, {}, "12345"});
}

BOOST_AUTO_TEST_CASE(a_key_that_cannot_stand_in_a_header_is_refused_before_anything_is_sent) {
    for (const std::string& key : {std::string{}, std::string(37, 'k'), std::string("a b"),
                                   std::string("a\r\nEvil: 1"), std::string("\xc3\xa6")}) {
        refusedBeforehand(
            CreatePayment{core::OrderId("o"), core::IdempotencyKey(key), {"{}", true}});
    }
    refusedBeforehand(CreatePayment{core::OrderId("o"), core::IdempotencyKey(someKey), {}});
}

BOOST_AUTO_TEST_CASE(a_point_of_sale_that_v10_would_refuse_is_refused_beforehand) {
    const auto text = [](auto change) {
        auto request = somePointOfSaleRequest();
        change(request);
        return refusedBeforehand(CreatePointOfSale{core::IdempotencyKey(someKey), request});
    };
    const auto names = [](const std::string& message, const std::string& part) {
        return message.find(part) != std::string::npos;
    };
    BOOST_TEST(names(text([](auto& r) { r.merchantPosId.clear(); }), "merchantPosId"));
    BOOST_TEST(names(text([](auto& r) { r.name = std::string(37, 'n'); }), "37"));
    BOOST_TEST(names(text([](auto& r) { r.storeId = "1"; }), "store"));
    BOOST_TEST(names(text([](auto& r) { r.beaconTypes.clear(); }), "beacon type"));
    BOOST_TEST(names(text([](auto& r) { r.beaconTypes = {"BluetoothMP1"}; }), "BluetoothMP1"));
    BOOST_TEST(names(text([](auto& r) { r.beaconTypes = {"QR", "QR"}; }), "twice"));
    BOOST_TEST(names(text([](auto& r) { r.beaconId = "12345678901234"; }), "15 digits"));
    BOOST_TEST(names(text([](auto& r) { r.callbackAlias = "\xe2\x82\xac"; }), "callbackAlias"));
}

BOOST_AUTO_TEST_CASE(what_is_searched_for_is_encoded) {
    const FindPayments byOrder{core::PointOfSaleId(somePointOfSale),
                               core::OrderId("a&b=c d/\xc3\xa6%+?#"), true};
    BOOST_TEST(urlOf(byOrder) == "https://api.test/pos/v10/payments?posId=" + somePointOfSale +
                                     "&orderId=a%26b%3Dc%20d%2F%C3%A6%25%2B%3F%23&state=Captured");
    BOOST_TEST(urlOf(FindPointsOfSale{"Kasse #1", someStore, "123456789012345"}) ==
               "https://api.test/pos/v10/pointofsales?storeId=" + someStore +
                   "&beaconId=123456789012345&merchantPosId=Kasse%20%231");
}

BOOST_AUTO_TEST_CASE(an_id_in_capitals_is_sent_in_lowercase) {
    BOOST_TEST(urlOf(QueryPayment{core::PaymentId("3974EAE6-E36F-4148-B5EE-22689E528C75")}) ==
               "https://api.test/pos/v10/payments/" + somePayment);
}

BOOST_AUTO_TEST_CASE(a_slash_at_the_end_of_the_address_makes_no_difference) {
    auto configuration = testConfiguration();
    configuration.apiUrl = "https://api.test:8443/some/base/pos/v10/";
    ScriptedV10 v10(configuration);
    v10.answers(200);
    BOOST_TEST(v10.drive(CancelPayment{core::PaymentId(somePayment)}).sent.at(0).url ==
               "https://api.test:8443/some/base/pos/v10/payments/" + somePayment + "/cancel");
}

BOOST_AUTO_TEST_CASE(the_vat_number_is_sent_only_where_the_token_is_not_bound) {
    const auto headersWith = [](bool sendVat) {
        auto configuration = testConfiguration();
        configuration.sendVatHeader = sendVat;
        ScriptedV10 v10(configuration);
        v10.answers(200);
        return v10.drive(CancelPayment{core::PaymentId(somePayment)}).sent.at(0).headers;
    };
    BOOST_TEST(rest::find(headersWith(false), "X-MobilePay-Merchant-VAT-Number") == nullptr);
    const auto headers = headersWith(true);
    const auto* vat = rest::find(headers, "X-MobilePay-Merchant-VAT-Number");
    BOOST_TEST_REQUIRE(vat != nullptr);
    BOOST_TEST(*vat == "DK90000028");
}

BOOST_AUTO_TEST_CASE(the_traits_are_what_v10_promises) {
    ScriptedV10 v10;
    const Traits& traits = v10.wallet().traits();
    BOOST_TEST(!traits.identityIsOurs);
    BOOST_TEST(traits.canSearch);
    BOOST_TEST(traits.refundInTwoSteps);
    BOOST_TEST(traits.onePaymentPerPointOfSale);
    BOOST_TEST(traits.canPrepare);
    BOOST_CHECK(traits.keyLife == std::chrono::hours{23});
    BOOST_CHECK(traits.reservationLife == std::chrono::hours{24 * 7});
    BOOST_CHECK(traits.refundWindow == std::chrono::hours{24 * 90});
}

BOOST_AUTO_TEST_SUITE_END()
