#include "driver/flow/refund.h"

#include "tests/unit/flow/samples.h"
#include "tests/unit/flow/words.h"

using namespace mobilepay;
using namespace mobilepay::flow;
using namespace mobilepay::flow::samples;
using Kind = Verdict::Kind;
using journal::Decision;
using journal::Outcome;

namespace {

wallet::PaymentView captured() {
    auto shown = view(PaymentStatus::captured);
    shown.orderId = core::OrderId("LANE7-sale");
    return shown;
}

Verdict after(const wallet::Answer& answer, core::Money paidBack = amount()) {
    Play play(refunding(v10(), paidBack));
    return play.start().answer(answer).verdict();
}

/// A refund whose create is asked.
Play creating(const wallet::Traits& traits = v10()) {
    Play play(refunding(traits));
    play.start().answer(captured()).written();
    return play;
}

/// A refund whose first poll is asked.
Play polling() {
    Play play = creating();
    play.answer(refundCreated());
    return play;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_refund_in_two_steps)

BOOST_AUTO_TEST_CASE(is_asked_promised_created_polled_decided_and_captured) {
    Play play(refunding(v10(), dkk(2'500)));
    BOOST_TEST(play.start().asks<wallet::QueryPayment>().payment == payment);
    play.answer(captured());
    const journal::Record row = play.wants<WritePromise>().record;
    BOOST_TEST(row.kind == journal::Kind::refund);
    BOOST_TEST(row.amount == dkk(2'500));
    BOOST_TEST(row.payment == payment);
    BOOST_TEST(row.key == key);
    BOOST_TEST(row.body == "the body");
    BOOST_TEST(row.decision == Decision::none);
    play.written();
    BOOST_TEST(play.asks<wallet::CreateRefund>().payment == payment);
    BOOST_TEST(play.asks<wallet::CreateRefund>().orderId == orderId);
    BOOST_TEST(play.asks<wallet::CreateRefund>().key == key);
    BOOST_TEST(play.wants<Request>().giveUpAt.value() == cutOff());
    play.answer(refundCreated());
    BOOST_TEST(play.asks<wallet::QueryRefund>().refund == refund);
    BOOST_TEST(play.asks<wallet::QueryRefund>().payment == payment);
    BOOST_TEST(play.asks<wallet::QueryRefund>().poll);
    auto shown = refundView(RefundStatus::waiting);
    shown.amount = dkk(2'500);
    play.answer(shown);
    BOOST_TEST(play.wants<WaitUntil>().when == play.now.mono + delay);
    shown.status = RefundStatus::reserved;
    play.due().answer(shown);
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::capture);
    BOOST_TEST(play.wants<WriteDecision>().payment == payment);
    BOOST_TEST(play.wants<WriteDecision>().refund == refund);
    play.written();
    BOOST_TEST(play.asks<wallet::CaptureRefund>().refund == refund);
    BOOST_TEST(play.asks<wallet::CaptureRefund>().attempts == 1);
    play.answer(done());
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::approved);
    BOOST_TEST(play.wants<WriteOutcome>().refund == refund);
    const Verdict verdict = play.written().verdict();
    BOOST_TEST(verdict.kind == Kind::approved);
    BOOST_TEST(verdict.refund == refund);
    BOOST_TEST(verdict.payment == payment);
    BOOST_TEST(verdict.settled.value() == dkk(2'500));
}

BOOST_AUTO_TEST_CASE(of_what_is_not_captured_is_refused) {
    for (const auto status :
         {PaymentStatus::prepared, PaymentStatus::waiting, PaymentStatus::withShopper,
          PaymentStatus::reserved, PaymentStatus::declined, PaymentStatus::cancelledByUs,
          PaymentStatus::cancelledByWallet, PaymentStatus::expired})
        BOOST_TEST(after(view(status)).code == "PAYMENT_NOT_CAPTURED");
}

BOOST_AUTO_TEST_CASE(above_what_was_captured_is_refused_without_a_create) {
    BOOST_TEST(after(captured(), dkk(10'001)).code == "AMOUNT_TOO_HIGH");
    auto part = captured();
    part.captured = dkk(6'000);
    BOOST_TEST(after(part, dkk(6'001)).code == "AMOUNT_TOO_HIGH");
    auto refunded = captured();
    refunded.refunded = dkk(9'000);
    BOOST_TEST(after(refunded, dkk(1'001)).code == "AMOUNT_TOO_HIGH");
    Play rest(refunding(v10(), dkk(1'000)));
    rest.start().answer(refunded).wants<WritePromise>();
}

BOOST_AUTO_TEST_CASE(in_another_currency_is_refused) {
    BOOST_TEST(after(captured(), {1, core::Currency::eur()}).code == "CURRENCY_DIFFERS");
}

BOOST_AUTO_TEST_CASE(of_what_cannot_be_asked_for_is_not_sent) {
    for (const auto& answer : {unanswered(), neverSent(), garbage()})
        BOOST_TEST(after(answer).kind == Kind::notSent);
    auto silent = captured();
    silent.amount.reset();
    Play play(refunding());
    play.start().answer(silent).wants<WritePromise>();
}

BOOST_AUTO_TEST_CASE(refused_by_the_server_tells_its_code) {
    for (const auto meaning : {Meaning::amountTooHigh, Meaning::refundWindowPassed,
                               Meaning::storeBalanceTooLow, Meaning::paymentAlreadyActive}) {
        Play play = creating();
        play.answer(refused(meaning, "1367"));
        BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::refused);
        BOOST_TEST(play.written().verdict().code == "1367");
    }
}

/// Recovery asks for it once more, to cancel it; a server that changes its mind, and a network that
/// goes just then, would have it paid.
BOOST_AUTO_TEST_CASE(refused_and_not_written_down_is_unknown) {
    for (const auto& answer :
         {wallet::Answer(refused(Meaning::storeBalanceTooLow, "1367")), neverSent()}) {
        Play play = creating();
        play.answer(answer).wants<WriteOutcome>();
        const Verdict verdict = play.failed(true).verdict();
        BOOST_TEST(verdict.kind == Kind::unknown);
        BOOST_TEST(verdict.code == "UNKNOWN");
        BOOST_TEST(verdict.detail.find("disk full") != std::string::npos);
    }
}

/// What has an id is found by it, as it is.
BOOST_AUTO_TEST_CASE(ended_by_the_wallet_and_not_written_down_tells_so) {
    Play play = polling();
    play.answer(refundView(RefundStatus::cancelledByWallet)).wants<WriteOutcome>();
    BOOST_TEST(play.failed(true).verdict().kind == Kind::cancelledByWallet);
}

BOOST_AUTO_TEST_CASE(ended_by_the_wallet_tells_so) {
    for (const auto status : {RefundStatus::cancelledByWallet, RefundStatus::cancelledByUs}) {
        Play play = polling();
        BOOST_TEST(play.answer(refundView(status)).written().verdict().kind ==
                   Kind::cancelledByWallet);
    }
}

BOOST_AUTO_TEST_CASE(stopped_before_its_decision_is_cancelled) {
    Play play = polling();
    play.answer(refundView(RefundStatus::waiting)).abort();
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
    BOOST_TEST(play.wants<WriteDecision>().refund == refund);
    BOOST_TEST(play.written().asks<wallet::CancelRefund>().refund == refund);
    BOOST_TEST(play.answer(done()).written().verdict().kind == Kind::aborted);
}

BOOST_AUTO_TEST_CASE(out_of_time_is_cancelled) {
    Play play = polling();
    play.answer(refundView(RefundStatus::reserved), cutOff() - play.now.mono);
    play.written().answer(refused(Meaning::notCancellable)).due();
    BOOST_TEST(play.asks<wallet::QueryRefund>().refund == refund);
    play.answer(refundView(RefundStatus::cancelledByUs));
    BOOST_TEST(play.written().verdict().kind == Kind::timedOut);
}

BOOST_AUTO_TEST_CASE(paid_back_though_it_was_to_be_cancelled_is_unknown) {
    Play play = polling();
    play.abort().answer(refundView(RefundStatus::reserved)).written();
    play.answer(refused(Meaning::notCancellable)).due();
    BOOST_TEST(play.answer(refundView(RefundStatus::captured)).verdict().kind == Kind::unknown);
}

BOOST_AUTO_TEST_CASE(of_unknown_fate_is_repeated_and_cancelled) {
    Play play = creating();
    play.answer(unanswered()).written();
    BOOST_TEST(play.asks<wallet::CreateRefund>().key == key);
    play.answer(refundCreated()).asks<wallet::CancelRefund>();
    BOOST_TEST(play.answer(done()).written().verdict().kind == Kind::timedOut);
}

BOOST_AUTO_TEST_CASE(of_unknown_fate_is_looked_up_among_the_payments_refunds) {
    Play play = creating();
    play.answer(unanswered()).written().answer(refused(Meaning::amountTooHigh, "1367"));
    BOOST_TEST(play.asks<wallet::FindRefunds>().payment == payment);
    play.answer(refundsFound({core::RefundId("ref-0"), refund}));
    auto other = refundView(RefundStatus::captured, core::OrderId("LANE1-other"));
    play.answer(other).answer(refundView(RefundStatus::reserved));
    BOOST_TEST(play.asks<wallet::CancelRefund>().refund == refund);

    Play nowhere = creating();
    nowhere.answer(unanswered()).written().answer(refused(Meaning::refundWindowPassed, "1366"));
    nowhere.answer(refundsFound());
    BOOST_TEST(nowhere.written().verdict().code == "1366");
}

// Found by the simulation: what exceeds the captured sum does so until another refund of the
// payment is cancelled; an earlier attempt that arrives after that makes a refund after all.
BOOST_AUTO_TEST_CASE(of_unknown_fate_stays_open_when_its_amount_is_too_high_now) {
    Play play = creating();
    play.answer(unanswered()).written();
    play.answer(refused(Meaning::amountTooHigh, "1367")).answer(refundsFound());
    play.due().answer(refundCreated()).asks<wallet::CancelRefund>();
}

BOOST_AUTO_TEST_CASE(that_the_server_captured_by_itself_is_approved_once_decided) {
    Play play = polling();
    play.answer(refundView(RefundStatus::captured));
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::capture);
    play.written().answer(refused(Meaning::notReserved, "1351")).due();
    BOOST_TEST(play.answer(refundView(RefundStatus::captured)).written().verdict().kind ==
               Kind::approved);
}

BOOST_AUTO_TEST_CASE(whose_capture_is_not_confirmed_is_approved_and_stays_open) {
    Play play = polling();
    play.answer(refundView(RefundStatus::reserved)).written();
    BOOST_TEST(play.answer(unanswered()).verdict().kind == Kind::approvedCapturePending);
    Play gone = polling();
    gone.answer(refundView(RefundStatus::reserved)).written();
    gone.answer(refused(Meaning::notReserved)).due();
    gone.answer(refundView(RefundStatus::cancelledByWallet));
    BOOST_TEST(gone.written().verdict().kind == Kind::notCaptured);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(a_refund_in_one_step)

BOOST_AUTO_TEST_CASE(is_decided_in_its_promise_and_approved_when_created) {
    Play play(refunding(ePayment()));
    play.start().answer(captured());
    BOOST_TEST(play.wants<WritePromise>().record.decision == Decision::capture);
    BOOST_TEST(play.wants<WritePromise>().record.key == key);
    BOOST_TEST(play.written().asks<wallet::CreateRefund>().key == key);
    BOOST_TEST(play.wants<Request>().giveUpAt.value() == deadline());
    BOOST_TEST(play.answer(refundCreated()).wants<WriteOutcome>().outcome == Outcome::approved);
    const Verdict verdict = play.written().verdict();
    BOOST_TEST(verdict.kind == Kind::approved);
    BOOST_TEST(verdict.settled.value() == amount());
}

BOOST_AUTO_TEST_CASE(of_unknown_fate_is_pending_because_recovery_finishes_it) {
    for (const auto& lost :
         {unanswered(), garbage(), wallet::Answer(refusedLate(Meaning::other))}) {
        const Verdict verdict = creating(ePayment()).answer(lost).verdict();
        BOOST_TEST(verdict.kind == Kind::approvedCapturePending);
        BOOST_TEST(verdict.settled.value() == amount());
    }
}

BOOST_AUTO_TEST_CASE(refused_or_never_sent_is_told_so_only_once_its_row_is_closed) {
    Play no = creating(ePayment());
    no.answer(refused(Meaning::amountTooHigh, "6150"));
    BOOST_TEST(no.wants<WriteOutcome>().outcome == Outcome::refused);
    BOOST_TEST(no.written().verdict().code == "6150");

    Play unsent = creating(ePayment());
    unsent.answer(neverSent());
    BOOST_TEST(unsent.wants<WriteOutcome>().outcome == Outcome::notSent);
    BOOST_TEST(unsent.written().verdict().kind == Kind::notSent);

    Play open = creating(ePayment());
    open.answer(neverSent());
    BOOST_TEST(open.failed().verdict().kind == Kind::approvedCapturePending);
}

BOOST_AUTO_TEST_CASE(cannot_be_stopped_once_it_is_promised) {
    Play play(refunding(ePayment()));
    play.start().answer(captured()).abort().written().asks<wallet::CreateRefund>();
    Play unwritten(refunding(ePayment()));
    unwritten.start().answer(captured());
    BOOST_TEST(unwritten.failed().verdict().kind == Kind::journalFailed);
}

BOOST_AUTO_TEST_SUITE_END()
