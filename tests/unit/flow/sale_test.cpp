#include "driver/flow/sale.h"

#include "tests/unit/flow/samples.h"
#include "tests/unit/flow/words.h"

using namespace mobilepay;
using namespace mobilepay::flow;
using namespace mobilepay::flow::samples;
using Kind = Verdict::Kind;
using Stage = Progress::Stage;
using journal::Decision;
using journal::Outcome;

namespace {

/// A sale whose create was answered and whose first poll is asked.
Play polling(std::unique_ptr<Flow> flow = sale()) {
    Play play(std::move(flow));
    play.start().written().answer(paymentCreated());
    return play;
}

/// A sale whose capture is asked.
Play capturing() {
    Play play = polling();
    play.answer(view(PaymentStatus::reserved)).written();
    return play;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_sale)

BOOST_AUTO_TEST_CASE(is_promised_created_polled_decided_captured_and_told) {
    Play play(sale());
    play.start();
    const journal::Record row = play.wants<WritePromise>().record;
    BOOST_TEST(row.orderId == orderId);
    BOOST_TEST(row.lane == "LANE1");
    BOOST_TEST(row.kind == journal::Kind::sale);
    BOOST_TEST(row.amount == amount());
    BOOST_TEST(row.key == key);
    BOOST_TEST(row.body == "the body");
    BOOST_TEST(row.pointOfSale == pointOfSale);
    BOOST_TEST(row.tillNumber == 17);
    BOOST_TEST(row.payment.empty());
    BOOST_TEST((row.promisedAt == start().wall && row.serverPromisedAt == start().server));
    BOOST_TEST(row.serverTimeKnown);
    BOOST_TEST(row.decision == Decision::none);

    play.written();
    BOOST_TEST(play.asks<wallet::CreatePayment>().orderId == orderId);
    BOOST_TEST(play.asks<wallet::CreatePayment>().key == key);
    BOOST_TEST(play.asks<wallet::CreatePayment>().body.bytes == "the body");
    BOOST_TEST(play.wants<Request>().giveUpAt.value() == cutOff());

    play.answer(paymentCreated());
    BOOST_TEST(play.tells(Stage::created));
    BOOST_TEST(play.asks<wallet::QueryPayment>().payment == payment);
    BOOST_TEST(play.asks<wallet::QueryPayment>().poll);
    BOOST_TEST(play.wants<Request>().giveUpAt.value() == cutOff());

    play.answer(view(PaymentStatus::waiting));
    BOOST_TEST(play.tells(Stage::waitingForShopper));
    BOOST_TEST(play.wants<WaitUntil>().when == play.now.mono + delay);

    play.due().answer(view(PaymentStatus::withShopper));
    BOOST_TEST(play.tells(Stage::withShopper));

    play.due().answer(view(PaymentStatus::reserved));
    BOOST_TEST(play.tells(Stage::reserved));
    BOOST_TEST(play.wants<WriteDecision>().orderId == orderId);
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::capture);
    BOOST_TEST(play.wants<WriteDecision>().payment == payment);

    play.written();
    BOOST_TEST(play.tells(Stage::finishing));
    BOOST_TEST(play.asks<wallet::CapturePayment>().payment == payment);
    BOOST_TEST(play.asks<wallet::CapturePayment>().amount == amount());
    BOOST_TEST(play.asks<wallet::CapturePayment>().attempts == 1);
    BOOST_TEST(play.wants<Request>().giveUpAt.value() == deadline());

    play.answer(done());
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::approved);
    BOOST_TEST(play.wants<WriteOutcome>().payment == payment);

    const Verdict verdict = play.written().verdict();
    BOOST_TEST(verdict.kind == Kind::approved);
    BOOST_TEST(verdict.orderId == orderId);
    BOOST_TEST(verdict.payment == payment);
    BOOST_TEST(verdict.settled.value() == amount());
}

BOOST_AUTO_TEST_CASE(keeps_no_body_in_the_journal_that_holds_a_secret) {
    PaymentOrder order = paymentOrder();
    order.body.storable = false;
    Play play(std::make_unique<Sale>(terms(), order));
    BOOST_TEST(play.start().wants<WritePromise>().record.body.empty());
    BOOST_TEST(play.written().asks<wallet::CreatePayment>().body.bytes == "the body");
}

