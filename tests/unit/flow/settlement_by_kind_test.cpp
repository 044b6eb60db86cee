#include "driver/flow/settlement.h"
#include "tests/unit/flow/samples.h"
#include "tests/unit/flow/words.h"

using namespace mobilepay;
using namespace mobilepay::flow;
using namespace mobilepay::flow::samples;
using journal::Decision;
using journal::Kind;
using journal::Outcome;

BOOST_AUTO_TEST_SUITE(settling_a_refund_to_be_cancelled)

BOOST_AUTO_TEST_CASE(that_the_server_paid_back_by_itself_has_lapsed) {
    Play play = settling(known(Kind::refund, Decision::cancel), std::chrono::hours{25});
    play.answer(refused(Meaning::notCancellable)).answer(refundView(RefundStatus::captured));
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::lapsed);
    BOOST_TEST(play.wants<WriteOutcome>().code == "REFUND_LAPSED");
    BOOST_TEST(play.written().end().settled);
}

BOOST_AUTO_TEST_CASE(that_somebody_paid_back_before_stays_open) {
    Play play = settling(known(Kind::refund, Decision::cancel), std::chrono::hours{1});
    play.answer(refused(Meaning::notCancellable)).answer(refundView(RefundStatus::captured));
    BOOST_TEST(!play.end().settled);
}

BOOST_AUTO_TEST_CASE(is_undone_when_it_is_cancelled_already) {
    Play play = settling(known(Kind::refund, Decision::cancel), std::chrono::hours{25});
    play.answer(refused(Meaning::notCancellable)).answer(refundView(RefundStatus::cancelledByUs));
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::undone);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(settling_a_void)

BOOST_AUTO_TEST_CASE(is_approved_once_the_cancel_is_confirmed) {
    for (const auto kind : {Kind::voidPreSale, Kind::voidSale}) {
        Play play = settling(row(kind, Decision::cancel));
        BOOST_TEST(play.asks<wallet::CancelPayment>().payment == payment);
        BOOST_TEST(play.answer(done()).wants<WriteOutcome>().outcome == Outcome::approved);
        Play gone = settling(row(kind, Decision::cancel));
        gone.answer(refused(Meaning::notCancellable)).answer(view(PaymentStatus::expired));
        BOOST_TEST(gone.wants<WriteOutcome>().outcome == Outcome::approved);
    }
}

BOOST_AUTO_TEST_CASE(is_refused_when_it_was_captured_meanwhile) {
    Play play = settling(row(Kind::voidSale, Decision::cancel));
    play.answer(refused(Meaning::notCancellable)).answer(view(PaymentStatus::captured));
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::refused);
    BOOST_TEST(play.wants<WriteOutcome>().code == "CAPTURED_MEANWHILE");
}

BOOST_AUTO_TEST_CASE(stays_open_while_it_is_not_confirmed) {
    BOOST_TEST(!settling(row(Kind::voidSale, Decision::cancel)).answer(unanswered()).end().settled);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(settling_a_capture)

BOOST_AUTO_TEST_CASE(captures_as_often_as_the_retry_policy_wants) {
    for (const auto kind : {Kind::sale, Kind::completion}) {
        Play play = settling(known(kind, Decision::capture));
        BOOST_TEST(play.asks<wallet::CapturePayment>().attempts == 0);
        BOOST_TEST(play.asks<wallet::CapturePayment>().amount == amount());
        BOOST_TEST(play.answer(done()).wants<WriteOutcome>().outcome == Outcome::approved);
        BOOST_TEST(play.written().end().settled);
    }
    Play paidBack = settling(known(Kind::refund, Decision::capture));
    BOOST_TEST(paidBack.asks<wallet::CaptureRefund>().refund == refund);
    BOOST_TEST(paidBack.answer(done()).wants<WriteOutcome>().outcome == Outcome::approved);
}

BOOST_AUTO_TEST_CASE(asks_after_a_definite_no) {
    const std::vector<std::pair<PaymentStatus, Outcome>> ends{
        {PaymentStatus::captured, Outcome::approved},
        {PaymentStatus::cancelledByUs, Outcome::notCaptured},
        {PaymentStatus::cancelledByWallet, Outcome::notCaptured},
        {PaymentStatus::declined, Outcome::notCaptured},
        {PaymentStatus::expired, Outcome::lapsed}};
    for (const auto& [status, outcome] : ends) {
        Play play = settling(known(Kind::sale, Decision::capture));
        play.answer(refused(Meaning::notReserved)).answer(view(status));
        BOOST_TEST(play.wants<WriteOutcome>().outcome == outcome);
        if (outcome == Outcome::lapsed)
            BOOST_TEST(play.wants<WriteOutcome>().code == "RESERVATION_LAPSED");
    }
}

BOOST_AUTO_TEST_CASE(stays_open_while_nothing_is_certain) {
    for (const auto& answer : {unanswered(), neverSent(), garbage()}) {
        BOOST_TEST(!settling(known(Kind::sale, Decision::capture)).answer(answer).end().settled);
        Play look = settling(known(Kind::sale, Decision::capture));
        BOOST_TEST(!look.answer(refused(Meaning::other)).answer(answer).end().settled);
    }
    Play reserved = settling(known(Kind::sale, Decision::capture));
    reserved.answer(refused(Meaning::amountTooHigh)).answer(view(PaymentStatus::reserved));
    BOOST_TEST(!reserved.end().settled);
    Play other = settling(known(Kind::sale, Decision::capture));
    other.answer(refused(Meaning::capturedWithOtherAmount)).answer(view(PaymentStatus::captured));
    BOOST_TEST(!other.end().settled);
}

BOOST_AUTO_TEST_CASE(of_a_completion_that_can_never_succeed_is_refused) {
    Play play = settling(known(Kind::completion, Decision::capture));
    play.answer(refused(Meaning::partialNotPossible, "1308"));
    play.answer(view(PaymentStatus::reserved));
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::refused);
    BOOST_TEST(play.wants<WriteOutcome>().code == "1308");
}

