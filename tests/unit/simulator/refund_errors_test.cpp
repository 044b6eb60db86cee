// The errors of the refund endpoints (v10 API Errors), one row a case.
#include "tests/unit/simulator/till.h"

#include <boost/test/unit_test.hpp>

namespace mobilepay::simulator::test {
namespace {

void expect(const Reply& reply, int status, const std::string& code) {
    BOOST_TEST(reply.status == status);
    BOOST_TEST(reply.code == code);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(refund_errors)

BOOST_AUTO_TEST_CASE(error_1102_the_amount_is_invalid) {
    Till till;
    const std::string paid = till.paymentIn(PaymentState::captured);
    for (const std::string bad : {"0", "-1", "1.001", "\"1\""})
        expect(till.create("/refunds", refundJson(paid, bad)), 400, "1102");
}
BOOST_AUTO_TEST_CASE(error_1114_the_refund_order_id_is_invalid) {
    Till till;
    const std::string body =
        R"({"paymentId":")" + nowhere + R"(","refundOrderId":"","amount":1,"currencyCode":"DKK"})";
    expect(till.create("/refunds", body), 400, "1114");
}
BOOST_AUTO_TEST_CASE(errors_1162_1163_1164_of_the_idempotency_key) {
    Till till;
    auto request = till.request("POST", "/refunds", refundJson(nowhere, "1"));
    expect(till.send(request), 400, "1164");
    request.headers.push_back({"X-MobilePay-Idempotency-Key", std::string(37, 'k')});
    expect(till.send(request), 400, "1162");
    request.headers.push_back({"X-MobilePay-Idempotency-Key", "k"});
    expect(till.send(request), 400, "1163");
}
BOOST_AUTO_TEST_CASE(error_1401_the_payment_is_somebody_elses) {
    Till till;
    const std::string paid = till.paymentIn(PaymentState::captured);
    till.become(1, "DK90000028");
    expect(till.create("/refunds", refundJson(paid, "1")), 403, "1401");
    till.become(0, "DK12345678");
    expect(till.create("/refunds", refundJson(paid, "1")), 403, "1401");
}
BOOST_AUTO_TEST_CASE(error_1001_the_payment_does_not_exist) {
    Till till;
    expect(till.create("/refunds", refundJson(nowhere, "1")), 409, "1001");
}
BOOST_AUTO_TEST_CASE(error_1306_the_key_was_used_with_another_request) {
    Till till;
    const std::string paid = till.paymentIn(PaymentState::captured);
    BOOST_TEST(till.create("/refunds", refundJson(paid, "1"), "key").status == 200);
    expect(till.create("/refunds", refundJson(paid, "2"), "key"), 409, "1306");
}
BOOST_AUTO_TEST_CASE(error_1354_the_payment_is_not_captured) {
    Till till;
    const std::string reserved = till.paymentIn(PaymentState::reserved);
    expect(till.create("/refunds", refundJson(reserved, "1")), 409, "1354");
}
BOOST_AUTO_TEST_CASE(error_1365_the_currency_differs) {
    Till till;
    const std::string paid = till.paymentIn(PaymentState::captured);
    expect(till.create("/refunds", refundJson(paid, "1", "EUR")), 409, "1365");
}
BOOST_AUTO_TEST_CASE(error_1366_the_payment_is_older_than_90_days) {
    Till till;
    const std::string paid = till.paymentIn(PaymentState::captured);
    till.wait(std::chrono::hours{90 * 24});
    BOOST_TEST(till.create("/refunds", refundJson(paid, "1")).status == 200);
    till.wait(std::chrono::milliseconds{1});
    expect(till.create("/refunds", refundJson(paid, "1")), 409, "1366");
}
BOOST_AUTO_TEST_CASE(error_1367_the_refunds_exceed_the_captured_amount) {
    Till till;
    const std::string paid = till.paymentIn(PaymentState::captured);
    expect(till.create("/refunds", refundJson(paid, "12.51")), 409, "1367");
    BOOST_TEST(till.create("/refunds", refundJson(paid, "10.00")).status == 200);
    BOOST_TEST(till.create("/refunds", refundJson(paid, "2.50")).status == 200);
    expect(till.create("/refunds", refundJson(paid, "0.01")), 409, "1367");
}
BOOST_AUTO_TEST_CASE(error_1368_the_balance_of_the_store_does_not_cover_it) {
    Till till;
    const std::string paid = till.paymentIn(PaymentState::captured);
    till.control("POST", "store",
                 R"({"storeId":")" + danishStore.text() + R"(","balanceMinor":100})");
    expect(till.create("/refunds", refundJson(paid, "1.01")), 409, "1368");
    const Reply made = till.create("/refunds", refundJson(paid, "1.00"));
    BOOST_TEST(made.status == 200);
    expect(till.create("/refunds", refundJson(paid, "0.01")), 409, "1368");
    till.post("/refunds/" + made["refundId"] + "/cancel");
    BOOST_TEST(till.create("/refunds", refundJson(paid, "1.00")).status == 200);
}
BOOST_AUTO_TEST_CASE(error_1402_the_refund_is_somebody_elses) {
    Till till;
    const std::string path = "/refunds/" + till.refundIn(RefundState::reserved);
    for (const std::size_t integrator : {1U, 0U}) {
        till.become(integrator, integrator == 1 ? "DK90000028" : "DK12345678");
        expect(till.get(path), 403, "1402");
        expect(till.post(path + "/capture"), 403, "1402");
        expect(till.post(path + "/cancel"), 403, "1402");
    }
}
BOOST_AUTO_TEST_CASE(error_1004_the_refund_does_not_exist) {
    Till till;
    expect(till.get("/refunds/" + nowhere), 404, "1004");
    expect(till.post("/refunds/" + nowhere + "/capture"), 404, "1004");
    expect(till.post("/refunds/" + nowhere + "/cancel"), 404, "1004");
}
BOOST_AUTO_TEST_CASE(error_1351_the_refund_is_not_reserved) {
    Till till;
    expect(till.post("/refunds/" + till.refundIn(RefundState::initiated) + "/capture"), 409,
           "1351");
}
BOOST_AUTO_TEST_CASE(error_1352_the_refund_cannot_be_cancelled) {
    Till till;
    expect(till.post("/refunds/" + till.refundIn(RefundState::captured) + "/cancel"), 409, "1352");
}
BOOST_AUTO_TEST_CASE(error_1110_the_filter_is_missing) {
    Till till;
    expect(till.get("/refunds"), 400, "1110");
}

BOOST_AUTO_TEST_CASE(a_refund_is_told_with_its_amount_and_payment) {
    Till till;
    const std::string id = till.refundIn(RefundState::reserved);
    const Reply refund = till.get("/refunds/" + id);
    BOOST_TEST(refund["refundId"] == id);
    BOOST_TEST(refund["refundOrderId"] == "refund");
    BOOST_TEST(refund["amount"] == "2.50");
    BOOST_TEST(refund["currencyCode"] == "DKK");
    BOOST_TEST(refund["pollDelayInMs"] == "1000");
    const Reply list = till.get("/refunds?paymentId=" + refund["paymentId"]);
    BOOST_REQUIRE_EQUAL(list.body.find("refundIds")->items.size(), 1U);
    BOOST_TEST(list.body.find("refundIds")->items[0].text == id);
}

BOOST_AUTO_TEST_CASE(refunds_of_somebody_elses_payment_are_not_listed) {
    Till till;
    const std::string refund = till.refundIn(RefundState::reserved);
    const std::string payment = till.get("/refunds/" + refund)["paymentId"];
    till.become(0, "DK12345678");
    BOOST_TEST(till.get("/refunds?paymentId=" + payment).body.find("refundIds")->items.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::simulator::test
