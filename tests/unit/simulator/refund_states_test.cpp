// Every arrow of the refund's state diagram (v10 Refunds), and what is no arrow.
#include "tests/unit/simulator/till.h"

#include <boost/test/unit_test.hpp>

namespace mobilepay::simulator::test {
namespace {

using R = RefundState;

void expectCodes(R state, const std::string& captureCode, const std::string& cancelCode) {
    Till till;
    const std::string path = "/refunds/" + till.refundIn(state);
    if (!captureCode.empty()) {
        const Reply reply = till.post(path + "/capture");
        BOOST_TEST(reply.status == 409);
        BOOST_TEST(reply.code == captureCode);
    }
    if (!cancelCode.empty()) {
        const Reply reply = till.post(path + "/cancel");
        BOOST_TEST(reply.status == 409);
        BOOST_TEST(reply.code == cancelCode);
    }
    BOOST_TEST(till.get(path)["status"] == nameOf(state));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(refund_states)

BOOST_AUTO_TEST_CASE(the_diagram_has_six_arrows_and_no_other) {
    int arrows = 0;
    for (int from = 0; from < 6; ++from) {
        for (int to = 0; to < 6; ++to)
            arrows += isArrow(static_cast<R>(from), static_cast<R>(to));
    }
    BOOST_TEST(arrows == 6);
}

BOOST_AUTO_TEST_CASE(every_state_is_found_again_by_its_name) {
    for (int i = 0; i < 6; ++i)
        BOOST_TEST((refundStateNamed(nameOf(static_cast<R>(i))) == static_cast<R>(i)));
    BOOST_TEST(!refundStateNamed("Refunded").has_value());
}

BOOST_AUTO_TEST_CASE(an_initiated_refund_is_reserved_after_a_moment) {
    Till till;
    const std::string id = till.refundIn(R::initiated);
    till.wait(std::chrono::milliseconds{200});
    BOOST_TEST(till.refundStateOf(id) == "Reserved");
}

BOOST_AUTO_TEST_CASE(an_initiated_refund_can_be_cancelled_by_mobilepay) {
    Till till;
    till.refundIn(R::cancelledByMobilePay);
}

BOOST_AUTO_TEST_CASE(an_initiated_refund_can_be_cancelled_by_the_client) {
    Till till;
    const std::string id = till.refundIn(R::initiated);
    BOOST_TEST(till.post("/refunds/" + id + "/cancel").status == 200);
    BOOST_TEST(till.refundStateOf(id) == "CancelledByClient");
    till.wait(std::chrono::hours{48});
    BOOST_TEST(till.refundStateOf(id) == "CancelledByClient");
}

BOOST_AUTO_TEST_CASE(a_reserved_refund_is_captured) {
    Till till;
    const std::string id = till.refundIn(R::reserved);
    BOOST_TEST(till.post("/refunds/" + id + "/capture").status == 200);
    BOOST_TEST(till.refundStateOf(id) == "Captured");
    till.wait(std::chrono::hours{48});
    BOOST_TEST(till.refundStateOf(id) == "Captured");
}

BOOST_AUTO_TEST_CASE(a_reserved_refund_can_be_cancelled_by_the_client) {
    Till till;
    const std::string id = till.refundIn(R::reserved);
    BOOST_TEST(till.post("/refunds/" + id + "/cancel").status == 200);
    BOOST_TEST(till.refundStateOf(id) == "CancelledByClient");
}

BOOST_AUTO_TEST_CASE(a_reserved_refund_captures_itself_after_24_hours) {
    Till till;
    const std::string id = till.refundIn(R::reserved);
    till.wait(std::chrono::hours{24} - std::chrono::milliseconds{1});
    BOOST_TEST(till.refundStateOf(id) == "Reserved");
    till.wait(std::chrono::milliseconds{1});
    BOOST_TEST(till.refundStateOf(id) == "ExpiredAndCaptured");
}

BOOST_AUTO_TEST_CASE(an_initiated_refund_cannot_be_captured) {
    expectCodes(R::initiated, "1351", "");
}
BOOST_AUTO_TEST_CASE(a_captured_refund_cannot_be_cancelled) {
    expectCodes(R::captured, "", "1352");
}
BOOST_AUTO_TEST_CASE(a_refund_that_the_client_cancelled_cannot_be_captured) {
    expectCodes(R::cancelledByClient, "1351", "");
}
BOOST_AUTO_TEST_CASE(a_refund_that_mobilepay_cancelled_is_final) {
    expectCodes(R::cancelledByMobilePay, "1351", "1352");
}
BOOST_AUTO_TEST_CASE(a_refund_that_captured_itself_is_final) {
    expectCodes(R::expiredAndCaptured, "1351", "1352");
}

BOOST_AUTO_TEST_CASE(a_repeated_capture_and_cancel_answer_200) {
    Till till;
    const std::string captured = till.refundIn(R::captured);
    BOOST_TEST(till.post("/refunds/" + captured + "/capture").status == 200);
    const std::string cancelled = till.refundIn(R::cancelledByClient);
    BOOST_TEST(till.post("/refunds/" + cancelled + "/cancel").status == 200);
}

BOOST_AUTO_TEST_CASE(a_cancelled_refund_can_be_refunded_again) {
    Till till;
    const std::string paid = till.paymentIn(PaymentState::captured);
    const Reply first = till.create("/refunds", refundJson(paid, "12.50"));
    BOOST_TEST(till.create("/refunds", refundJson(paid, "12.50")).code == "1367");
    till.post("/refunds/" + first["refundId"] + "/cancel");
    BOOST_TEST(till.create("/refunds", refundJson(paid, "12.50")).status == 200);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::simulator::test