BOOST_AUTO_TEST_CASE(says_each_stage_once) {
    Play play = polling();
    play.answer(view(PaymentStatus::waiting)).due().answer(view(PaymentStatus::waiting));
    BOOST_TEST(!play.tells(Stage::waitingForShopper));
}

BOOST_AUTO_TEST_CASE(is_still_approved_when_its_outcome_cannot_be_written) {
    Play play = capturing();
    BOOST_TEST(play.answer(done()).failed().verdict().kind == Kind::approved);
}

// ---- polling ----

BOOST_AUTO_TEST_CASE(keeps_the_last_known_delay_when_a_poll_is_not_answered) {
    for (const wallet::Answer& nothing :
         {unanswered(), neverSent(), garbage(), done(), wallet::Answer(refused(Meaning::other))}) {
        Play play = polling();
        auto slow = view(PaymentStatus::waiting);
        slow.pollDelay = Milliseconds{1234};
        play.answer(slow).due().answer(nothing, Milliseconds{500});
        BOOST_TEST(play.wants<WaitUntil>().when == play.now.mono + Milliseconds{1234});
        play.due().asks<wallet::QueryPayment>();
    }
}

BOOST_AUTO_TEST_CASE(begins_with_the_default_delay_when_the_server_named_none) {
    Play play = polling();
    play.answer(unanswered(), Milliseconds{500});
    BOOST_TEST(play.wants<WaitUntil>().when == play.now.mono + v10().defaultPollDelay);
}

BOOST_AUTO_TEST_CASE(takes_a_delay_that_is_not_positive_for_none) {
    for (const int named : {0, -1}) {
        Play play = polling();
        auto odd = view(PaymentStatus::waiting);
        odd.pollDelay = Milliseconds{named};
        play.answer(odd);
        BOOST_TEST(play.wants<WaitUntil>().when == play.now.mono + v10().defaultPollDelay);
    }
}

BOOST_AUTO_TEST_CASE(waits_for_the_cut_off_when_the_delay_lies_beyond_it) {
    Play play = polling();
    auto endless = view(PaymentStatus::waiting);
    endless.pollDelay = Milliseconds::max();
    play.answer(endless);
    BOOST_TEST(play.wants<WaitUntil>().when == cutOff());
    BOOST_TEST(play.due().wants<WriteDecision>().decision == Decision::cancel);
}

BOOST_AUTO_TEST_CASE(does_not_poll_at_the_cut_off_itself) {
    Play play = polling();
    play.later(cutOff() - play.now.mono - delay - Milliseconds{50});
    play.answer(view(PaymentStatus::withShopper)).due();
    BOOST_TEST(play.now.mono == cutOff());
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
}

BOOST_AUTO_TEST_CASE(asks_again_when_it_was_woken_too_soon) {
    Play play = polling();
    play.answer(view(PaymentStatus::waiting));
    const core::MonoTime when = play.wants<WaitUntil>().when;
    Play early = polling();
    // The clock of a runner may round down: the poll would be early, so it waits once more.
    auto flow = sale();
    core::Now now = start();
    flow->step(now, Started{});
    flow->step(now, Written{});
    flow->step(now, Answered{paymentCreated()});
    flow->step(now, Answered{view(PaymentStatus::waiting)});
    now.mono = now.mono + delay - Milliseconds{1};
    const Actions again = flow->step(now, Due{});
    BOOST_REQUIRE(again.size() == 1);
    BOOST_TEST(std::get<WaitUntil>(again.front()).when == now.mono + Milliseconds{1});
    BOOST_TEST(when > play.now.mono);
}

BOOST_AUTO_TEST_CASE(takes_a_reservation_seen_one_millisecond_before_the_cut_off) {
    Play play = polling();
    play.answer(view(PaymentStatus::reserved), cutOff() - play.now.mono - Milliseconds{1});
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::capture);
}

BOOST_AUTO_TEST_CASE(leaves_a_reservation_seen_at_the_cut_off) {
    Play play = polling();
    play.answer(view(PaymentStatus::reserved), cutOff() - play.now.mono);
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
    play.written().asks<wallet::CancelPayment>();
}

