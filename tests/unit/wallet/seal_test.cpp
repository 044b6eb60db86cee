#include "driver/core/error.h"
#include "tests/unit/wallet/far_side.h"

#include <string>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::wallet;
using namespace mobilepay::wallet::testing;

namespace {

RefundRequest someRefundRequest(std::int64_t minor = 500) {
    return {core::PaymentId(somePayment), core::OrderId("REFUND-1"), dkk(minor)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(v10_seal)

BOOST_AUTO_TEST_CASE(a_plain_payment_holds_what_v10_requires_and_no_more) {
    const auto sealed = ScriptedV10{}.wallet().seal(somePaymentRequest());
    BOOST_TEST(sealed.storable);
    BOOST_TEST(sealed.bytes == R"({"posId":"c85916b1-8e17-4275-a388-551e16aa6293",)"
                               R"("orderId":"till1-bcdfghjklmnpqrstvwxz0123","amount":12.50,)"
                               R"("currencyCode":"DKK","plannedCaptureDelay":"None"})");
}

BOOST_AUTO_TEST_CASE(label_restrictions_and_capture_delay_are_told) {
    auto request = somePaymentRequest(7);
    request.pointOfSale = core::PointOfSaleId("C85916B1-8E17-4275-A388-551E16AA6293");
    request.captureDelay = CaptureDelay::lessThan14Days;
    request.label = "Bord \"7\" \xc3\xa6\xc3\xb8\xc3\xa5";
    request.restrictions.creditCardDisallowed = true;
    BOOST_TEST(ScriptedV10{}.wallet().seal(request).bytes ==
               R"({"posId":"c85916b1-8e17-4275-a388-551e16aa6293",)"
               R"("orderId":"till1-bcdfghjklmnpqrstvwxz0123","amount":0.07,)"
               R"("currencyCode":"DKK","plannedCaptureDelay":"LessThan14Days",)"
               "\"merchantPaymentLabel\":\"Bord \\\"7\\\" \xc3\xa6\xc3\xb8\xc3\xa5\","
               R"("restrictions":{"debitCardDisallowed":false,"creditCardDisallowed":true}})");
}

BOOST_AUTO_TEST_CASE(a_refund_is_sealed) {
    BOOST_TEST(ScriptedV10{}.wallet().seal(someRefundRequest()).bytes ==
               R"({"paymentId":"3974eae6-e36f-4148-b5ee-22689e528c75",)"
               R"("refundOrderId":"REFUND-1","amount":5.00,"currencyCode":"DKK"})");
}

BOOST_AUTO_TEST_CASE(the_same_request_makes_the_same_bytes) {
    BOOST_TEST(ScriptedV10{}.wallet().seal(somePaymentRequest()).bytes ==
               ScriptedV10{}.wallet().seal(somePaymentRequest()).bytes);
}

BOOST_AUTO_TEST_CASE(the_largest_amount_is_written_digit_by_digit) {
    const auto bytes = ScriptedV10{}.wallet().seal(somePaymentRequest(9007199254740993)).bytes;
    BOOST_TEST(bytes.find("\"amount\":90071992547409.93,") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_amount_of_nothing_or_in_another_currency_is_refused) {
    ScriptedV10 v10;
    BOOST_CHECK_THROW((void)v10.wallet().seal(somePaymentRequest(0)), core::AmountError);
    BOOST_CHECK_THROW((void)v10.wallet().seal(somePaymentRequest(-1)), core::AmountError);
    BOOST_CHECK_THROW((void)v10.wallet().seal(someRefundRequest(0)), core::AmountError);
    auto request = somePaymentRequest();
    request.amount = core::Money(1250, core::Currency::eur());
    BOOST_CHECK_THROW((void)v10.wallet().seal(request), core::AmountError);
}

BOOST_AUTO_TEST_CASE(texts_are_counted_in_characters_and_checked) {
    ScriptedV10 v10;
    auto request = somePaymentRequest();
    for (int i = 0; i < 36; ++i)
        request.label += "\xc3\x98";
    BOOST_CHECK_NO_THROW((void)v10.wallet().seal(request));
    request.label += "x";
    BOOST_CHECK_THROW((void)v10.wallet().seal(request), core::TextError);
    for (const std::string label : {"\xe2\x82\xac 5", "a\nb", "\xff", "\xf0\x9f\x98\x80"}) {
        request.label = label;
        BOOST_CHECK_THROW((void)v10.wallet().seal(request), core::TextError);
    }
    request.label.clear();
    for (const std::string& order : {std::string{}, std::string(37, 'x'), std::string("a\r\nb")}) {
        request.orderId = core::OrderId(order);
        BOOST_CHECK_THROW((void)v10.wallet().seal(request), core::TextError);
    }
}

BOOST_AUTO_TEST_CASE(a_point_of_sale_or_payment_of_another_wallet_is_refused) {
    ScriptedV10 v10;
    auto request = somePaymentRequest();
    for (const std::string id :
         {"", "TRAINING-POINT-OF-SALE", "c85916b1-8e17-4275-a388",
          "c85916b1-8e17-4275-a388-551e16aa629g", "c85916b1x8e17-4275-a388-551e16aa6293"}) {
        request.pointOfSale = core::PointOfSaleId(id);
        BOOST_CHECK_THROW((void)v10.wallet().seal(request), core::TextError);
    }
    auto refund = someRefundRequest();
    refund.payment = core::PaymentId("TRAINING-S1250DKK-x");
    BOOST_CHECK_THROW((void)v10.wallet().seal(refund), core::TextError);
}

BOOST_AUTO_TEST_CASE(a_shopper_cannot_be_named_and_is_not_told_in_the_error) {
    auto request = somePaymentRequest();
    request.shopper.phoneNumber = core::Secret("4520031801");
    try {
        (void)ScriptedV10{}.wallet().seal(request);
        BOOST_ERROR("no exception");
    } catch (const core::ConfigurationError& error) {
        BOOST_TEST(std::string(error.what()).find("4520031801") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_finnish_merchant_is_paid_in_euro) {
    auto configuration = testConfiguration();
    configuration.currency = core::Currency::eur();
    auto request = somePaymentRequest();
    request.amount = core::Money(1999, core::Currency::eur());
    const auto bytes = ScriptedV10{configuration}.wallet().seal(request).bytes;
    BOOST_TEST(bytes.find(R"("amount":19.99,"currencyCode":"EUR")") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_qr_code_leads_to_the_beacon_in_lowercase) {
    PointOfSaleView view;
    view.pointOfSale = core::PointOfSaleId(somePointOfSale);
    view.configuration.beaconId = "A7B69D37-6753-4E94-AFC3-EF5DAB04B7F4";
    ScriptedV10 v10;
    BOOST_TEST(v10.wallet().qrText(view) ==
               "mobilepaypos://pos?id=a7b69d37-6753-4e94-afc3-ef5dab04b7f4&source=qr");
    view.configuration.beaconId = "123456789012345";
    BOOST_TEST(v10.wallet().qrText(view) == "mobilepaypos://pos?id=123456789012345&source=qr");
    view.configuration.beaconId.clear();
    BOOST_TEST(v10.wallet().qrText(view) == "");
}

BOOST_AUTO_TEST_SUITE_END()
