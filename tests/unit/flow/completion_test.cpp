#include "driver/flow/completion.h"

#include "tests/unit/flow/samples.h"
#include "tests/unit/flow/words.h"

using namespace mobilepay;
using namespace mobilepay::flow;
using namespace mobilepay::flow::samples;
using Kind = Verdict::Kind;
using journal::Decision;
using journal::Outcome;

namespace {

wallet::PaymentView reservation(std::optional<bool> partial = std::nullopt) {
    auto shown = view(PaymentStatus::reserved);
    shown.orderId = core::OrderId("LANE7-presale");
    shown.partialCapturePossible = partial;
    return shown;
}

Play capturing(core::Money taken = amount()) {
    Play play(completion(taken));
    play.start().answer(reservation(true)).written();
    return play;
}

Verdict after(const wallet::Answer& answer, core::Money taken = amount()) {
    Play play(completion(taken));
    return play.start().answer(answer).verdict();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_completion)

BOOST_AUTO_TEST_CASE(asks_then_promises_its_decision_and_captures_once) {
    Play play(completion(dkk(6'000)));
    play.start();
    BOOST_TEST(play.asks<wallet::QueryPayment>().payment == payment);
    BOOST_TEST(!play.asks<wallet::QueryPayment>().poll);
    BOOST_TEST(play.wants<Request>().giveUpAt.value() == cutOff());

    play.answer(reservation(true));
    const journal::Record row = play.wants<WritePromise>().record;
    BOOST_TEST(row.kind == journal::Kind::completion);
    BOOST_TEST(row.decision == Decision::capture);
    BOOST_TEST(row.orderId == orderId);
    BOOST_TEST(row.payment == payment);
    BOOST_TEST(row.amount == dkk(6'000));
    BOOST_TEST(row.key.empty());
    BOOST_TEST(row.body.empty());
    BOOST_TEST(row.tillNumber == 17);

    play.written();
    BOOST_TEST(play.asks<wallet::CapturePayment>().amount == dkk(6'000));
    BOOST_TEST(play.asks<wallet::CapturePayment>().attempts == 1);
    BOOST_TEST(play.wants<Request>().giveUpAt.value() == deadline());
    BOOST_TEST(play.answer(done()).wants<WriteOutcome>().outcome == Outcome::approved);
    const Verdict verdict = play.written().verdict();
    BOOST_TEST(verdict.kind == Kind::approved);
    BOOST_TEST(verdict.settled.value() == dkk(6'000));
    BOOST_TEST(verdict.payment == payment);
}

BOOST_AUTO_TEST_CASE(above_the_reservation_is_refused_before_anything_is_written) {
    const Verdict verdict = after(reservation(true), dkk(10'001));
    BOOST_TEST(verdict.kind == Kind::refused);
    BOOST_TEST(verdict.code == "AMOUNT_TOO_HIGH");
    BOOST_TEST(verdict.detail == "100.01 DKK asked for, 100.00 DKK there");
}

BOOST_AUTO_TEST_CASE(of_a_part_is_refused_where_only_the_whole_can_be_taken) {
    BOOST_TEST(after(reservation(false), dkk(9'999)).code == "PARTIAL_NOT_POSSIBLE");
    for (const std::optional<bool> partial : {std::optional<bool>(), std::optional<bool>(true)}) {
        Play unknown(completion(dkk(9'999)));
        unknown.start().answer(reservation(partial)).wants<WritePromise>();
    }
    Play whole(completion());
    whole.start().answer(reservation(false)).wants<WritePromise>();
}

BOOST_AUTO_TEST_CASE(in_another_currency_is_refused) {
    BOOST_TEST(after(reservation(), {10'000, core::Currency::eur()}).code == "CURRENCY_DIFFERS");
}

BOOST_AUTO_TEST_CASE(leaves_it_to_the_server_where_no_amount_is_told) {
    auto silent = reservation();
    silent.amount.reset();
    Play play(completion(dkk(1)));
    play.start().answer(silent).wants<WritePromise>();
}

BOOST_AUTO_TEST_CASE(of_what_is_not_reserved_is_refused) {
    BOOST_TEST(after(view(PaymentStatus::captured)).code == "ALREADY_CAPTURED");
    for (const auto status :
         {PaymentStatus::prepared, PaymentStatus::waiting, PaymentStatus::withShopper,
          PaymentStatus::declined, PaymentStatus::cancelledByUs, PaymentStatus::cancelledByWallet,
          PaymentStatus::expired})
        BOOST_TEST(after(view(status)).code == "NOT_RESERVED");
}

BOOST_AUTO_TEST_CASE(of_what_cannot_be_asked_for_is_not_sent) {
    for (const auto& answer : {unanswered(), neverSent(), garbage(), done()})
        BOOST_TEST(after(answer).kind == Kind::notSent);
    auto other = reservation();
    other.payment = core::PaymentId("pay-2");
    BOOST_TEST(after(other).kind == Kind::notSent);
}

BOOST_AUTO_TEST_CASE(of_what_the_server_does_not_show_is_refused) {
    BOOST_TEST(after(refused(Meaning::notFound)).code == "NOT_FOUND");
    BOOST_TEST(after(refused(Meaning::unauthorised)).kind == Kind::misconfigured);
    BOOST_TEST(after(refused(Meaning::anothers)).kind == Kind::refused);
    BOOST_TEST(after(refused(Meaning::other, "1411")).code == "1411");
}

BOOST_AUTO_TEST_CASE(can_be_stopped_until_it_is_promised) {
    Play before(completion());
    BOOST_TEST(before.abort().start().verdict().kind == Kind::aborted);
    Play asking(completion());
    BOOST_TEST(asking.start().abort().answer(reservation()).verdict().kind == Kind::aborted);
    Play late(completion());
    BOOST_TEST(late.start().answer(reservation(), timeout).verdict().kind == Kind::notSent);
    Play promised(completion());
    promised.start().answer(reservation()).abort().written().asks<wallet::CapturePayment>();
}

BOOST_AUTO_TEST_CASE(that_cannot_be_promised_sends_nothing) {
    Play play(completion());
    BOOST_TEST(play.start().answer(reservation()).failed().verdict().kind == Kind::journalFailed);
}

BOOST_AUTO_TEST_CASE(whose_promise_may_come_back_is_told_as_unknown) {
    Play play(completion());
    play.start().answer(reservation()).failed(true);
    BOOST_TEST(play.verdict().kind == Kind::unknown);
    BOOST_TEST(play.verdict().detail.find("recovery goes on") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(of_another_order_than_was_searched_for_is_refused) {
    auto order = completionOrder();
    order.named = core::OrderId("LANE2-other");
    Play play(std::make_unique<Completion>(terms(), order));
    BOOST_TEST(play.start().answer(reservation()).verdict().code == "NOT_FOUND");
}

BOOST_AUTO_TEST_CASE(whose_capture_is_not_answered_is_approved_and_stays_open) {
    for (const auto& answer : {unanswered(), neverSent(), garbage()})
        BOOST_TEST(capturing().answer(answer).verdict().kind == Kind::approvedCapturePending);
}

BOOST_AUTO_TEST_CASE(that_can_never_succeed_is_refused_and_the_reservation_stays) {
    for (const auto meaning :
         {Meaning::partialNotPossible, Meaning::amountTooHigh, Meaning::amountInvalid}) {
        Play play = capturing(dkk(1));
        play.answer(refused(meaning, "1308")).due().answer(reservation(false));
        BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::refused);
        const Verdict verdict = play.written().verdict();
        BOOST_TEST(verdict.kind == Kind::refused);
        BOOST_TEST(verdict.code == "1308");
    }
}

BOOST_AUTO_TEST_CASE(refused_for_the_moment_is_approved_and_stays_open) {
    for (const auto meaning :
         {Meaning::unauthorised, Meaning::notReserved, Meaning::badRequest, Meaning::other}) {
        Play play = capturing();
        play.answer(refused(meaning)).due();
        BOOST_TEST(play.answer(reservation()).verdict().kind == Kind::approvedCapturePending);
    }
    Play late = capturing();  // an earlier attempt may be luckier
    late.answer(refusedLate(Meaning::amountTooHigh)).due();
    BOOST_TEST(late.answer(reservation()).verdict().kind == Kind::approvedCapturePending);
}

BOOST_AUTO_TEST_CASE(of_what_another_completion_took_is_not_captured) {
    Play play = capturing(dkk(6'000));
    play.answer(refused(Meaning::capturedWithOtherAmount)).due();
    play.answer(view(PaymentStatus::captured));
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::notCaptured);
    BOOST_TEST(play.written().verdict().kind == Kind::notCaptured);
}

BOOST_AUTO_TEST_CASE(of_what_is_captured_by_an_unknown_amount_stays_open) {
    Play play = capturing(dkk(6'000));
    play.answer(refused(Meaning::notReserved)).due();
    BOOST_TEST(play.answer(view(PaymentStatus::captured)).verdict().kind ==
               Kind::approvedCapturePending);
}

// Another till may have taken less of it.
BOOST_AUTO_TEST_CASE(of_what_is_captured_stays_open_where_the_no_does_not_tell_by_which_amount) {
    for (const auto meaning : {Meaning::unauthorised, Meaning::anothers, Meaning::badRequest,
                               Meaning::notFound, Meaning::amountInvalid, Meaning::other}) {
        Play play = capturing();
        play.answer(refused(meaning)).due();
        BOOST_TEST(play.answer(view(PaymentStatus::captured)).verdict().kind ==
                   Kind::approvedCapturePending);
    }
}

BOOST_AUTO_TEST_CASE(of_what_is_captured_by_our_amount_is_approved) {
    Play play = capturing(dkk(6'000));
    auto ours = view(PaymentStatus::captured);
    ours.captured = dkk(6'000);
    play.answer(refused(Meaning::notReserved)).due().answer(ours);
    BOOST_TEST(play.written().verdict().kind == Kind::approved);
}

BOOST_AUTO_TEST_CASE(of_what_is_gone_is_not_captured) {
    Play play = capturing();
    play.answer(refused(Meaning::notReserved)).due().answer(view(PaymentStatus::expired));
    BOOST_TEST(play.written().verdict().kind == Kind::notCaptured);
}

BOOST_AUTO_TEST_SUITE_END()