BOOST_AUTO_TEST_CASE(leaves_a_reservation_of_another_amount_and_says_so) {
    Play play = polling();
    auto other = view(PaymentStatus::reserved);
    other.amount = dkk(9'999);
    BOOST_TEST(play.answer(other).wants<WriteDecision>().decision == Decision::cancel);
    play.written().asks<wallet::CancelPayment>();
    BOOST_TEST(play.answer(done()).wants<WriteOutcome>().outcome == Outcome::refused);
    const Verdict verdict = play.written().verdict();
    BOOST_TEST(verdict.kind == Kind::refused);
    BOOST_TEST(verdict.code == "ANSWER_DIFFERS");
    BOOST_TEST(verdict.detail == "amount 99.99 DKK instead of 100.00 DKK");
}

BOOST_AUTO_TEST_CASE(does_not_cancel_a_payment_of_another_order_on_the_word_of_one_answer) {
    Play play = polling();
    auto other = view(PaymentStatus::reserved);
    other.orderId = core::OrderId("LANE2-order");
    play.answer(other);
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
    BOOST_TEST(play.wants<WriteDecision>().payment.empty());
    BOOST_TEST(play.written().asks<wallet::CreatePayment>().key == key);
    play.answer(wallet::PaymentCreated{core::PaymentId("pay-2")});
    BOOST_TEST(play.asks<wallet::CancelPayment>().payment == core::PaymentId("pay-2"));
    BOOST_TEST(play.answer(done()).written().verdict().kind == Kind::refused);
}

BOOST_AUTO_TEST_CASE(goes_on_polling_after_an_answer_to_another_question) {
    Play play = polling();
    auto other = view(PaymentStatus::reserved);
    other.payment = core::PaymentId("pay-2");
    play.answer(other).wants<WaitUntil>();
    auto upper = view(PaymentStatus::reserved);
    upper.payment = core::PaymentId("PAY-1");  // a GUID is the same in either case
    BOOST_TEST(play.due().answer(upper).wants<WriteDecision>().decision == Decision::capture);
}

BOOST_AUTO_TEST_CASE(accepts_a_view_that_names_no_amount) {
    Play play = polling();
    auto silent = view(PaymentStatus::reserved);
    silent.amount.reset();
    BOOST_TEST(play.answer(silent).wants<WriteDecision>().decision == Decision::capture);
}

// ---- how it ends without our doing ----

BOOST_AUTO_TEST_CASE(declined_by_the_shopper_tells_so) {
    Play play = polling();
    play.answer(view(PaymentStatus::declined));
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::declined);
    BOOST_TEST(play.wants<WriteOutcome>().payment == payment);
    const Verdict verdict = play.written().verdict();
    BOOST_TEST(verdict.kind == Kind::declined);
    BOOST_TEST(verdict.code == "USER_DECLINED");
    BOOST_TEST(!verdict.settled.has_value());
}

BOOST_AUTO_TEST_CASE(ended_by_the_wallet_tells_so) {
    for (const auto status :
         {PaymentStatus::cancelledByWallet, PaymentStatus::cancelledByUs, PaymentStatus::expired}) {
        Play play = polling();
        play.answer(view(status));
        BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::cancelledByWallet);
        BOOST_TEST(play.failed().verdict().kind == Kind::cancelledByWallet);
    }
}

BOOST_AUTO_TEST_CASE(captured_by_somebody_else_is_never_reported_as_anything_certain) {
    Play play = polling();
    play.answer(view(PaymentStatus::captured));
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
    play.written().answer(refused(Meaning::notCancellable)).due();
    const Verdict verdict = play.answer(view(PaymentStatus::captured)).verdict();
    BOOST_TEST(verdict.kind == Kind::unknown);
    BOOST_TEST(verdict.code == "CAPTURED_UNDECIDED");
}

BOOST_AUTO_TEST_CASE(whose_polls_are_refused_for_certain_is_cancelled) {
    for (const auto meaning : {Meaning::notFound, Meaning::badRequest, Meaning::unauthorised}) {
        Play play = polling();
        play.answer(refused(meaning));
        BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
    }
}

