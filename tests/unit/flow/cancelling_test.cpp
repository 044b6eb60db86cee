#include "driver/flow/sale.h"
#include "tests/unit/flow/samples.h"
#include "tests/unit/flow/words.h"

using namespace mobilepay;
using namespace mobilepay::flow;
using namespace mobilepay::flow::samples;
using Kind = Verdict::Kind;
using journal::Decision;
using journal::Outcome;

namespace {

/// A sale whose time is over: its cancel is asked.
Play cancelling() {
    Play play(sale());
    play.start().written().answer(paymentCreated());
    play.answer(view(PaymentStatus::withShopper)).later(cutOff() - play.now.mono).due();
    play.written().asks<wallet::CancelPayment>();
    return play;
}

/// A sale whose create was not answered: it is repeated.
Play pinned(const wallet::Answer& lost = unanswered()) {
    Play play(sale());
    play.start().written().answer(lost);
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
    play.written();
    return play;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cancelling_at_the_cut_off)

BOOST_AUTO_TEST_CASE(tells_timed_out_once_the_cancel_is_confirmed) {
    Play play = cancelling();
    BOOST_TEST(play.wants<Request>().giveUpAt.value() == deadline());
    play.answer(done());
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::timedOut);
    const Verdict verdict = play.written().verdict();
    BOOST_TEST(verdict.kind == Kind::timedOut);
    BOOST_TEST(verdict.code == "TIMEOUT_CANCELLED");
    BOOST_TEST(verdict.payment == payment);
}

BOOST_AUTO_TEST_CASE(repeats_the_cancel_after_a_while_until_it_is_answered) {
    for (const auto& nothing : {unanswered(), neverSent(), garbage(), found()}) {
        Play play = cancelling();
        play.answer(nothing);
        BOOST_TEST(play.wants<WaitUntil>().when == play.now.mono + delay);
        play.due().asks<wallet::CancelPayment>();
        BOOST_TEST(play.answer(done()).written().verdict().kind == Kind::timedOut);
    }
}

BOOST_AUTO_TEST_CASE(tells_unknown_at_the_deadline_and_leaves_the_row_open) {
    Play play = cancelling();
    while (std::holds_alternative<Request>(play.actions.back())) {
        BOOST_TEST(play.now.mono < deadline());
        play.answer(unanswered(), Milliseconds{700});
        if (std::holds_alternative<WaitUntil>(play.actions.back())) play.due();
    }
    BOOST_TEST(play.now.mono >= deadline());
    const Verdict verdict = play.verdict();
    BOOST_TEST(verdict.kind == Kind::unknown);
    BOOST_TEST(verdict.code == "UNKNOWN");
    BOOST_TEST(verdict.orderId == orderId);
    BOOST_TEST(verdict.payment == payment);
}

