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

const core::PaymentId ours{orderId.text()};

wallet::PaymentView shown(PaymentStatus status) {
    auto mine = view(status);
    mine.payment = ours;
    return mine;
}

/// A sale whose create was not answered: it is cancelled by its identity.
Play lost() {
    Play play(sale(ePayment()));
    play.start().written().answer(unanswered());
    BOOST_TEST(play.wants<WriteDecision>().payment == ours);
    play.written();
    return play;
}

}  // namespace

/// Wallets such as ePayment know a payment by the order id that we made.
BOOST_AUTO_TEST_SUITE(a_payment_whose_identity_is_ours)

BOOST_AUTO_TEST_CASE(is_known_from_its_promise_on) {
    Play play(sale(ePayment()));
    BOOST_TEST(play.start().wants<WritePromise>().record.payment == ours);
    play.written().answer(wallet::PaymentCreated{});
    BOOST_TEST(play.asks<wallet::QueryPayment>().payment == ours);
    play.answer(shown(PaymentStatus::reserved));
    BOOST_TEST(play.wants<WriteDecision>().payment == ours);
    auto taken = shown(PaymentStatus::captured);
    taken.captured = amount();
    play.written().answer(refused(Meaning::other)).due().answer(taken);
    BOOST_TEST(play.written().verdict().kind == Kind::approved);
}

BOOST_AUTO_TEST_CASE(is_cancelled_without_an_answer_of_its_create) {
    Play play = lost();
    BOOST_TEST(play.asks<wallet::CancelPayment>().payment == ours);
    BOOST_TEST(play.answer(done()).written().verdict().kind == Kind::timedOut);
}

BOOST_AUTO_TEST_CASE(that_is_not_there_is_created_again_and_cancelled) {
    Play play = lost();
    play.answer(refused(Meaning::notFound)).due();
    BOOST_TEST(play.asks<wallet::CreatePayment>().key == key);
    BOOST_TEST(play.asks<wallet::CreatePayment>().body.bytes == "the body");
    play.answer(wallet::PaymentCreated{}).asks<wallet::CancelPayment>();
    BOOST_TEST(play.answer(done()).written().verdict().kind == Kind::timedOut);
}

BOOST_AUTO_TEST_CASE(that_is_not_there_and_refused_for_good_never_was) {
    Play play = lost();
    play.answer(refused(Meaning::notFound)).due().answer(refused(Meaning::badRequest, "4040"));
    BOOST_TEST(play.written().verdict().code == "4040");
}

BOOST_AUTO_TEST_CASE(that_is_not_there_is_tried_until_the_deadline) {
    Play play = lost();
    play.answer(refused(Meaning::notFound)).due().answer(refused(Meaning::other)).due();
    play.asks<wallet::CreatePayment>();
    play.answer(unanswered(), timeout);
    BOOST_TEST(play.verdict().kind == Kind::unknown);
}

BOOST_AUTO_TEST_CASE(is_not_forgotten_when_a_view_shows_another_order) {
    Play play(sale(ePayment()));
    play.start().written().answer(wallet::PaymentCreated{});
    auto odd = shown(PaymentStatus::reserved);
    odd.orderId = core::OrderId("another");
    play.answer(odd).written();
    BOOST_TEST(play.asks<wallet::CancelPayment>().payment == ours);
}

BOOST_AUTO_TEST_CASE(is_settled_by_its_identity) {
    Play play(settlement(row(journal::Kind::sale, Decision::cancel), ePayment()));
    BOOST_TEST(play.start().asks<wallet::CancelPayment>().payment == ours);
    play.answer(refused(Meaning::notFound)).due().asks<wallet::CreatePayment>();

    auto secret = row(journal::Kind::sale, Decision::cancel);
    secret.body.clear();
    Play kept(settlement(secret, ePayment()));
    kept.start().answer(refused(Meaning::notFound)).due();
    while (std::holds_alternative<Request>(kept.actions.back())) {
        kept.asks<wallet::CancelPayment>();
        kept.answer(refused(Meaning::notFound));
        if (std::holds_alternative<WaitUntil>(kept.actions.back())) kept.due();
    }
    BOOST_TEST(!kept.end().settled);

    Play over(settlement(secret, ePayment()));
    over.later(std::chrono::hours{24}).start().answer(refused(Meaning::notFound)).due();
    BOOST_TEST(over.wants<WriteOutcome>().outcome == Outcome::undone);
}

BOOST_AUTO_TEST_SUITE_END()