// ---- capturing ----

BOOST_AUTO_TEST_CASE(whose_capture_is_not_answered_is_approved_and_stays_open) {
    for (const wallet::Answer& nothing : {unanswered(), neverSent(), garbage(), found()}) {
        const Verdict verdict = capturing().answer(nothing).verdict();
        BOOST_TEST(verdict.kind == Kind::approvedCapturePending);
        BOOST_TEST(verdict.code == "APPROVED_CAPTURE_PENDING");
        BOOST_TEST(verdict.settled.value() == amount());
        BOOST_TEST(verdict.payment == payment);
    }
}

BOOST_AUTO_TEST_CASE(whose_capture_is_refused_asks_when_it_may_and_is_approved_if_captured) {
    Play play = capturing();
    play.answer(refused(Meaning::notReserved, "1304"));
    BOOST_TEST(play.wants<WaitUntil>().when == start().mono + Milliseconds{100} + delay);
    BOOST_TEST(!play.due().asks<wallet::QueryPayment>().poll);
    BOOST_TEST(play.wants<Request>().giveUpAt.value() == deadline());
    play.answer(view(PaymentStatus::captured));
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::approved);
    BOOST_TEST(play.written().verdict().kind == Kind::approved);
}

BOOST_AUTO_TEST_CASE(whose_capture_is_refused_and_that_is_final_tells_not_captured) {
    for (const auto status : {PaymentStatus::cancelledByUs, PaymentStatus::cancelledByWallet,
                              PaymentStatus::expired, PaymentStatus::declined}) {
        Play play = capturing();
        play.answer(refused(Meaning::notReserved)).due().answer(view(status));
        BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::notCaptured);
        const Verdict verdict = play.written().verdict();
        BOOST_TEST(verdict.kind == Kind::notCaptured);
        BOOST_TEST(verdict.code == "NOT_CAPTURED");
        BOOST_TEST(!verdict.settled.has_value());
    }
}

BOOST_AUTO_TEST_CASE(whose_capture_is_refused_and_nothing_is_certain_stays_approved) {
    const std::vector<wallet::Answer> uncertain{view(PaymentStatus::reserved),
                                                view(PaymentStatus::withShopper),
                                                unanswered(),
                                                neverSent(),
                                                garbage(),
                                                refused(Meaning::notFound),
                                                refused(Meaning::unauthorised)};
    for (const auto& answer : uncertain) {
        Play play = capturing();
        play.answer(refused(Meaning::other)).due().answer(answer);
        BOOST_TEST(play.verdict().kind == Kind::approvedCapturePending);
    }
}

BOOST_AUTO_TEST_CASE(captured_with_another_amount_is_never_reported_failed) {
    Play play = capturing();
    play.answer(refused(Meaning::capturedWithOtherAmount)).due();
    BOOST_TEST(play.answer(view(PaymentStatus::captured)).verdict().kind ==
               Kind::approvedCapturePending);
    Play told = capturing();
    auto other = view(PaymentStatus::captured);
    other.captured = dkk(1);
    told.answer(refused(Meaning::notReserved)).due().answer(other);
    BOOST_TEST(told.verdict().kind == Kind::approvedCapturePending);
}