BOOST_AUTO_TEST_CASE(tells_unknown_after_a_minute_to_a_till_that_would_wait_for_ever) {
    Terms patient = terms();
    patient.deadline = start().mono + std::chrono::hours{24};
    Play play(std::make_unique<Sale>(patient, paymentOrder()));
    play.start().written().answer(paymentCreated());
    play.answer(view(PaymentStatus::withShopper)).later(Milliseconds{90'000}).abort();
    const auto stopped = play.now.mono;
    play.written().asks<wallet::CancelPayment>();
    while (std::holds_alternative<Request>(play.actions.back())) {
        BOOST_REQUIRE(play.now.mono - stopped < Milliseconds{60'000});
        play.answer(unanswered(), Milliseconds{700});
        if (std::holds_alternative<WaitUntil>(play.actions.back())) play.due();
    }
    BOOST_TEST(play.verdict().code == "UNKNOWN");
}

BOOST_AUTO_TEST_CASE(a_longer_reserve_for_the_cancel_is_used_whole) {
    Terms patient = terms();
    patient.deadline = start().mono + Milliseconds{200'000};
    patient.cancelReserve = Milliseconds{100'000};
    Play play(std::make_unique<Sale>(patient, paymentOrder()));
    play.start().written().answer(paymentCreated());
    play.answer(view(PaymentStatus::withShopper)).later(Milliseconds{120'000}).due();
    play.written().asks<wallet::CancelPayment>();
    BOOST_TEST(play.wants<Request>().giveUpAt.value() == patient.deadline);
}

BOOST_AUTO_TEST_CASE(asks_what_became_of_it_when_the_cancel_is_refused) {
    for (const auto status :
         {PaymentStatus::cancelledByUs, PaymentStatus::cancelledByWallet, PaymentStatus::expired}) {
        Play play = cancelling();
        play.answer(refused(Meaning::notCancellable));
        BOOST_TEST(!play.asks<wallet::QueryPayment>().poll);
        play.answer(view(status));
        BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::timedOut);
        BOOST_TEST(play.written().verdict().kind == Kind::timedOut);
    }
}

BOOST_AUTO_TEST_CASE(tells_declined_when_the_shopper_was_quicker) {
    Play play = cancelling();
    play.answer(refused(Meaning::notCancellable)).answer(view(PaymentStatus::declined));
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::declined);
    BOOST_TEST(play.written().verdict().kind == Kind::declined);
}

BOOST_AUTO_TEST_CASE(tells_aborted_even_when_the_shopper_declined_meanwhile) {
    Play play(sale());
    play.start().written().answer(paymentCreated()).answer(view(PaymentStatus::waiting)).abort();
    play.written().answer(refused(Meaning::notCancellable)).due();
    BOOST_TEST(play.answer(view(PaymentStatus::declined)).written().verdict().kind ==
               Kind::aborted);
}

BOOST_AUTO_TEST_CASE(never_captures_whatever_it_sees_after_its_decision) {
    for (const auto status :
         {PaymentStatus::reserved, PaymentStatus::waiting, PaymentStatus::withShopper}) {
        Play play = cancelling();
        play.answer(refused(Meaning::notCancellable)).answer(view(status));
        BOOST_TEST(play.wants<WaitUntil>().when == play.now.mono + delay);
        play.due().asks<wallet::CancelPayment>();
    }
}

BOOST_AUTO_TEST_CASE(tells_unknown_when_somebody_captured_it) {
    Play play = cancelling();
    play.answer(refused(Meaning::notCancellable)).answer(view(PaymentStatus::captured));
    BOOST_TEST(play.verdict().kind == Kind::unknown);
    BOOST_TEST(play.verdict().code == "CAPTURED_UNDECIDED");
}

BOOST_AUTO_TEST_CASE(captures_when_that_was_decided_before) {
    Play play(sale());
    play.start().written().answer(paymentCreated()).answer(view(PaymentStatus::waiting)).abort();
    play.stands(Decision::capture).asks<wallet::CapturePayment>();
    BOOST_TEST(play.answer(unanswered()).verdict().kind == Kind::approvedCapturePending);
}

BOOST_AUTO_TEST_CASE(goes_on_when_the_look_is_not_answered) {
    Play play = cancelling();
    play.answer(refused(Meaning::other)).answer(unanswered()).due();
    play.asks<wallet::CancelPayment>();
    play.answer(refused(Meaning::unauthorised)).answer(garbage()).due();
    BOOST_TEST(play.answer(done()).written().verdict().kind == Kind::timedOut);
}

BOOST_AUTO_TEST_CASE(tells_what_it_must_even_when_its_outcome_cannot_be_written) {
    BOOST_TEST(cancelling().answer(done()).failed().verdict().kind == Kind::timedOut);
}

BOOST_AUTO_TEST_CASE(minds_no_further_stop) {
    Play play = cancelling();
    play.abort().answer(unanswered()).abort();
    play.wants<WaitUntil>();
    BOOST_TEST(play.due().answer(done()).abort().written().verdict().kind == Kind::timedOut);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(a_create_of_unknown_fate)

BOOST_AUTO_TEST_CASE(is_repeated_with_the_same_key_and_bytes_and_cancelled) {
    for (const auto& lost :
         {unanswered(), garbage(), done(), wallet::Answer(wallet::PaymentCreated{}),
          wallet::Answer(refusedLate(Meaning::badRequest)),
          wallet::Answer(refusedLate(Meaning::paymentAlreadyActive))}) {
        Play play = pinned(lost);
        BOOST_TEST(play.asks<wallet::CreatePayment>().orderId == orderId);
        BOOST_TEST(play.asks<wallet::CreatePayment>().key == key);
        BOOST_TEST(play.asks<wallet::CreatePayment>().body.bytes == "the body");
        BOOST_TEST(play.wants<Request>().giveUpAt.value() == deadline());
        play.answer(paymentCreated()).asks<wallet::CancelPayment>();
        play.answer(done());
        BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::timedOut);
        BOOST_TEST(play.wants<WriteOutcome>().payment == payment);
        const Verdict verdict = play.written().verdict();
        BOOST_TEST(verdict.kind == Kind::timedOut);
        BOOST_TEST(verdict.code == "NO_ANSWER_CANCELLED");
    }
}

BOOST_AUTO_TEST_CASE(is_repeated_until_it_has_an_id) {
    Play play = pinned();
    for (const auto& again :
         {unanswered(), neverSent(), garbage(), wallet::Answer(refusedLate(Meaning::badRequest))}) {
        play.answer(again);
        if (std::holds_alternative<wallet::Refused>(again)) play.answer(found()).answer(found());
        BOOST_TEST(play.wants<WaitUntil>().when == play.now.mono + v10().defaultPollDelay);
        play.due().asks<wallet::CreatePayment>();
    }
    play.answer(paymentCreated()).asks<wallet::CancelPayment>();
}

BOOST_AUTO_TEST_CASE(is_never_there_when_it_is_refused_for_good_and_found_nowhere) {
    Play play = pinned();
    play.answer(refused(Meaning::badRequest, "1102"));
    const wallet::FindPayments open = play.asks<wallet::FindPayments>();
    BOOST_TEST(open.orderId == orderId);
    BOOST_TEST(open.pointOfSale == pointOfSale);
    BOOST_TEST(!open.captured);
    play.answer(found());
    BOOST_TEST(play.asks<wallet::FindPayments>().captured);
    BOOST_TEST(play.asks<wallet::FindPayments>().orderId == orderId);
    play.answer(found());
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::refused);
    BOOST_TEST(play.written().verdict().code == "1102");
}

BOOST_AUTO_TEST_CASE(is_cancelled_when_it_is_refused_now_but_was_made_before) {
    for (const bool captured : {false, true}) {
        Play play = pinned();
        play.answer(refused(Meaning::pointOfSaleNotFound));
        if (captured) play.answer(found());
        play.answer(found({payment}));
        BOOST_TEST(play.asks<wallet::QueryPayment>().payment == payment);
        play.answer(view(captured ? PaymentStatus::captured : PaymentStatus::reserved));
        BOOST_TEST(play.asks<wallet::CancelPayment>().payment == payment);
    }
}

BOOST_AUTO_TEST_CASE(is_not_over_with_a_refusal_that_may_not_stand) {
    for (const auto meaning : {Meaning::unauthorised, Meaning::other}) {
        Play play = pinned();
        play.answer(refused(meaning)).answer(found()).answer(found()).due();
        play.asks<wallet::CreatePayment>();
    }
}

BOOST_AUTO_TEST_CASE(is_not_over_with_a_refusal_when_nothing_can_be_looked_up) {
    for (const auto& answer : {unanswered(), garbage(), wallet::Answer(refused(Meaning::other))}) {
        Play play = pinned();
        play.answer(refused(Meaning::badRequest)).answer(answer).due();
        play.asks<wallet::CreatePayment>();
    }
}

BOOST_AUTO_TEST_CASE(clears_its_own_from_the_way) {
    Play play = pinned();
    play.answer(refused(Meaning::paymentAlreadyActive)).answer(found()).answer(found());
    BOOST_TEST(play.asks<wallet::FindPayments>().orderId.empty());
    auto older = view(PaymentStatus::waiting);
    older.orderId = core::OrderId("LANE1-older");
    play.answer(found({core::PaymentId("pay-0")})).answer(older);
    BOOST_TEST(play.asks<wallet::CancelPayment>().payment == core::PaymentId("pay-0"));
    play.answer(done()).due().asks<wallet::CreatePayment>();
}

BOOST_AUTO_TEST_CASE(is_found_to_be_what_is_in_its_own_way) {
    Play play = pinned();
    play.answer(refused(Meaning::paymentAlreadyActive)).answer(found()).answer(found());
    play.answer(found({payment})).answer(view(PaymentStatus::waiting));
    BOOST_TEST(play.asks<wallet::CancelPayment>().payment == payment);
    BOOST_TEST(play.answer(done()).written().verdict().kind == Kind::timedOut);
}

BOOST_AUTO_TEST_CASE(is_unknown_at_the_deadline) {
    Play play = pinned();
    play.answer(unanswered(), timeout);
    const Verdict verdict = play.verdict();
    BOOST_TEST(verdict.kind == Kind::unknown);
    BOOST_TEST(verdict.orderId == orderId);
    BOOST_TEST(verdict.payment.empty());
}

BOOST_AUTO_TEST_CASE(keeps_the_id_it_learned_though_the_cancel_is_not_confirmed) {
    Play play = pinned();
    play.answer(paymentCreated()).answer(unanswered(), timeout);
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
    BOOST_TEST(play.wants<WriteDecision>().payment == payment);
    BOOST_TEST(play.written().verdict().kind == Kind::unknown);
}

BOOST_AUTO_TEST_CASE(goes_on_when_its_decision_cannot_be_written) {
    Play play(sale());
    play.start().written().answer(unanswered()).failed().asks<wallet::CreatePayment>();
    BOOST_TEST(play.answer(paymentCreated()).answer(done()).failed().verdict().kind ==
               Kind::timedOut);
}

BOOST_AUTO_TEST_CASE(is_pending_when_a_capture_stands_whose_id_only_the_journal_knows) {
    Play play(sale());
    play.start().written().answer(unanswered()).stands(Decision::capture);
    BOOST_TEST(play.verdict().kind == Kind::approvedCapturePending);
}

BOOST_AUTO_TEST_CASE(is_not_repeated_beyond_the_life_of_its_key) {
    wallet::Traits traits = v10();
    traits.keyLife = Milliseconds{20'000};
    Play play(sale(traits));
    play.start().written().answer(unanswered(), Milliseconds{20'001}).written();
    BOOST_TEST(!play.asks<wallet::FindPayments>().captured);
    play.answer(found()).answer(found());
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::timedOut);
    BOOST_TEST(play.written().verdict().kind == Kind::timedOut);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(an_active_payment_in_the_way)

namespace {

/// A sale whose create met one: what is active is asked for.
Play blocked(const wallet::Traits& traits = v10()) {
    Play play(sale(traits));
    play.start().written().answer(refused(Meaning::paymentAlreadyActive, "1301"));
    return play;
}

wallet::PaymentView active(const char* id, const char* order,
                           PaymentStatus status = PaymentStatus::waiting) {
    auto shown = view(status);
    shown.payment = core::PaymentId(id);
    shown.orderId = core::OrderId(order);
    return shown;
}

}  // namespace

BOOST_AUTO_TEST_CASE(of_our_own_is_cancelled_and_the_create_repeated) {
    for (const auto status :
         {PaymentStatus::prepared, PaymentStatus::waiting, PaymentStatus::withShopper}) {
        Play play = blocked();
        BOOST_TEST(play.asks<wallet::FindPayments>().pointOfSale == pointOfSale);
        BOOST_TEST(play.asks<wallet::FindPayments>().orderId.empty());
        BOOST_TEST(!play.asks<wallet::FindPayments>().captured);
        BOOST_TEST(play.wants<Request>().giveUpAt.value() == cutOff());
        play.answer(found({core::PaymentId("pay-0")}));
        BOOST_TEST(play.asks<wallet::QueryPayment>().payment == core::PaymentId("pay-0"));
        play.answer(active("pay-0", "LANE1-older", status));
        BOOST_TEST(play.asks<wallet::CancelPayment>().payment == core::PaymentId("pay-0"));
        play.answer(done());
        BOOST_TEST(play.asks<wallet::CreatePayment>().key == key);
        BOOST_TEST(play.asks<wallet::CreatePayment>().body.bytes == "the body");
        play.answer(paymentCreated()).asks<wallet::QueryPayment>();
    }
}

BOOST_AUTO_TEST_CASE(of_a_stranger_is_named_to_the_till) {
    for (const char* order : {"LANE2-order", "LANE10-order", ""}) {
        Play play = blocked();
        play.answer(found({core::PaymentId("pay-9")})).answer(active("pay-9", order));
        BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::refused);
        const Verdict verdict = play.written().verdict();
        BOOST_TEST(verdict.kind == Kind::strangerActive);
        BOOST_TEST(verdict.code == "1301");
        BOOST_TEST(verdict.detail.find("pay-9") != std::string::npos);
        BOOST_TEST(verdict.payment.empty());
    }
}

BOOST_AUTO_TEST_CASE(is_a_strangers_when_no_prefix_is_ours) {
    Terms none = terms();
    none.ownOrderPrefix.clear();
    Play play(std::make_unique<Sale>(none, paymentOrder()));
    play.start().written().answer(refused(Meaning::paymentAlreadyActive));
    play.answer(found({core::PaymentId("pay-0")})).answer(active("pay-0", "LANE1-older"));
    BOOST_TEST(play.written().verdict().kind == Kind::strangerActive);
}

BOOST_AUTO_TEST_CASE(that_is_reserved_or_gone_is_not_in_the_way) {
    Play play = blocked();
    play.answer(found({core::PaymentId("a"), core::PaymentId("b"), core::PaymentId("c")}));
    play.answer(active("a", "LANE2-x", PaymentStatus::reserved));
    play.answer(refused(Meaning::notFound));
    play.answer(active("c", "LANE1-y", PaymentStatus::declined)).asks<wallet::CreatePayment>();
}

BOOST_AUTO_TEST_CASE(that_is_the_very_payment_is_gone_on_with) {
    Play play = blocked();
    play.answer(found({payment})).answer(view(PaymentStatus::waiting));
    play.due();  // it was asked for just now
    BOOST_TEST(play.asks<wallet::QueryPayment>().poll);
    play.answer(view(PaymentStatus::reserved));
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::capture);
    BOOST_TEST(play.wants<WriteDecision>().payment == payment);
}

BOOST_AUTO_TEST_CASE(is_cleared_twice_at_most) {
    Play play = blocked();
    play.answer(found()).answer(refused(Meaning::paymentAlreadyActive));
    play.answer(found()).answer(refused(Meaning::paymentAlreadyActive, "1301"));
    BOOST_TEST(play.wants<WriteOutcome>().code == "1301");
    BOOST_TEST(play.written().verdict().kind == Kind::strangerActive);
}

BOOST_AUTO_TEST_CASE(that_cannot_be_asked_for_is_a_strangers) {
    for (const auto& answer : {unanswered(), garbage(), wallet::Answer(refused(Meaning::other))}) {
        BOOST_TEST(blocked().answer(answer).written().verdict().kind == Kind::strangerActive);
        Play play = blocked();
        play.answer(found({core::PaymentId("pay-0")})).answer(answer);
        BOOST_TEST(play.written().verdict().kind == Kind::strangerActive);
    }
}

BOOST_AUTO_TEST_CASE(is_a_strangers_where_the_wallet_cannot_search) {
    wallet::Traits traits = v10();
    traits.canSearch = false;
    BOOST_TEST(blocked(traits).written().verdict().kind == Kind::strangerActive);
}

BOOST_AUTO_TEST_CASE(is_cleared_only_until_the_till_wants_to_stop) {
    Play play = blocked();
    play.abort().answer(found());
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::aborted);
    Play late = blocked();
    late.answer(found(), timeout);
    BOOST_TEST(late.wants<WriteOutcome>().outcome == Outcome::timedOut);
}

BOOST_AUTO_TEST_CASE(makes_a_create_of_unknown_fate_a_pinned_one) {
    Play play = blocked();
    play.answer(found()).answer(unanswered());
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::cancel);
}

BOOST_AUTO_TEST_SUITE_END()
