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

}  // namespace

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