BOOST_AUTO_TEST_CASE(does_not_ask_after_the_capture_when_its_time_comes_after_the_deadline) {
    Play play = polling();
    auto slow = view(PaymentStatus::reserved);
    slow.pollDelay = Milliseconds{70'000};
    play.answer(slow).written().answer(refused(Meaning::notReserved));
    BOOST_TEST(play.verdict().kind == Kind::approvedCapturePending);
}

BOOST_AUTO_TEST_CASE(captures_even_when_the_decision_took_until_after_the_deadline) {
    Play play = polling();
    play.answer(view(PaymentStatus::reserved)).later(timeout).written();
    BOOST_TEST(play.wants<Request>().giveUpAt.value() == deadline());
    BOOST_TEST(play.answer(neverSent()).verdict().kind == Kind::approvedCapturePending);
}

// ---- nothing can be written ----

BOOST_AUTO_TEST_CASE(that_cannot_be_promised_sends_nothing) {
    Play play(sale());
    const Verdict verdict = play.start().failed().verdict();
    BOOST_TEST(verdict.kind == Kind::journalFailed);
    BOOST_TEST(verdict.detail == "disk full");
}

BOOST_AUTO_TEST_CASE(whose_decision_cannot_be_written_is_cancelled) {
    Play play = polling();
    play.answer(view(PaymentStatus::reserved)).failed();
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
    play.failed().asks<wallet::CancelPayment>();  // undoing needs no write
    BOOST_TEST(play.answer(done()).wants<WriteOutcome>().outcome == Outcome::undone);
    const Verdict verdict = play.failed().verdict();
    BOOST_TEST(verdict.kind == Kind::journalFailed);
    BOOST_TEST(verdict.detail == "disk full");
}

BOOST_AUTO_TEST_CASE(whose_decision_cannot_be_written_nor_cancelled_is_unknown) {
    Play play = polling();
    play.answer(view(PaymentStatus::reserved)).failed().failed();
    play.answer(unanswered(), timeout);
    BOOST_TEST(play.verdict().kind == Kind::unknown);
}

BOOST_AUTO_TEST_CASE(whose_failed_write_turns_out_durable_obeys_it) {
    Play play = polling();
    play.answer(view(PaymentStatus::reserved)).failed().stands(Decision::capture);
    play.asks<wallet::CapturePayment>();
    BOOST_TEST(play.answer(done()).written().verdict().kind == Kind::approved);
}

BOOST_AUTO_TEST_CASE(obeys_a_cancel_that_stands_already) {
    Play play = polling();
    play.answer(view(PaymentStatus::reserved)).stands(Decision::cancel);
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
    play.written().asks<wallet::CancelPayment>();
    BOOST_TEST(play.answer(done()).written().verdict().kind == Kind::timedOut);
}

// ---- the create ----

BOOST_AUTO_TEST_CASE(that_was_never_sent_says_so) {
    Play play(sale());
    play.start().written().answer(neverSent());
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::notSent);
    const Verdict verdict = play.written().verdict();
    BOOST_TEST(verdict.kind == Kind::notSent);
    BOOST_TEST(verdict.code == "NOT_SENT");
    BOOST_TEST(verdict.detail == "cannot connect");
}

BOOST_AUTO_TEST_CASE(refused_by_the_servers_rules_tells_their_code) {
    for (const auto meaning :
         {Meaning::badRequest, Meaning::pointOfSaleNotFound, Meaning::other, Meaning::keyReused}) {
        Play play(sale());
        play.start().written().answer(refused(meaning, "1204"));
        BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::refused);
        BOOST_TEST(play.wants<WriteOutcome>().code == "1204");
        const Verdict verdict = play.written().verdict();
        BOOST_TEST(verdict.kind == Kind::refused);
        BOOST_TEST(verdict.code == "1204");
        BOOST_TEST(verdict.detail == "the server's words");
    }
}

BOOST_AUTO_TEST_CASE(refused_without_a_code_tells_the_http_status) {
    Play play(sale());
    play.start().written().answer(refused(Meaning::other, ""));
    BOOST_TEST(play.written().verdict().code == "HTTP_409");
}

BOOST_AUTO_TEST_CASE(refused_for_its_rights_is_misconfigured) {
    Play play(sale());
    play.start().written().answer(refused(Meaning::unauthorised));
    BOOST_TEST(play.written().verdict().kind == Kind::misconfigured);
}

// ---- stopping ----

BOOST_AUTO_TEST_CASE(stopped_before_it_began_writes_and_sends_nothing) {
    Play play(sale());
    play.abort().start();
    BOOST_TEST(play.verdict().kind == Kind::aborted);
}

BOOST_AUTO_TEST_CASE(stopped_while_it_is_promised_sends_nothing) {
    Play play(sale());
    play.start().abort().written();
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::aborted);
    BOOST_TEST(play.written().verdict().kind == Kind::aborted);
}

