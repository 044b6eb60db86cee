// Every arrow of the payment's state diagram (v10 Payment Flows), and what is no arrow.
#include "tests/unit/simulator/till.h"

#include <boost/test/unit_test.hpp>

namespace mobilepay::simulator::test {
namespace {

using P = PaymentState;

const std::string ready = R"({"amount":12.50,"currencyCode":"DKK","plannedCaptureDelay":"None"})";

/// A client's verbs on a payment and what they get; the state stays as it is.
void expectRefusals(P state, const std::string& readyCode, const std::string& captureCode,
                    const std::string& cancelCode) {
    Till till;
    const std::string path = "/payments/" + till.paymentIn(state);
    if (!readyCode.empty()) {
        const Reply reply = till.post(path + "/ready", ready);
        BOOST_TEST(reply.status == 409);
        BOOST_TEST(reply.code == readyCode);
    }
    if (!captureCode.empty())
        BOOST_TEST(till.post(path + "/capture", R"({"amount":12.50})").code == captureCode);
    if (!cancelCode.empty()) BOOST_TEST(till.post(path + "/cancel").code == cancelCode);
    BOOST_TEST(till.get(path)["status"] == nameOf(state));
}

/// A user's verbs on a payment that is not his to answer.
void expectUserCannot(P state, bool mayDecline) {
    Till till;
    const std::string id = till.paymentIn(state);
    const std::string beacon = R"({"beaconId":")" + till.beacon + "\"";
    BOOST_TEST(till.app("acceptpayment", beacon + R"(,"phoneNumber":"+4520031801"})").status ==
               500);
    if (!mayDecline) BOOST_TEST(till.app("cancelpaymentbyuser", beacon + "}").status == 500);
    BOOST_TEST(till.stateOf(id) == nameOf(state));
}

void expectCancel(P state) {
    Till till;
    const std::string id = till.paymentIn(state);
    BOOST_TEST(till.post("/payments/" + id + "/cancel").status == 200);
    BOOST_TEST(till.stateOf(id) == "CancelledByClient");
}

void expectMobilePayCancels(P state) {
    Till till;
    const std::string id = till.paymentIn(state);
    till.wait(std::chrono::minutes{5} - std::chrono::milliseconds{1});
    BOOST_TEST(till.stateOf(id) == nameOf(state));
    till.wait(std::chrono::milliseconds{1});
    BOOST_TEST(till.stateOf(id) == "CancelledByMobilePay");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(payment_states)

BOOST_AUTO_TEST_CASE(the_diagram_has_eighteen_arrows_and_no_other) {
    int arrows = 0;
    for (int from = 0; from < 10; ++from) {
        for (int to = 0; to < 10; ++to)
            arrows += isArrow(static_cast<P>(from), static_cast<P>(to));
    }
    BOOST_TEST(arrows == 18);
}

BOOST_AUTO_TEST_CASE(every_state_is_found_again_by_its_name) {
    for (int i = 0; i < 10; ++i)
        BOOST_TEST((paymentStateNamed(nameOf(static_cast<P>(i))) == static_cast<P>(i)));
    BOOST_TEST(!paymentStateNamed("Paid").has_value());
}

BOOST_AUTO_TEST_CASE(a_prepared_payment_is_paired_when_a_shopper_checks_in) {
    Till till;
    const std::string id = till.paymentIn(P::prepared);
    till.checkIn();
    BOOST_TEST(till.stateOf(id) == "Paired");
}

BOOST_AUTO_TEST_CASE(a_prepared_payment_is_paired_at_once_with_a_shopper_who_is_there) {
    Till till;
    till.checkIn();
    const Reply made =
        till.create("/payments/prepare", R"({"posId":")" + till.posId + R"(","orderId":"o"})");
    BOOST_TEST(till.stateOf(made["paymentId"]) == "Paired");
}

BOOST_AUTO_TEST_CASE(a_prepared_payment_that_is_readied_before_anyone_came_is_initiated) {
    Till till;
    const std::string id = till.paymentIn(P::prepared);
    BOOST_TEST(till.post("/payments/" + id + "/ready", ready).status == 200);
    BOOST_TEST(till.stateOf(id) == "Initiated");
    till.checkIn();
    BOOST_TEST(till.stateOf(id) == "IssuedToUser");
}

BOOST_AUTO_TEST_CASE(a_prepared_payment_can_be_cancelled_by_the_client) {
    expectCancel(P::prepared);
}
BOOST_AUTO_TEST_CASE(a_prepared_payment_left_alone_is_cancelled_by_mobilepay) {
    expectMobilePayCancels(P::prepared);
}

BOOST_AUTO_TEST_CASE(a_paired_payment_is_issued_to_the_shopper_when_it_is_ready) {
    Till till;
    const std::string id = till.paymentIn(P::paired);
    BOOST_TEST(till.post("/payments/" + id + "/ready", ready).status == 200);
    BOOST_TEST(till.stateOf(id) == "IssuedToUser");
    BOOST_TEST(till.get("/payments/" + id)["amount"] == "12.50");
}

BOOST_AUTO_TEST_CASE(a_paired_payment_can_be_cancelled_by_the_shopper) {
    Till till;
    const std::string id = till.paymentIn(P::paired);
    BOOST_TEST(till.app("cancelpaymentbyuser", R"({"beaconId":")" + till.beacon + "\"}").status ==
               200);
    BOOST_TEST(till.stateOf(id) == "CancelledByUser");
}

BOOST_AUTO_TEST_CASE(a_paired_payment_can_be_cancelled_by_the_client) {
    expectCancel(P::paired);
}
BOOST_AUTO_TEST_CASE(a_paired_payment_left_alone_is_cancelled_by_mobilepay) {
    expectMobilePayCancels(P::paired);
}

BOOST_AUTO_TEST_CASE(an_initiated_payment_is_issued_to_the_shopper_who_checks_in) {
    Till till;
    const std::string id = till.paymentIn(P::initiated);
    till.checkIn();
    BOOST_TEST(till.stateOf(id) == "IssuedToUser");
}

BOOST_AUTO_TEST_CASE(an_initiated_payment_is_issued_at_once_to_a_shopper_who_is_there) {
    Till till;
    till.checkIn();
    BOOST_TEST(till.stateOf(till.payment()) == "IssuedToUser");
}

BOOST_AUTO_TEST_CASE(an_initiated_payment_can_be_cancelled_by_the_client) {
    expectCancel(P::initiated);
}
BOOST_AUTO_TEST_CASE(an_initiated_payment_left_alone_is_cancelled_by_mobilepay) {
    expectMobilePayCancels(P::initiated);
}

BOOST_AUTO_TEST_CASE(an_issued_payment_is_reserved_when_the_shopper_accepts) {
    Till till;
    const std::string id = till.paymentIn(P::issuedToUser);
    till.accept();
    BOOST_TEST(till.stateOf(id) == "Reserved");
}

BOOST_AUTO_TEST_CASE(an_issued_payment_is_cancelled_when_the_shopper_declines) {
    Till till;
    const std::string id = till.paymentIn(P::issuedToUser);
    BOOST_TEST(till.app("cancelpaymentbyuser", R"({"beaconId":")" + till.beacon + "\"}").status ==
               200);
    BOOST_TEST(till.stateOf(id) == "CancelledByUser");
}

