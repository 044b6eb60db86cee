// The errors of the payment endpoints (v10 API Errors), one row a case.
#include "tests/unit/simulator/till.h"

#include <vector>

#include <boost/test/unit_test.hpp>

namespace mobilepay::simulator::test {
namespace {

using P = PaymentState;

const std::string ready = R"({"amount":12.50,"currencyCode":"DKK","plannedCaptureDelay":"None"})";

std::string prepareJson(const Till& till, const std::string& orderId) {
    return R"({"posId":")" + till.posId + R"(","orderId":")" + orderId + "\"}";
}

std::string initiateJson(const Till& till, const std::string& orderId) {
    return R"({"posId":")" + till.posId + R"(","orderId":")" + orderId +
           R"(","amount":1,"currencyCode":"DKK","plannedCaptureDelay":"None"})";
}

Reply withKeys(const std::string& path, const std::vector<std::string>& keys) {
    Till till;
    auto request = till.request(
        "POST", path, path == "/payments" ? initiateJson(till, "o") : prepareJson(till, "o"));
    for (const auto& key : keys)
        request.headers.push_back({"X-MobilePay-Idempotency-Key", key});
    return till.send(request);
}

void expect(const Reply& reply, int status, const std::string& code) {
    BOOST_TEST(reply.status == status);
    BOOST_TEST(reply.code == code);
}