BOOST_AUTO_TEST_CASE(stopped_while_it_waits_is_cancelled_at_once) {
    Play play = polling();
    play.answer(view(PaymentStatus::withShopper)).abort();
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
    play.written();
    BOOST_TEST(play.tells(Stage::cancelling));
    BOOST_TEST(play.wants<Request>().giveUpAt.value() == deadline());
    BOOST_TEST(play.answer(done()).wants<WriteOutcome>().outcome == Outcome::aborted);
    const Verdict verdict = play.written().verdict();
    BOOST_TEST(verdict.kind == Kind::aborted);
    BOOST_TEST(verdict.code == "ABORTED");
}

BOOST_AUTO_TEST_CASE(stopped_during_the_poll_that_shows_it_reserved_is_cancelled) {
    Play play = polling();
    play.abort().answer(view(PaymentStatus::reserved));
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
}

BOOST_AUTO_TEST_CASE(stopped_after_its_decision_goes_on) {
    Play play = polling();
    play.answer(view(PaymentStatus::reserved)).abort().written().abort();
    play.asks<wallet::CapturePayment>();
    play.answer(done()).abort().written();
    BOOST_TEST(play.abort().verdict().kind == Kind::approved);
}

BOOST_AUTO_TEST_CASE(stopped_while_its_create_is_unanswered_is_aborted_once_that_is_cancelled) {
    Play play(sale());
    play.start().written().abort().answer(unanswered());
    play.written().answer(paymentCreated()).answer(done());
    BOOST_TEST(play.written().verdict().kind == Kind::aborted);
    Play unsent(sale());
    unsent.start().written().abort().answer(neverSent());
    BOOST_TEST(unsent.written().verdict().kind == Kind::aborted);
}

BOOST_AUTO_TEST_CASE(without_time_for_anything_but_the_reserve_sends_nothing) {
    Play play(sale());
    play.later(timeout - reserve).start();
    BOOST_TEST(play.verdict().kind == Kind::timedOut);
    Play slow(sale());
    slow.start().later(timeout).written();
    BOOST_TEST(slow.wants<WriteOutcome>().outcome == Outcome::timedOut);
    BOOST_TEST(slow.written().verdict().kind == Kind::timedOut);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(a_pre_sale)

BOOST_AUTO_TEST_CASE(stops_at_the_reservation_and_holds_it) {
    Play play = polling(preSale());
    auto reserved = view(PaymentStatus::reserved);
    reserved.partialCapturePossible = true;
    reserved.expiresAt = core::fromIso8601("2026-11-30T12:00:00Z");
    play.answer(reserved);
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::hold);
    BOOST_TEST(play.wants<WriteDecision>().payment == payment);
    BOOST_TEST(play.written().wants<WriteOutcome>().outcome == Outcome::approved);
    const Verdict verdict = play.written().verdict();
    BOOST_TEST(verdict.kind == Kind::approved);
    BOOST_TEST(verdict.payment == payment);
    BOOST_TEST(!verdict.settled.has_value());
    BOOST_TEST(verdict.partialCapturePossible.value());
    BOOST_TEST((verdict.expiresAt == reserved.expiresAt));
}

BOOST_AUTO_TEST_CASE(is_promised_as_one) {
    Play play(preSale());
    BOOST_TEST(play.start().wants<WritePromise>().record.kind == journal::Kind::preSale);
}

BOOST_AUTO_TEST_CASE(that_cannot_be_held_is_cancelled) {
    Play play = polling(preSale());
    play.answer(view(PaymentStatus::reserved)).failed();
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
    play.written().answer(done());
    BOOST_TEST(play.written().verdict().kind == Kind::journalFailed);
}

BOOST_AUTO_TEST_CASE(obeys_the_decision_that_stands) {
    Play held = polling(preSale());
    held.answer(view(PaymentStatus::reserved)).failed().stands(Decision::hold);
    BOOST_TEST(held.written().verdict().kind == Kind::approved);
    Play cancelled = polling(preSale());
    cancelled.answer(view(PaymentStatus::reserved))
        .stands(Decision::cancel)
        .stands(Decision::cancel);
    BOOST_TEST(cancelled.answer(done()).written().verdict().kind == Kind::timedOut);
}

BOOST_AUTO_TEST_SUITE_END()
