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

BOOST_AUTO_TEST_SUITE(a_sale)

// ---- capturing ----

BOOST_AUTO_TEST_CASE(whose_capture_is_not_answered_is_approved_and_stays_open) {
    for (const wallet::Answer& nothing : {unanswered(), neverSent(), garbage(), found()}) {
        const Verdict verdict = saleCapturing().answer(nothing).verdict();
        BOOST_TEST(verdict.kind == Kind::approvedCapturePending);
        BOOST_TEST(verdict.code == "APPROVED_CAPTURE_PENDING");
        BOOST_TEST(verdict.settled.value() == amount());
        BOOST_TEST(verdict.payment == payment);
    }
}

BOOST_AUTO_TEST_CASE(tells_what_came_last_instead_of_an_answer) {
    BOOST_TEST(saleCapturing().answer(garbage()).verdict().detail ==
               "the server has not confirmed the capture; last trouble: not JSON");
    Play late = salePolling();
    late.answer(unanswered()).due().answer(garbage(), timeout - reserve).written().answer(done());
    const std::string detail = late.wants<WriteOutcome>().detail;
    BOOST_TEST(detail.ends_with("nothing was taken; last trouble: not JSON"), detail);
    const Verdict verdict = late.written().verdict();
    BOOST_TEST(verdict.code == "TIMEOUT_CANCELLED");
    BOOST_TEST(verdict.detail == detail);
}

BOOST_AUTO_TEST_CASE(tells_no_trouble_that_was_over) {
    Play play = salePolling();
    play.answer(garbage()).due().answer(view(PaymentStatus::waiting), timeout - reserve);
    const std::string detail = play.written().answer(done()).written().verdict().detail;
    BOOST_TEST(detail.ends_with("nothing was taken"), detail);
}

BOOST_AUTO_TEST_CASE(whose_capture_is_refused_asks_when_it_may_and_is_approved_if_captured) {
    Play play = saleCapturing();
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
        Play play = saleCapturing();
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
        Play play = saleCapturing();
        play.answer(refused(Meaning::other)).due().answer(answer);
        BOOST_TEST(play.verdict().kind == Kind::approvedCapturePending);
    }
}

BOOST_AUTO_TEST_CASE(captured_with_another_amount_is_never_reported_failed) {
    Play play = saleCapturing();
    play.answer(refused(Meaning::capturedWithOtherAmount)).due();
    BOOST_TEST(play.answer(view(PaymentStatus::captured)).verdict().kind ==
               Kind::approvedCapturePending);
    Play told = saleCapturing();
    auto other = view(PaymentStatus::captured);
    other.captured = dkk(1);
    told.answer(refused(Meaning::notReserved)).due().answer(other);
    BOOST_TEST(told.verdict().kind == Kind::approvedCapturePending);
}

BOOST_AUTO_TEST_CASE(does_not_ask_after_the_capture_when_its_time_comes_after_the_deadline) {
    Play play = salePolling();
    auto slow = view(PaymentStatus::reserved);
    slow.pollDelay = Milliseconds{70'000};
    play.answer(slow).written().answer(refused(Meaning::notReserved));
    BOOST_TEST(play.verdict().kind == Kind::approvedCapturePending);
}

BOOST_AUTO_TEST_CASE(captures_even_when_the_decision_took_until_after_the_deadline) {
    Play play = salePolling();
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
    Play play = salePolling();
    play.answer(view(PaymentStatus::reserved)).failed();
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
    play.failed().asks<wallet::CancelPayment>();  // undoing needs no write
    BOOST_TEST(play.answer(done()).wants<WriteOutcome>().outcome == Outcome::undone);
    const Verdict verdict = play.failed().verdict();
    BOOST_TEST(verdict.kind == Kind::journalFailed);
    BOOST_TEST(verdict.detail == "disk full");
}

BOOST_AUTO_TEST_CASE(whose_decision_cannot_be_written_nor_cancelled_is_unknown) {
    Play play = salePolling();
    play.answer(view(PaymentStatus::reserved)).failed().failed();
    play.answer(unanswered(), timeout);
    BOOST_TEST(play.verdict().kind == Kind::unknown);
}

BOOST_AUTO_TEST_CASE(whose_failed_write_turns_out_durable_obeys_it) {
    Play play = salePolling();
    play.answer(view(PaymentStatus::reserved)).failed().stands(Decision::capture);
    play.asks<wallet::CapturePayment>();
    BOOST_TEST(play.answer(done()).written().verdict().kind == Kind::approved);
}

BOOST_AUTO_TEST_CASE(obeys_a_cancel_that_stands_already) {
    Play play = salePolling();
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
    Play play = salePolling();
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
    Play play = salePolling();
    play.abort().answer(view(PaymentStatus::reserved));
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
}

BOOST_AUTO_TEST_CASE(stopped_after_its_decision_goes_on) {
    Play play = salePolling();
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
