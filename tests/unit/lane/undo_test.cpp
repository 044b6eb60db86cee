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

BOOST_AUTO_TEST_CASE(what_a_day_was_closed_with_stays) {
    const auto sold = call(sale(1250));
    (void)journal->closePeriod(now().wall);
    lane::Undo pass(bench(), {sold.verdict.orderId});
    run(pass);
    BOOST_TEST(payment(sold.reference).refundedMinor == 0);
}

BOOST_AUTO_TEST_CASE(what_was_heard_stays) {
    const auto sold = call(sale(1250));
    journal->handOver(sold.verdict.orderId);
    lane::Undo pass(bench(), {sold.verdict.orderId});
    run(pass);
    BOOST_TEST(payment(sold.reference).refundedMinor == 0);
}

BOOST_AUTO_TEST_CASE(what_a_person_closed_as_paid_stays) {
    const auto sold = call(sale(1250));
    journal::Record row{core::OrderId("L1-unknown"), profile.lane, journal::Kind::sale,
                        core::Money(1250, core::Currency::dkk())};
    row.key = core::IdempotencyKey("key");
    journal->promise(row);
    const core::PaymentId paid(sold.reference);
    (void)journal->decide(row.orderId, journal::Decision::cancel, paid, {});
    journal->handOver({{row.orderId, true}});
    (void)journal->conclude(row.orderId, journal::Outcome::approved, "RESOLVED_BY_PERSON", "", paid,
                            {}, now().wall);
    BOOST_TEST(!journal->find(row.orderId)->handedOver);
    lane::Undo pass(bench(), {row.orderId});
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

BOOST_AUTO_TEST_CASE(what_the_server_does_not_confirm_is_left_for_the_next_pass) {
    const auto sold = call(sale(1250));
    const auto silent = [](const rest::HttpRequest&) { return false; };
    lane::Undo pass(bench(), {sold.verdict.orderId});
    run(pass, silent);
    BOOST_TEST(!journal->find(sold.verdict.orderId)->handedOver);
    BOOST_TEST(payment(sold.reference).refundedMinor == 0);
    BOOST_TEST_REQUIRE(pass.left().size() == 1U);
    lane::Undo again(bench(), pass.left());
    run(again);
    BOOST_TEST(payment(sold.reference).refundedMinor == 1250);
    BOOST_TEST(again.left().empty());
    BOOST_TEST(journal->notHandedOver().empty());
}

BOOST_AUTO_TEST_CASE(a_void_whose_end_nobody_heard_of_is_taken_for_done_once_it_is_settled) {
    const auto held = call(later(lane::Operation::preSale, 1250, {}));
    lane::Undo pass(bench(), {held.verdict.orderId});
    run(pass, [this](const rest::HttpRequest& request) {
        if (request.url.ends_with("/cancel")) server.handle(request, now().wall);
        return !request.url.ends_with("/cancel");
    });
    BOOST_TEST((payment(held.reference).state == PaymentState::cancelledByClient));
    BOOST_TEST(!journal->find(held.verdict.orderId)->handedOver);
    lane::Undo again(bench(), pass.left());
    run(again);
    BOOST_TEST(journal->find(held.verdict.orderId)->handedOver);
    BOOST_TEST(again.left().empty());
}

BOOST_AUTO_TEST_CASE(what_was_undone_before_a_crash_is_not_shown_as_approved_again) {
    const auto sold = call(sale(1250));
    call(later(lane::Operation::voidSale, 1250, sold.reference));  // the mark on the sale was lost
    lane::Undo pass(bench(), {sold.verdict.orderId});
    run(pass);
    BOOST_TEST(journal->find(sold.verdict.orderId)->handedOver);
    BOOST_TEST(pass.refused().empty());
    BOOST_TEST(payment(sold.reference).refundedMinor == 1250);
}

// Found by the simulation (seed 2825): another till had paid a part of it back.
BOOST_AUTO_TEST_CASE(what_was_paid_back_in_part_is_not_taken_for_undone) {
    const auto sold = call(sale(1250));
    call(later(lane::Operation::refund, 100, sold.reference));
    lane::Undo pass(bench(), {sold.verdict.orderId});
    run(pass);
    BOOST_TEST(!journal->find(sold.verdict.orderId)->handedOver);
    BOOST_TEST(pass.refused().size() == 1U);
    BOOST_TEST(pass.left().empty());
}

BOOST_AUTO_TEST_CASE(what_was_refused_for_now_is_tried_again) {
    const auto sold = call(sale(1250));
    simulator::Fault poor;
    poor.method = "POST";
    poor.path = "*/refunds";
    poor.status = 409;
    poor.code = 1368;
    server.faults().add(poor);
    lane::Undo pass(bench(), {sold.verdict.orderId});
    run(pass);
    BOOST_TEST_REQUIRE(pass.refused().size() == 1U);
    BOOST_TEST(pass.refused().front().mayChange);
    BOOST_TEST(payment(sold.reference).refundedMinor == 0);
    lane::Undo again(bench(), pass.left());
    run(again);
    BOOST_TEST(payment(sold.reference).refundedMinor == 1250);
    BOOST_TEST(again.left().empty());
}

BOOST_AUTO_TEST_CASE(one_that_cannot_be_voided_keeps_no_other_from_it) {
    const auto odd = call(sale(900));
    wait(std::chrono::seconds{5});
    const auto sold = call(sale(1250));
    // Its row holds no payment: what made it has lost it.
    journal::Record lost{core::OrderId("L1-lost"), "L1", lane::Operation::sale,
                         core::Money(100, core::Currency::eur())};
    journal->promise(lost);
    (void)journal->decide(lost.orderId, journal::Decision::capture);
    journal->conclude(lost.orderId, journal::Outcome::approved, "", "", {}, {}, now().wall);
    lane::Undo pass(bench(), {lost.orderId, odd.verdict.orderId, sold.verdict.orderId});
    run(pass);
    BOOST_TEST(pass.refused().size() == 1U);
    BOOST_TEST(payment(odd.reference).refundedMinor == 900);
    BOOST_TEST(payment(sold.reference).refundedMinor == 1250);
}

BOOST_AUTO_TEST_SUITE_END()
