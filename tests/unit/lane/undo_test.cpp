#include "tests/unit/lane/counterpart.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using lane_tests::Counterpart;
using simulator::PaymentState;

BOOST_FIXTURE_TEST_SUITE(undo, Counterpart)

BOOST_AUTO_TEST_CASE(what_was_approved_and_never_heard_of_is_voided) {
    const auto sold = call(sale(1250));
    lane::Undo pass(bench(), {sold.verdict.orderId});
    run(pass);
    BOOST_TEST(payment(sold.reference).refundedMinor == 1250);
    BOOST_TEST(journal->notHandedOver().empty());
}

BOOST_AUTO_TEST_CASE(a_held_pre_sale_that_was_never_heard_of_is_released) {
    const auto held = call(later(lane::Operation::preSale, 1250, {}));
    lane::Undo pass(bench(), {held.verdict.orderId});
    run(pass);
    BOOST_TEST((payment(held.reference).state == PaymentState::cancelledByClient));
}

BOOST_AUTO_TEST_CASE(what_was_heard_stays) {
    const auto sold = call(sale(1250));
    journal->handOver(sold.verdict.orderId);
    lane::Undo pass(bench(), {sold.verdict.orderId});
    run(pass);
    BOOST_TEST(payment(sold.reference).refundedMinor == 0);
}

BOOST_AUTO_TEST_CASE(a_refund_that_was_never_heard_of_stays) {
    const auto sold = call(sale(1250));
    const auto back = call(later(lane::Operation::refund, 100, sold.reference));
    lane::Undo pass(bench(), {back.verdict.orderId});
    run(pass);
    BOOST_TEST(payment(sold.reference).refundedMinor == 100);
}

BOOST_AUTO_TEST_CASE(what_the_server_does_not_confirm_is_left_for_the_next_time) {
    const auto sold = call(sale(1250));
    lane::Undo pass(bench(), {sold.verdict.orderId});
    run(pass, [](const rest::HttpRequest&) { return false; });
    BOOST_TEST(!journal->find(sold.verdict.orderId)->handedOver);
    BOOST_TEST(payment(sold.reference).refundedMinor == 0);
}

BOOST_AUTO_TEST_SUITE_END()
