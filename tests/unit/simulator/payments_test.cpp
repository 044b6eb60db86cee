// What payments tell, how they are found again, and idempotency.
#include "tests/unit/simulator/till.h"

#include <set>
#include <vector>

#include <boost/test/unit_test.hpp>

namespace mobilepay::simulator::test {
namespace {

using P = PaymentState;

std::string withOrder(const Till& till, const std::string& orderId) {
    return R"({"posId":")" + till.posId + R"(","orderId":")" + orderId +
           R"(","amount":1,"currencyCode":"DKK","plannedCaptureDelay":"None"})";
}

std::vector<std::string> listed(Till& till, const std::string& query) {
    std::vector<std::string> ids;
    const Reply reply = till.get("/payments?" + query);
    for (const auto& item : reply.body.find("paymentIds")->items)
        ids.push_back(item.text);
    return ids;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(payments)

BOOST_AUTO_TEST_CASE(a_payment_is_told_as_it_was_made) {
    Till till;
    const std::string id = till.create(
        "/payments",
        till.paymentJson(
            "12.5", R"(,"merchantPaymentLabel":"Frokost æøå","restrictions":)"
                    R"({"debitCardDisallowed":true,"creditCardDisallowed":null})"))["paymentId"];
    const Reply payment = till.get("/payments/" + id);
    BOOST_TEST(payment["paymentId"] == id);
    BOOST_TEST(payment["posId"] == till.posId);
    BOOST_TEST(payment["status"] == "Initiated");
    BOOST_TEST(payment["amount"] == "12.50");
    BOOST_TEST(payment["currencyCode"] == "DKK");
    BOOST_TEST(payment["plannedCaptureDelay"] == "None");
    BOOST_TEST(payment["merchantPaymentLabel"] == "Frokost æøå");
    const JsonValue* restrictions = payment.body.find("restrictions");
    BOOST_TEST(restrictions->find("debitCardDisallowed")->truth);
    BOOST_TEST(restrictions->find("creditCardDisallowed") == nullptr);
    BOOST_TEST(payment["pollDelayInMs"] == "1000");
    BOOST_TEST(!payment.has("customerToken"));
    BOOST_TEST(!payment.has("paymentExpiresAt"));
}

BOOST_AUTO_TEST_CASE(a_prepared_payment_has_no_amount_yet) {
    Till till;
    const Reply payment = till.get("/payments/" + till.paymentIn(P::prepared));
    BOOST_TEST(!payment.has("amount"));
    BOOST_TEST(!payment.has("currencyCode"));
}

BOOST_AUTO_TEST_CASE(a_finnish_merchant_is_paid_in_euro) {
    Till till;
    till.become(0, "FI90000040");
    till.posId = till.pointOfSale(finnishStore);
    till.beacon = till.get("/pointofsales/" + till.posId)["beaconId"];
    const std::string id = till.paymentIn(P::captured, "+358200318001");
    BOOST_TEST(till.get("/payments/" + id)["currencyCode"] == "EUR");
}

BOOST_AUTO_TEST_CASE(active_and_reserved_payments_are_found_by_point_of_sale) {
    Till till;
    const std::string reserved = till.paymentIn(P::reserved);
    till.paymentIn(P::cancelledByClient);
    till.paymentIn(P::captured);
    const std::string active = till.payment();
    const std::vector<std::string> both{reserved, active};
    BOOST_TEST(listed(till, "posId=" + till.posId) == both);
}

BOOST_AUTO_TEST_CASE(captured_payments_are_found_only_when_asked_for) {
    Till till;
    const std::string id = till.paymentIn(P::captured);
    const std::string order = till.get("/payments/" + id)["orderId"];
    BOOST_TEST(listed(till, "orderId=" + order).empty());
    BOOST_TEST(listed(till, "orderId=" + order + "&state=Captured").size() == 1U);
    BOOST_TEST(listed(till, "posId=" + till.posId + "&state=Captured").size() == 1U);
}

BOOST_AUTO_TEST_CASE(of_payments_that_share_an_order_id_only_the_newest_is_found) {
    Till till;
    const std::string old = till.create("/payments", withOrder(till, "same"))["paymentId"];
    till.post("/payments/" + old + "/cancel");
    const std::string fresh = till.create("/payments", withOrder(till, "same"))["paymentId"];
    BOOST_TEST(listed(till, "orderId=same") == std::vector<std::string>{fresh});
}

BOOST_AUTO_TEST_CASE(point_of_sale_and_order_id_must_both_match) {
    Till till;
    const std::string id = till.create("/payments", withOrder(till, "mine"))["paymentId"];
    BOOST_TEST(listed(till, "posId=" + till.posId + "&orderId=mine").size() == 1U);
    BOOST_TEST(listed(till, "posId=" + nowhere + "&orderId=mine").empty());
    BOOST_TEST(listed(till, "posId=" + nowhere).empty());
}

BOOST_AUTO_TEST_CASE(somebody_elses_payments_are_not_found) {
    Till till;
    till.create("/payments", withOrder(till, "mine"));
    till.become(0, "DK12345678");
    BOOST_TEST(listed(till, "orderId=mine").empty());
    BOOST_TEST(listed(till, "posId=" + till.posId).empty());
}

BOOST_AUTO_TEST_CASE(poll_delays_vary_within_their_range) {
    Rules rules = lastingTokens();
    rules.pollDelayMin = core::Milliseconds{100};
    rules.pollDelayMax = core::Milliseconds{300};
    Till till(rules);
    const std::string id = till.payment();
    std::set<std::string> seen;
    for (int i = 0; i < 50; ++i) {
        const std::string delay = till.get("/payments/" + id)["pollDelayInMs"];
        BOOST_TEST((std::stoi(delay) >= 100 && std::stoi(delay) <= 300));
        seen.insert(delay);
    }
    BOOST_TEST(seen.size() > 10U);
}

BOOST_AUTO_TEST_CASE(the_same_calls_with_the_same_seed_give_the_same_answers) {
    const auto run = [] {
        Till till;
        till.refundIn(RefundState::captured);
        return till.control("GET", "ledger").raw.body;
    };
    BOOST_TEST(run() == run());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(idempotency)

BOOST_AUTO_TEST_CASE(the_same_create_with_the_same_key_is_the_same_payment) {
    Till till;
    const std::string body = till.paymentJson();
    const std::string id = till.create("/payments", body, "key")["paymentId"];
    BOOST_TEST(till.create("/payments", body, "key")["paymentId"] == id);
    till.post("/payments/" + id + "/cancel");
    BOOST_TEST(till.create("/payments", body, "key")["paymentId"] == id);
    BOOST_TEST(till.stateOf(id) == "CancelledByClient");
}

BOOST_AUTO_TEST_CASE(an_amount_written_otherwise_is_the_same_create) {
    Till till;
    const std::string body = withOrder(till, "o");
    auto other = body;
    other.replace(other.find("\"amount\":1"), 10, "\"amount\":1.00");
    const std::string id = till.create("/payments", body, "key")["paymentId"];
    BOOST_TEST(till.create("/payments", other, "key")["paymentId"] == id);
}

BOOST_AUTO_TEST_CASE(a_key_is_kept_for_24_hours) {
    Till till;
    const std::string body = till.paymentJson();
    const std::string id = till.create("/payments", body, "key")["paymentId"];
    till.post("/payments/" + id + "/cancel");
    till.wait(std::chrono::hours{24} - std::chrono::milliseconds{1});
    BOOST_TEST(till.create("/payments", body, "key")["paymentId"] == id);
    till.wait(std::chrono::milliseconds{1});
    BOOST_TEST(till.create("/payments", body, "key")["paymentId"] != id);
}

BOOST_AUTO_TEST_CASE(a_refused_create_leaves_no_key) {
    Till till;
    const std::string blocking = till.payment();
    const std::string body = till.paymentJson();
    BOOST_TEST(till.create("/payments", body, "key").code == "1301");
    till.post("/payments/" + blocking + "/cancel");
    BOOST_TEST(till.create("/payments", body, "key").status == 200);
}

BOOST_AUTO_TEST_CASE(keys_of_two_merchants_do_not_meet) {
    Till till;
    till.create("/payments", till.paymentJson("1"), "key");
    till.become(0, "FI90000040");
    till.posId = till.pointOfSale(finnishStore);
    BOOST_TEST(till.create("/payments", till.paymentJson("2"), "key").status == 200);
}

BOOST_AUTO_TEST_CASE(refunds_and_points_of_sale_are_created_once_too) {
    Till till;
    const std::string paid = till.paymentIn(P::captured);
    const std::string refund = till.create("/refunds", refundJson(paid, "1"), "r")["refundId"];
    BOOST_TEST(till.create("/refunds", refundJson(paid, "1"), "r")["refundId"] == refund);
    const std::string place = R"({"merchantPosId":"once","storeId":")" + danishStore.text() +
                              R"(","name":"n","supportedBeaconTypes":[]})";
    const std::string id = till.create("/pointofsales", place, "p")["posId"];
    BOOST_TEST(till.create("/pointofsales", place, "p")["posId"] == id);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::simulator::test
