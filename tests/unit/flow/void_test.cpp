#include "driver/flow/void.h"

#include "driver/core/error.h"
#include "tests/unit/flow/samples.h"
#include "tests/unit/flow/words.h"

using namespace mobilepay;
using namespace mobilepay::flow;
using namespace mobilepay::flow::samples;
using Kind = Verdict::Kind;
using journal::Decision;
using journal::Outcome;

namespace {

wallet::PaymentView original(PaymentStatus status) {
    auto shown = view(status);
    shown.orderId = core::OrderId("LANE7-sale");
    return shown;
}

Verdict after(Voided what, const wallet::Answer& answer, VoidOrder order = voidOrder()) {
    Play play(voiding(what, std::move(order)));
    return play.start().answer(answer).verdict();
}

Play cancelling(Voided what) {
    Play play(voiding(what));
    play.start().answer(original(PaymentStatus::reserved)).written();
    return play;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_void_of_a_reservation)

BOOST_AUTO_TEST_CASE(promises_its_decision_and_cancels) {
    for (const auto what : {Voided::preSale, Voided::sale}) {
        Play play(voiding(what));
        BOOST_TEST(play.start().asks<wallet::QueryPayment>().payment == payment);
        play.answer(original(PaymentStatus::reserved));
        const journal::Record row = play.wants<WritePromise>().record;
        BOOST_TEST(row.kind == (what == Voided::preSale ? journal::Kind::voidPreSale
                                                        : journal::Kind::voidSale));
        BOOST_TEST(row.decision == Decision::cancel);
        BOOST_TEST(row.orderId == orderId);
        BOOST_TEST(row.payment == payment);
        BOOST_TEST(row.amount == amount());
        BOOST_TEST(row.key.empty());
        BOOST_TEST(play.written().asks<wallet::CancelPayment>().payment == payment);
        BOOST_TEST(play.wants<Request>().giveUpAt.value() == deadline());
        BOOST_TEST(play.answer(done()).wants<WriteOutcome>().outcome == Outcome::approved);
        const Verdict verdict = play.written().verdict();
        BOOST_TEST(verdict.kind == Kind::approved);
        BOOST_TEST(!verdict.settled.has_value());
    }
}

BOOST_AUTO_TEST_CASE(cancels_until_it_is_confirmed) {
    Play play = cancelling(Voided::preSale);
    play.answer(unanswered()).due().answer(refused(Meaning::notCancellable));
    play.answer(original(PaymentStatus::reserved)).due().asks<wallet::CancelPayment>();
    play.answer(refused(Meaning::notCancellable));
    BOOST_TEST(play.answer(original(PaymentStatus::expired)).written().verdict().kind ==
               Kind::approved);
}

BOOST_AUTO_TEST_CASE(is_unknown_when_it_is_not_confirmed_by_the_deadline) {
    Play play = cancelling(Voided::sale);
    const Verdict verdict = play.answer(unanswered(), timeout).verdict();
    BOOST_TEST(verdict.kind == Kind::unknown);
    BOOST_TEST(verdict.payment == payment);
}

BOOST_AUTO_TEST_CASE(of_another_amount_is_refused_with_nothing_sent_beyond_the_question) {
    auto order = voidOrder();
    order.expected = dkk(9'999);
    const Verdict verdict = after(Voided::sale, original(PaymentStatus::reserved), order);
    BOOST_TEST(verdict.kind == Kind::refused);
    BOOST_TEST(verdict.code == "AMOUNT_DIFFERS");
    order.expected = core::Money(10'000, core::Currency::eur());
    BOOST_TEST(after(Voided::sale, original(PaymentStatus::reserved), order).code ==
               "AMOUNT_DIFFERS");
}

BOOST_AUTO_TEST_CASE(needs_no_expected_amount) {
    auto order = voidOrder();
    order.expected.reset();
    Play play(voiding(Voided::preSale, order));
    play.start().answer(original(PaymentStatus::reserved));
    BOOST_TEST(play.wants<WritePromise>().record.amount == amount());
}

BOOST_AUTO_TEST_CASE(needs_an_amount_from_somewhere) {
    auto silent = original(PaymentStatus::reserved);
    silent.amount.reset();
    auto order = voidOrder();
    order.expected.reset();
    BOOST_TEST(after(Voided::sale, silent, order).code == "AMOUNT_UNKNOWN");
    Play play(voiding(Voided::sale));
    play.start().answer(silent).wants<WritePromise>();
}

BOOST_AUTO_TEST_CASE(that_cannot_be_promised_sends_nothing) {
    Play play(voiding(Voided::sale));
    play.start().answer(original(PaymentStatus::reserved)).failed();
    BOOST_TEST(play.verdict().kind == Kind::journalFailed);
    Play doubtful(voiding(Voided::sale));
    doubtful.start().answer(original(PaymentStatus::reserved)).failed(true);
    BOOST_TEST(doubtful.verdict().kind == Kind::unknown);
}

BOOST_AUTO_TEST_CASE(can_be_stopped_until_it_is_promised) {
    Play asking(voiding(Voided::sale));
    asking.start().abort().answer(original(PaymentStatus::reserved));
    BOOST_TEST(asking.verdict().kind == Kind::aborted);
    Play promised(voiding(Voided::sale));
    promised.start().answer(original(PaymentStatus::reserved)).abort().written();
    BOOST_TEST(promised.answer(done()).written().verdict().kind == Kind::approved);
}

BOOST_AUTO_TEST_CASE(captured_meanwhile_is_refused_for_a_pre_sale) {
    Play play = cancelling(Voided::preSale);
    play.answer(refused(Meaning::notCancellable)).due().answer(original(PaymentStatus::captured));
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::refused);
    BOOST_TEST(play.written().verdict().code == "CAPTURED_MEANWHILE");
}

BOOST_AUTO_TEST_CASE(captured_meanwhile_is_refunded_for_a_sale) {
    Play play = cancelling(Voided::sale);
    play.answer(refused(Meaning::notCancellable)).due().answer(original(PaymentStatus::captured));
    BOOST_TEST(play.wants<WriteOutcome>().orderId == orderId);
    BOOST_TEST(play.wants<WriteOutcome>().outcome == Outcome::refused);
    play.written().answer(refundsFound()).answer(done());
    BOOST_TEST(play.wants<WritePromise>().record.orderId == refundOrderId);
    BOOST_TEST(play.wants<WritePromise>().record.decision == Decision::none);
}

BOOST_AUTO_TEST_CASE(captured_meanwhile_is_not_refunded_once_the_till_wants_to_stop) {
    Play play = cancelling(Voided::sale);
    play.abort().answer(refused(Meaning::notCancellable)).due();
    play.answer(original(PaymentStatus::captured));
    BOOST_TEST(play.written().verdict().kind == Kind::aborted);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(a_void_of_what_is_over)

BOOST_AUTO_TEST_CASE(is_refused) {
    for (const auto what : {Voided::preSale, Voided::sale}) {
        BOOST_TEST(after(what, original(PaymentStatus::cancelledByUs)).code == "ALREADY_VOIDED");
        for (const auto status :
             {PaymentStatus::prepared, PaymentStatus::waiting, PaymentStatus::withShopper,
              PaymentStatus::declined, PaymentStatus::cancelledByWallet, PaymentStatus::expired})
            BOOST_TEST(after(what, original(status)).code == "NOT_RESERVED");
        BOOST_TEST(after(what, refused(Meaning::notFound)).code == "NOT_FOUND");
        BOOST_TEST(after(what, unanswered()).kind == Kind::notSent);
    }
    BOOST_TEST(after(Voided::preSale, original(PaymentStatus::captured)).code ==
               "ALREADY_CAPTURED");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(a_void_of_a_captured_sale)

BOOST_AUTO_TEST_CASE(refunds_it_in_full) {
    Play play(voiding(Voided::sale));
    play.start().answer(original(PaymentStatus::captured));
    BOOST_TEST(play.asks<wallet::FindRefunds>().payment == payment);
    BOOST_TEST(play.wants<Request>().giveUpAt.value() == cutOff());
    play.answer(refundsFound()).answer(done());
    const journal::Record row = play.wants<WritePromise>().record;
    BOOST_TEST(row.kind == journal::Kind::voidSale);
    BOOST_TEST(row.orderId == refundOrderId);
    BOOST_TEST(row.decision == Decision::none);
    BOOST_TEST(row.key == key);
    BOOST_TEST(row.body == "refund 100.00 of pay-1 as LANE1-refund");
    BOOST_TEST(row.payment == payment);
    BOOST_TEST(row.tillNumber == 17);
    play.written();
    BOOST_TEST(play.asks<wallet::CreateRefund>().orderId == refundOrderId);
    BOOST_TEST(play.asks<wallet::CreateRefund>().payment == payment);
    BOOST_TEST(play.asks<wallet::CreateRefund>().body.bytes == row.body);
    play.answer(refundCreated()).answer(refundView(RefundStatus::reserved, refundOrderId));
    BOOST_TEST(play.wants<WriteDecision>().orderId == refundOrderId);
    BOOST_TEST(play.wants<WriteDecision>().decision == Decision::capture);
    BOOST_TEST(play.wants<WriteDecision>().refund == refund);
    play.written().answer(done());
    const Verdict verdict = play.written().verdict();
    BOOST_TEST(verdict.kind == Kind::approved);
    BOOST_TEST(verdict.orderId == refundOrderId);
    BOOST_TEST(verdict.payment == payment);
    BOOST_TEST(verdict.refund == refund);
    BOOST_TEST(verdict.settled.value() == amount());
}

BOOST_AUTO_TEST_CASE(with_a_refund_under_way_sends_nothing) {
    for (const auto status : {RefundStatus::waiting, RefundStatus::reserved}) {
        Play play(voiding(Voided::sale));
        play.start().answer(original(PaymentStatus::captured)).answer(refundsFound({refund}));
        const Verdict verdict = play.answer(refundView(status)).verdict();
        BOOST_TEST(verdict.kind == Kind::notSent);
        BOOST_TEST(verdict.detail.find("under way") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(that_was_refunded_before_is_refused) {
    Play play(voiding(Voided::sale));
    play.start().answer(original(PaymentStatus::captured)).answer(refundsFound({refund}));
    BOOST_TEST(play.asks<wallet::QueryRefund>().refund == refund);
    const Verdict verdict = play.answer(refundView(RefundStatus::captured)).verdict();
    BOOST_TEST(verdict.kind == Kind::refused);
    BOOST_TEST(verdict.code == "ALREADY_REFUNDED");
    auto told = original(PaymentStatus::captured);
    told.refunded = dkk(1);
    BOOST_TEST(after(Voided::sale, told).code == "ALREADY_REFUNDED");
}

BOOST_AUTO_TEST_CASE(whose_earlier_refunds_were_cancelled_goes_on) {
    Play play(voiding(Voided::sale));
    play.start().answer(original(PaymentStatus::captured));
    play.answer(refundsFound({core::RefundId("r1"), core::RefundId("r2")}));
    play.answer(refundView(RefundStatus::cancelledByUs));
    play.answer(refundView(RefundStatus::cancelledByWallet)).answer(done());
    play.wants<WritePromise>();
}

BOOST_AUTO_TEST_CASE(whose_earlier_refunds_cannot_be_asked_for_is_not_sent) {
    for (const auto& answer : {unanswered(), garbage(), wallet::Answer(refused(Meaning::other))}) {
        Play list(voiding(Voided::sale));
        list.start().answer(original(PaymentStatus::captured));
        BOOST_TEST(list.answer(answer).verdict().kind == Kind::notSent);
        Play one(voiding(Voided::sale));
        one.start().answer(original(PaymentStatus::captured)).answer(refundsFound({refund}));
        BOOST_TEST(one.answer(answer).verdict().kind == Kind::notSent);
    }
}

BOOST_AUTO_TEST_CASE(can_be_stopped_while_its_refunds_are_asked_for) {
    Play play(voiding(Voided::sale));
    play.start().answer(original(PaymentStatus::captured)).abort();
    BOOST_TEST(play.answer(refundsFound()).verdict().kind == Kind::aborted);
}

BOOST_AUTO_TEST_CASE(takes_the_captured_amount_for_the_originals) {
    auto told = original(PaymentStatus::captured);
    told.captured = dkk(6'000);
    auto order = voidOrder();
    order.expected = dkk(6'000);
    Play play(voiding(Voided::sale, order));
    play.start().answer(told).answer(refundsFound());
    BOOST_TEST(play.wants<WritePromise>().record.amount == dkk(6'000));

    order.captured = dkk(6'000);  // our journal knows where the wallet does not tell
    Play known(voiding(Voided::sale, order));
    known.start().answer(original(PaymentStatus::captured)).answer(refundsFound());
    BOOST_TEST(known.wants<WritePromise>().record.amount == dkk(6'000));
}

BOOST_AUTO_TEST_CASE(asks_the_server_whether_the_tills_amount_is_what_was_captured) {
    auto order = voidOrder();
    order.expected = dkk(6'000);
    const auto asked = [&](const wallet::Answer& answer) {
        Play play(voiding(Voided::sale, order));
        play.start().answer(original(PaymentStatus::captured)).answer(refundsFound());
        BOOST_TEST(play.asks<wallet::CapturePayment>().payment == payment);
        BOOST_TEST(play.asks<wallet::CapturePayment>().amount == dkk(6'000));
        BOOST_TEST(play.wants<Request>().giveUpAt.value() == cutOff());
        play.answer(answer);
        return play;
    };
    BOOST_TEST(asked(done()).wants<WritePromise>().record.amount == dkk(6'000));
    BOOST_TEST(asked(refused(Meaning::capturedWithOtherAmount)).verdict().code == "AMOUNT_DIFFERS");
    BOOST_TEST(asked(refused(Meaning::other, "1407")).verdict().code == "1407");
    for (const auto& answer : {unanswered(), garbage(), neverSent()})
        BOOST_TEST(asked(answer).verdict().kind == Kind::notSent);
}

BOOST_AUTO_TEST_CASE(asks_nothing_about_more_than_was_reserved_or_another_currency) {
    auto order = voidOrder();
    order.expected = dkk(10'001);
    BOOST_TEST(after(Voided::sale, original(PaymentStatus::captured), order).code ==
               "AMOUNT_DIFFERS");
    order.expected = core::Money(10'000, core::Currency::eur());
    BOOST_TEST(after(Voided::sale, original(PaymentStatus::captured), order).code ==
               "AMOUNT_DIFFERS");
}

BOOST_AUTO_TEST_CASE(can_be_stopped_while_the_captured_amount_is_asked_for) {
    Play play(voiding(Voided::sale));
    play.start().answer(original(PaymentStatus::captured)).answer(refundsFound()).abort();
    BOOST_TEST(play.answer(done()).verdict().kind == Kind::aborted);
}

BOOST_AUTO_TEST_CASE(whose_refund_cannot_be_sealed_throws_before_anything_is_written) {
    auto order = voidOrder();
    order.seal = [](const wallet::RefundRequest&) -> wallet::Sealed {
        throw core::TextError("not a text");
    };
    Play play(voiding(Voided::sale, order));
    play.start().answer(original(PaymentStatus::captured));
    play.answer(refundsFound());
    BOOST_CHECK_THROW(play.answer(done()), core::TextError);
}

BOOST_AUTO_TEST_CASE(asks_for_no_refunds_where_the_wallet_cannot_search) {
    Play play(voiding(Voided::sale, voidOrder(), ePayment()));
    auto told = original(PaymentStatus::captured);
    told.captured = amount();
    told.refunded = dkk(0);
    play.start().answer(told);
    BOOST_TEST(play.wants<WritePromise>().record.decision == Decision::capture);
}

BOOST_AUTO_TEST_SUITE_END()