/// A stranger's call on a payment of the first integrator and the danish merchant.
Reply byStranger(std::size_t integrator, const std::string& vat, const std::string& verb) {
    Till till;
    const std::string id = till.paymentIn(verb == "ready" ? P::prepared : P::reserved);
    till.become(integrator, vat);
    if (verb.empty()) return till.get("/payments/" + id);
    const std::string body = verb == "ready"     ? ready
                             : verb == "capture" ? R"({"amount":12.50})"
                                                 : "";
    return till.post("/payments/" + id + '/' + verb, body);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(initiate_errors)

BOOST_AUTO_TEST_CASE(error_1102_the_amount_is_invalid) {
    Till till;
    for (const std::string bad :
         {"0", "-1", "0.00", "1.005", "1e2", "\"12.50\"", "null", "9223372036854775807", "true"})
        expect(till.create("/payments", till.paymentJson(bad)), 400, "1102");
}
BOOST_AUTO_TEST_CASE(amounts_are_taken_by_their_digits) {
    for (const std::string good : {"1", "0.01", "1.5", "1.50", "1.500", "70368744177664.01"}) {
        Till till;
        const std::string id = till.payment(good);
        BOOST_TEST((core::Money::fromDecimal(till.get("/payments/" + id)["amount"],
                                             core::Currency::dkk()) ==
                    core::Money::fromDecimal(good, core::Currency::dkk())));
    }
}
BOOST_AUTO_TEST_CASE(error_1113_the_order_id_is_invalid) {
    Till till;
    expect(till.create("/payments", initiateJson(till, "")), 400, "1113");
    expect(till.create("/payments", initiateJson(till, std::string(37, 'x'))), 400, "1113");
    expect(till.create("/payments", initiateJson(till, "\\u20ac")), 400, "1113");
    BOOST_TEST(till.create("/payments", initiateJson(till, std::string(36, 'x'))).status == 200);
}
BOOST_AUTO_TEST_CASE(error_1117_the_label_is_invalid) {
    Till till;
    const std::string label = R"(,"merchantPaymentLabel":")";
    expect(till.create("/payments", till.paymentJson("1", label + std::string(37, 'x') + "\"")),
           400, "1117");
    expect(till.create("/payments", till.paymentJson("1", R"(,"merchantPaymentLabel":5)")), 400,
           "1117");
}
BOOST_AUTO_TEST_CASE(error_1162_the_idempotency_key_is_invalid) {
    expect(withKeys("/payments", {std::string(37, 'k')}), 400, "1162");
    expect(withKeys("/payments", {""}), 400, "1162");
}
BOOST_AUTO_TEST_CASE(error_1163_the_idempotency_key_is_duplicated) {
    expect(withKeys("/payments", {"a", "a"}), 400, "1163");
}
BOOST_AUTO_TEST_CASE(error_1164_the_idempotency_key_is_missing) {
    expect(withKeys("/payments", {}), 400, "1164");
}
BOOST_AUTO_TEST_CASE(error_1400_the_point_of_sale_is_somebody_elses) {
    Till till;
    till.become(1, "DK90000028");
    expect(till.create("/payments", till.paymentJson()), 403, "1400");
    till.become(0, "DK12345678");
    expect(till.create("/payments", till.paymentJson()), 403, "1400");
}
BOOST_AUTO_TEST_CASE(error_1000_the_point_of_sale_does_not_exist) {
    Till till;
    till.erase("/pointofsales/" + till.posId);
    expect(till.create("/payments", till.paymentJson()), 409, "1000");
    till.posId = nowhere;
    expect(till.create("/payments", till.paymentJson()), 409, "1000");
}
BOOST_AUTO_TEST_CASE(error_1204_the_store_is_not_activated) {
    Till till;
    till.posId = till.pointOfSale(sleepingStore);
    expect(till.create("/payments", till.paymentJson()), 409, "1204");
}
BOOST_AUTO_TEST_CASE(error_1301_a_payment_is_active) {
    for (const P state : {P::prepared, P::paired, P::initiated, P::issuedToUser}) {
        Till till;
        till.paymentIn(state);
        expect(till.create("/payments", till.paymentJson()), 409, "1301");
    }
}
BOOST_AUTO_TEST_CASE(a_reserved_or_final_payment_blocks_nobody) {
    for (const P state : {P::reserved, P::captured, P::cancelledByUser, P::cancelledByClient,
                          P::cancelledByMobilePay, P::expiredAndCancelled}) {
        Till till;
        till.paymentIn(state);
        BOOST_TEST(till.create("/payments", till.paymentJson()).status == 200);
    }
}
BOOST_AUTO_TEST_CASE(error_1306_the_key_was_used_with_another_request) {
    Till till;
    till.create("/payments", till.paymentJson("1"), "key");
    expect(till.create("/payments", till.paymentJson("2"), "key"), 409, "1306");
}
BOOST_AUTO_TEST_CASE(an_unknown_currency_or_capture_delay_is_1099) {
    Till till;
    const std::string body = initiateJson(till, "o");
    auto other = body;
    other.replace(other.find("DKK"), 3, "NOK");
    expect(till.create("/payments", other), 400, "1099");
    other = body;
    other.replace(other.find("None"), 4, "Soon");
    expect(till.create("/payments", other), 400, "1099");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(prepare_errors)

BOOST_AUTO_TEST_CASE(error_1113_the_order_id_is_invalid) {
    Till till;
    expect(till.create("/payments/prepare", prepareJson(till, "")), 400, "1113");
}
BOOST_AUTO_TEST_CASE(errors_1162_1163_1164_of_the_idempotency_key) {
    expect(withKeys("/payments/prepare", {std::string(37, 'k')}), 400, "1162");
    expect(withKeys("/payments/prepare", {"a", "b"}), 400, "1163");
    expect(withKeys("/payments/prepare", {}), 400, "1164");
}
BOOST_AUTO_TEST_CASE(error_1400_the_point_of_sale_is_somebody_elses) {
    Till till;
    till.become(1, "DK90000028");
    expect(till.create("/payments/prepare", prepareJson(till, "o")), 403, "1400");
}
BOOST_AUTO_TEST_CASE(errors_1000_1204_and_1301_as_for_initiate) {
    Till till;
    till.paymentIn(P::initiated);
    expect(till.create("/payments/prepare", prepareJson(till, "o")), 409, "1301");
    till.posId = till.pointOfSale(sleepingStore);
    expect(till.create("/payments/prepare", prepareJson(till, "o")), 409, "1204");
    till.posId = nowhere;
    expect(till.create("/payments/prepare", prepareJson(till, "o")), 409, "1000");
}
BOOST_AUTO_TEST_CASE(error_1306_the_key_was_used_with_another_request) {
    Till till;
    till.create("/payments/prepare", prepareJson(till, "o"), "key");
    expect(till.create("/payments/prepare", prepareJson(till, "p"), "key"), 409, "1306");
    expect(till.create("/payments", initiateJson(till, "o"), "key"), 409, "1306");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(ready_errors)

BOOST_AUTO_TEST_CASE(error_1102_the_amount_is_invalid) {
    Till till;
    const std::string id = till.paymentIn(P::prepared);
    expect(till.post("/payments/" + id + "/ready",
                     R"({"amount":0,"currencyCode":"DKK","plannedCaptureDelay":"None"})"),
           400, "1102");
}
BOOST_AUTO_TEST_CASE(error_1117_the_label_is_invalid) {
    Till till;
    const std::string id = till.paymentIn(P::prepared);
    expect(till.post("/payments/" + id + "/ready",
                     R"({"amount":1,"currencyCode":"DKK","plannedCaptureDelay":"None",)"
                     R"("merchantPaymentLabel":""})"),
           400, "1117");
}
BOOST_AUTO_TEST_CASE(error_1401_another_integrators_payment) {
    expect(byStranger(1, "DK90000028", "ready"), 403, "1401");
}
BOOST_AUTO_TEST_CASE(error_1406_another_merchants_payment) {
    expect(byStranger(0, "DK12345678", "ready"), 403, "1406");
}
BOOST_AUTO_TEST_CASE(a_payment_that_does_not_exist_is_404_without_a_body) {
    Till till;
    const Reply reply = till.post("/payments/" + nowhere + "/ready", ready);
    BOOST_TEST(reply.status == 404);
    BOOST_TEST(reply.raw.body.empty());
}
BOOST_AUTO_TEST_CASE(error_1303_the_payment_is_not_prepared) {
    Till till;
    const std::string id = till.paymentIn(P::initiated);
    expect(till.post("/payments/" + id + "/ready", ready), 409, "1303");
}
BOOST_AUTO_TEST_CASE(error_1303_the_payment_was_readied_with_other_terms) {
    Till till;
    const std::string id = till.paymentIn(P::prepared);
    till.post("/payments/" + id + "/ready", ready);
    expect(till.post("/payments/" + id + "/ready",
                     R"({"amount":13,"currencyCode":"DKK","plannedCaptureDelay":"None"})"),
           409, "1303");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(capture_errors)

BOOST_AUTO_TEST_CASE(error_1102_the_amount_is_invalid) {
    Till till;
    const std::string id = till.paymentIn(P::reserved);
    expect(till.post("/payments/" + id + "/capture", R"({"amount":1.001})"), 400, "1102");
    expect(till.post("/payments/" + id + "/capture", "{}"), 400, "1102");
}
BOOST_AUTO_TEST_CASE(error_1401_another_integrators_payment) {
    expect(byStranger(1, "DK90000028", "capture"), 403, "1401");
}
BOOST_AUTO_TEST_CASE(error_1407_another_merchants_payment) {
    expect(byStranger(0, "DK12345678", "capture"), 403, "1407");
}
BOOST_AUTO_TEST_CASE(a_payment_that_does_not_exist_is_404) {
    Till till;
    BOOST_TEST(till.post("/payments/" + nowhere + "/capture", R"({"amount":1})").status == 404);
}
BOOST_AUTO_TEST_CASE(error_1304_the_payment_is_not_reserved) {
    Till till;
    const std::string id = till.paymentIn(P::issuedToUser);
    expect(till.post("/payments/" + id + "/capture", R"({"amount":12.50})"), 409, "1304");
}
BOOST_AUTO_TEST_CASE(error_1305_the_amount_is_above_the_reservation) {
    Till till;
    const std::string id = till.paymentIn(P::reserved);
    expect(till.post("/payments/" + id + "/capture", R"({"amount":12.51})"), 409, "1305");
}
BOOST_AUTO_TEST_CASE(error_1307_the_payment_is_captured_with_another_amount) {
    Till till;
    const std::string id = till.paymentIn(P::captured);
    expect(till.post("/payments/" + id + "/capture", R"({"amount":12.49})"), 409, "1307");
}
BOOST_AUTO_TEST_CASE(error_1308_the_payment_cannot_be_captured_in_part) {
    Till till;
    const std::string id = till.paymentIn(P::reserved);
    expect(till.post("/payments/" + id + "/capture", R"({"amount":12.49})"), 409, "1308");
    BOOST_TEST(till.stateOf(id) == "Reserved");
}
BOOST_AUTO_TEST_CASE(a_payment_of_the_partial_shopper_can_be_captured_in_part_once) {
    Till till;
    const std::string id = till.paymentIn(P::reserved, "+4520031805");
    BOOST_TEST(till.get("/payments/" + id).body.find("partialCapturePossible")->truth);
    BOOST_TEST(till.post("/payments/" + id + "/capture", R"({"amount":2.50})").status == 200);
    expect(till.post("/payments/" + id + "/capture", R"({"amount":10.00})"), 409, "1307");
    expect(till.create("/refunds", refundJson(id, "2.51")), 409, "1367");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(cancel_and_query_errors)

BOOST_AUTO_TEST_CASE(error_1401_another_integrators_payment_cannot_be_cancelled) {
    expect(byStranger(1, "DK90000028", "cancel"), 403, "1401");
}
BOOST_AUTO_TEST_CASE(error_1408_another_merchants_payment_cannot_be_cancelled) {
    expect(byStranger(0, "DK12345678", "cancel"), 403, "1408");
}
BOOST_AUTO_TEST_CASE(a_cancel_of_nothing_is_404) {
    Till till;
    BOOST_TEST(till.post("/payments/" + nowhere + "/cancel").status == 404);
}
BOOST_AUTO_TEST_CASE(error_1300_the_payment_cannot_be_cancelled_now) {
    Till till;
    const std::string id = till.paymentIn(P::captured);
    expect(till.post("/payments/" + id + "/cancel"), 409, "1300");
}
BOOST_AUTO_TEST_CASE(error_1401_another_integrators_payment_cannot_be_read) {
    expect(byStranger(1, "DK90000028", ""), 403, "1401");
}
BOOST_AUTO_TEST_CASE(error_1411_another_merchants_payment_cannot_be_read) {
    expect(byStranger(0, "DK12345678", ""), 403, "1411");
}
BOOST_AUTO_TEST_CASE(a_query_of_nothing_is_404) {
    Till till;
    BOOST_TEST(till.get("/payments/" + nowhere).status == 404);
}
BOOST_AUTO_TEST_CASE(error_1109_the_filter_is_not_specific_enough) {
    Till till;
    expect(till.get("/payments"), 400, "1109");
    expect(till.get("/payments?state=Captured"), 400, "1109");
    expect(till.get("/payments?orderId=o&state=Reserved"), 400, "1109");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::simulator::test