BOOST_AUTO_TEST_CASE(an_issued_payment_can_be_cancelled_by_the_client) {
    expectCancel(P::issuedToUser);
}
BOOST_AUTO_TEST_CASE(an_issued_payment_left_alone_is_cancelled_by_mobilepay) {
    expectMobilePayCancels(P::issuedToUser);
}

BOOST_AUTO_TEST_CASE(an_active_payment_can_be_cancelled_by_mobilepay_on_demand) {
    Till till;
    const std::string id = till.paymentIn(P::initiated);
    const std::string body = R"({"paymentId":")" + id + "\"}";
    BOOST_TEST(till.control("POST", "cancel-payment", body).status == 200);
    BOOST_TEST(till.stateOf(id) == "CancelledByMobilePay");
    BOOST_TEST(till.control("POST", "cancel-payment", body).status == 409);
}

BOOST_AUTO_TEST_CASE(a_reserved_payment_is_captured) {
    Till till;
    const std::string id = till.paymentIn(P::reserved);
    BOOST_TEST(till.post("/payments/" + id + "/capture", R"({"amount":12.5})").status == 200);
    BOOST_TEST(till.stateOf(id) == "Captured");
}

BOOST_AUTO_TEST_CASE(a_reserved_payment_can_be_cancelled_by_the_client) {
    expectCancel(P::reserved);
}