BOOST_AUTO_TEST_CASE(of_a_completion_stays_open_after_a_400_that_does_not_say_why) {
    for (const auto& no : {refused(Meaning::badRequest, ""), refused(Meaning::badRequest, "1099"),
                           refusedLate(Meaning::partialNotPossible, "1308")}) {
        Play play = settling(known(Kind::completion, Decision::capture));
        play.answer(no).answer(view(PaymentStatus::reserved));
        BOOST_TEST(!play.end().settled);
    }
}

BOOST_AUTO_TEST_CASE(finds_an_id_that_the_row_lost) {
    Play play = settling(row(Kind::sale, Decision::capture));
    play.answer(found({payment})).answer(view(PaymentStatus::reserved));
    play.asks<wallet::CapturePayment>();
    Play nowhere = settling(row(Kind::sale, Decision::capture));
    BOOST_TEST(!nowhere.answer(unanswered()).end().settled);
}

BOOST_AUTO_TEST_CASE(of_a_hold_sends_nothing) {
    Play play = settling(known(Kind::preSale, Decision::hold));
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::approved);
    BOOST_TEST(play.written().end().settled);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(settling_a_refund_in_one_step)

BOOST_AUTO_TEST_CASE(repeats_the_create_while_its_key_lives) {
    Play play = settling(row(Kind::refund, Decision::capture), Milliseconds{1}, ePayment());
    BOOST_TEST(play.asks<wallet::CreateRefund>().key == key);
    BOOST_TEST(play.asks<wallet::CreateRefund>().body.bytes == "the body");
    BOOST_TEST(play.answer(refundCreated()).wants<WriteOutcome>().outcome == Outcome::approved);
}

BOOST_AUTO_TEST_CASE(is_not_captured_only_when_the_refusal_stands_for_good) {
    Play no = settling(row(Kind::refund, Decision::capture), Milliseconds{1}, ePayment());
    no.answer(refused(Meaning::refundWindowPassed, "6220"));
    BOOST_TEST(no.wants<WriteOutcome>().outcome == Outcome::notCaptured);
    BOOST_TEST(no.wants<WriteOutcome>().code == "6220");
    for (const auto& answer :
         {unanswered(), garbage(), wallet::Answer(refused(Meaning::storeBalanceTooLow)),
          wallet::Answer(refused(Meaning::unauthorised))}) {
        Play play = settling(row(Kind::refund, Decision::capture), Milliseconds{1}, ePayment());
        BOOST_TEST(!play.answer(answer).end().settled);
    }
}

BOOST_AUTO_TEST_CASE(never_repeats_the_create_once_its_key_may_be_forgotten) {
    Play play = settling(row(Kind::refund, Decision::capture), beyondKeys, ePayment());
    BOOST_TEST(!play.end().settled);
    wallet::Traits searching = ePayment();
    searching.canSearch = true;
    Play found = settling(row(Kind::refund, Decision::capture), beyondKeys, searching);
    found.answer(refundsFound({refund})).answer(refundView(RefundStatus::captured)).due();
    found.answer(refundView(RefundStatus::captured));
    BOOST_TEST(found.wants<WriteOutcome>().outcome == Outcome::approved);
    Play nowhere = settling(row(Kind::refund, Decision::capture), beyondKeys, searching);
    BOOST_TEST(nowhere.answer(refundsFound()).wants<WriteOutcome>().outcome ==
               Outcome::notCaptured);
}

BOOST_AUTO_TEST_SUITE_END()
