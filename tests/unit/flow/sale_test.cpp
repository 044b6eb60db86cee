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
    Play play = salePolling();
    play.answer(view(PaymentStatus::waiting)).due().answer(view(PaymentStatus::waiting));
    BOOST_TEST(!play.tells(Stage::waitingForShopper));
}

BOOST_AUTO_TEST_CASE(is_still_approved_when_its_outcome_cannot_be_written) {
    Play play = saleCapturing();
    BOOST_TEST(play.answer(done()).failed().verdict().kind == Kind::approved);
}

// ---- polling ----

BOOST_AUTO_TEST_CASE(keeps_the_last_known_delay_when_a_poll_is_not_answered) {
    for (const wallet::Answer& nothing :
         {unanswered(), neverSent(), garbage(), done(), wallet::Answer(refused(Meaning::other))}) {
        Play play = salePolling();
        auto slow = view(PaymentStatus::waiting);
        slow.pollDelay = Milliseconds{1234};
        play.answer(slow).due().answer(nothing, Milliseconds{500});
        BOOST_TEST(play.wants<WaitUntil>().when == play.now.mono + Milliseconds{1234});
        play.due().asks<wallet::QueryPayment>();
    }
}

BOOST_AUTO_TEST_CASE(begins_with_the_default_delay_when_the_server_named_none) {
    Play play = salePolling();
    play.answer(unanswered(), Milliseconds{500});
    BOOST_TEST(play.wants<WaitUntil>().when == play.now.mono + v10().defaultPollDelay);
}

BOOST_AUTO_TEST_CASE(takes_a_delay_that_is_not_positive_for_none) {
    for (const int named : {0, -1}) {
        Play play = salePolling();
        auto odd = view(PaymentStatus::waiting);
        odd.pollDelay = Milliseconds{named};
        play.answer(odd);
        BOOST_TEST(play.wants<WaitUntil>().when == play.now.mono + v10().defaultPollDelay);
    }
}

BOOST_AUTO_TEST_CASE(waits_for_the_cut_off_when_the_delay_lies_beyond_it) {
    Play play = salePolling();
    auto endless = view(PaymentStatus::waiting);
    endless.pollDelay = Milliseconds::max();
    play.answer(endless);
    BOOST_TEST(play.wants<WaitUntil>().when == cutOff());
    BOOST_TEST(play.due().wants<WriteDecision>().decision == Decision::cancel);
}

BOOST_AUTO_TEST_CASE(does_not_poll_at_the_cut_off_itself) {
    Play play = salePolling();
    play.later(cutOff() - play.now.mono - delay - Milliseconds{50});
    play.answer(view(PaymentStatus::withShopper)).due();
    BOOST_TEST(play.now.mono == cutOff());
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
}

BOOST_AUTO_TEST_CASE(asks_again_when_it_was_woken_too_soon) {
    Play play = salePolling();
    play.answer(view(PaymentStatus::waiting));
    const core::MonoTime when = play.wants<WaitUntil>().when;
    Play early = salePolling();
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
    Play play = salePolling();
    play.answer(view(PaymentStatus::reserved), cutOff() - play.now.mono - Milliseconds{1});
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::capture);
}

BOOST_AUTO_TEST_CASE(leaves_a_reservation_seen_at_the_cut_off) {
    Play play = salePolling();
    play.answer(view(PaymentStatus::reserved), cutOff() - play.now.mono);
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
    play.written().asks<wallet::CancelPayment>();
}

BOOST_AUTO_TEST_CASE(leaves_a_reservation_of_another_amount_and_says_so) {
    Play play = salePolling();
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
    Play play = salePolling();
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
    Play play = salePolling();
    auto other = view(PaymentStatus::reserved);
    other.payment = core::PaymentId("pay-2");
    play.answer(other).wants<WaitUntil>();
    auto upper = view(PaymentStatus::reserved);
    upper.payment = core::PaymentId("PAY-1");  // a GUID is the same in either case
    BOOST_TEST(play.due().answer(upper).wants<WriteDecision>().decision == Decision::capture);
}

BOOST_AUTO_TEST_CASE(accepts_a_view_that_names_no_amount) {
    Play play = salePolling();
    auto silent = view(PaymentStatus::reserved);
    silent.amount.reset();
    BOOST_TEST(play.answer(silent).wants<WriteDecision>().decision == Decision::capture);
}

// ---- how it ends without our doing ----

BOOST_AUTO_TEST_CASE(declined_by_the_shopper_tells_so) {
    Play play = salePolling();
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
        Play play = salePolling();
        play.answer(view(status));
        BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::cancelledByWallet);
        BOOST_TEST(play.failed().verdict().kind == Kind::cancelledByWallet);
    }
}

BOOST_AUTO_TEST_CASE(captured_by_somebody_else_is_never_reported_as_anything_certain) {
    Play play = salePolling();
    play.answer(view(PaymentStatus::captured));
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
    play.written().answer(refused(Meaning::notCancellable)).due();
    const Verdict verdict = play.answer(view(PaymentStatus::captured)).verdict();
    BOOST_TEST(verdict.kind == Kind::unknown);
    BOOST_TEST(verdict.code == "CAPTURED_UNDECIDED");
}

BOOST_AUTO_TEST_CASE(whose_polls_are_refused_for_certain_is_cancelled) {
    for (const auto meaning : {Meaning::notFound, Meaning::badRequest, Meaning::unauthorised}) {
        Play play = salePolling();
        play.answer(refused(meaning));
        BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
    }
}

BOOST_AUTO_TEST_SUITE_END()