BOOST_AUTO_TEST_CASE(a_reserved_payment_expires_after_seven_days) {
    Till till;
    const std::string id = till.paymentIn(P::reserved);
    till.wait(std::chrono::hours{7 * 24} - std::chrono::milliseconds{1});
    BOOST_TEST(till.stateOf(id) == "Reserved");
    till.wait(std::chrono::milliseconds{1});
    BOOST_TEST(till.stateOf(id) == "ExpiredAndCancelled");
}

BOOST_AUTO_TEST_CASE(a_reserved_payment_says_until_when_and_a_captured_one_does_not) {
    Till till;
    const std::string id = till.paymentIn(P::reserved);
    const Reply reserved = till.get("/payments/" + id);
    BOOST_TEST(reserved["paymentExpiresAt"] ==
               core::toIso8601(till.now + std::chrono::hours{7 * 24}));
    BOOST_TEST(reserved.has("partialCapturePossible"));
    till.post("/payments/" + id + "/capture", R"({"amount":12.50})");
    BOOST_TEST(!till.get("/payments/" + id).has("partialCapturePossible"));
}

BOOST_AUTO_TEST_CASE(a_prepared_payment_can_be_neither_captured_nor_answered) {
    expectRefusals(P::prepared, "", "1304", "");
    expectUserCannot(P::prepared, false);
}
BOOST_AUTO_TEST_CASE(a_paired_payment_can_be_neither_captured_nor_accepted) {
    expectRefusals(P::paired, "", "1304", "");
    expectUserCannot(P::paired, true);
}
BOOST_AUTO_TEST_CASE(an_initiated_payment_can_be_neither_readied_nor_captured_nor_answered) {
    expectRefusals(P::initiated, "1303", "1304", "");
    expectUserCannot(P::initiated, false);
}
BOOST_AUTO_TEST_CASE(an_issued_payment_can_be_neither_readied_nor_captured) {
    expectRefusals(P::issuedToUser, "1303", "1304", "");
}
BOOST_AUTO_TEST_CASE(a_reserved_payment_can_be_neither_readied_nor_answered_again) {
    expectRefusals(P::reserved, "1303", "", "");
    expectUserCannot(P::reserved, false);
}
BOOST_AUTO_TEST_CASE(a_captured_payment_is_final) {
    expectRefusals(P::captured, "1303", "", "1300");
    expectUserCannot(P::captured, false);
}
BOOST_AUTO_TEST_CASE(a_payment_that_the_user_cancelled_is_final) {
    expectRefusals(P::cancelledByUser, "1303", "1304", "1300");
    expectUserCannot(P::cancelledByUser, false);
}
BOOST_AUTO_TEST_CASE(a_payment_that_the_client_cancelled_is_final) {
    expectRefusals(P::cancelledByClient, "1303", "1304", "");
    expectUserCannot(P::cancelledByClient, false);
}
BOOST_AUTO_TEST_CASE(a_payment_that_mobilepay_cancelled_is_final) {
    expectRefusals(P::cancelledByMobilePay, "1303", "1304", "1300");
    expectUserCannot(P::cancelledByMobilePay, false);
}
BOOST_AUTO_TEST_CASE(a_payment_that_expired_is_final) {
    expectRefusals(P::expiredAndCancelled, "1303", "1304", "1300");
    expectUserCannot(P::expiredAndCancelled, false);
}

BOOST_AUTO_TEST_CASE(a_captured_payment_does_not_expire) {
    Till till;
    const std::string id = till.paymentIn(P::captured);
    till.wait(std::chrono::hours{30 * 24});
    BOOST_TEST(till.stateOf(id) == "Captured");
}

BOOST_AUTO_TEST_CASE(a_repeated_cancel_capture_and_ready_answer_200) {
    Till till;
    const std::string cancelled = till.paymentIn(P::cancelledByClient);
    BOOST_TEST(till.post("/payments/" + cancelled + "/cancel").status == 200);
    const std::string captured = till.paymentIn(P::captured);
    BOOST_TEST(till.post("/payments/" + captured + "/capture", R"({"amount":12.50})").status ==
               200);
    const std::string prepared = till.paymentIn(P::paired);
    BOOST_TEST(till.post("/payments/" + prepared + "/ready", ready).status == 200);
    BOOST_TEST(till.post("/payments/" + prepared + "/ready", ready).status == 200);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::simulator::test
