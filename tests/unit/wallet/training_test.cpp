#include "driver/core/error.h"
#include "driver/wallet/training/identity.h"
#include "driver/wallet/training/wallet.h"
#include "tests/unit/wallet/far_side.h"

#include <string>
#include <thread>
#include <vector>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::wallet;
using namespace mobilepay::wallet::testing;
using training::Identity;
using Meaning = Refused::Meaning;
namespace data = boost::unit_test::data;

namespace {

/// One process of a till in training.
struct Process {
    training::Wallet wallet{core::Currency::dkk()};

    Answer ask(const Call& call) {
        auto conversation = wallet.begin(call, std::nullopt);
        return std::get<Answer>(conversation->next(beginning()));  // at once, and nothing is sent
    }
    core::PaymentId pay(std::int64_t minor, CaptureDelay delay = CaptureDelay::none) {
        auto request = somePaymentRequest(minor);
        request.captureDelay = delay;
        const core::IdempotencyKey key("key-" + std::to_string(++keys));
        return expect<PaymentCreated>(
                   ask(CreatePayment{request.orderId, key, wallet.seal(request)}))
            .payment;
    }
    PaymentStatus poll(const core::PaymentId& payment, int times) {
        PaymentStatus status{};
        for (int i = 0; i < times; ++i)
            status = expect<PaymentView>(ask(QueryPayment{payment, true})).status;
        return status;
    }
    core::PaymentId sell(std::int64_t minor) {
        const auto payment = pay(minor);
        poll(payment, 3);
        expect<Done>(ask(CapturePayment{payment, dkk(minor)}));
        return payment;
    }
    Answer refund(const core::PaymentId& payment, std::int64_t minor) {
        const RefundRequest request{payment, core::OrderId("r-" + std::to_string(++keys)),
                                    dkk(minor)};
        return ask(CreateRefund{payment, request.orderId,
                                core::IdempotencyKey("key-" + std::to_string(keys)),
                                wallet.seal(request)});
    }
    int keys = 0;
};

void expectRefused(const Answer& answer, Meaning meaning) {
    BOOST_TEST(static_cast<int>(expect<Refused>(answer).meaning) == static_cast<int>(meaning),
               describe(answer));
}

void expectStatus(PaymentStatus actual, PaymentStatus wanted) {
    BOOST_TEST(static_cast<int>(actual) == static_cast<int>(wanted));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(training_wallet)

BOOST_AUTO_TEST_CASE(a_sale_goes_the_way_of_a_real_one) {
    Process till;
    const auto payment = till.pay(1250);
    BOOST_TEST(payment.text() == "TRAINING-S1250DKK-till1-bcdfghjklmnpqrstvwxz0123");
    expectStatus(till.poll(payment, 1), PaymentStatus::waiting);
    expectStatus(till.poll(payment, 1), PaymentStatus::withShopper);
    expectStatus(till.poll(payment, 1), PaymentStatus::reserved);
    expectStatus(till.poll(payment, 5), PaymentStatus::reserved);
    expect<Done>(till.ask(CapturePayment{payment, dkk(1250)}));
    const auto view = expect<PaymentView>(till.ask(QueryPayment{payment}));
    expectStatus(view.status, PaymentStatus::captured);
    BOOST_CHECK(view.amount == dkk(1250));
    BOOST_CHECK(view.captured == dkk(1250));
    BOOST_TEST(view.pollDelay->count() > 0);
}

BOOST_AUTO_TEST_CASE(the_amount_decides_what_the_shopper_does) {
    Process till;
    expectStatus(till.poll(till.pay(10051), 3), PaymentStatus::declined);
    expectStatus(till.poll(till.pay(10052), 50), PaymentStatus::waiting);
    expectStatus(till.poll(till.pay(10053), 3), PaymentStatus::cancelledByWallet);
    expectStatus(till.poll(till.pay(10050), 3), PaymentStatus::reserved);
    expectStatus(till.poll(till.pay(51), 3), PaymentStatus::declined);
}

BOOST_AUTO_TEST_CASE(an_amount_ending_in_54_is_captured_by_the_second_try) {
    Process till;
    const auto payment = till.pay(154);
    till.poll(payment, 3);
    BOOST_TEST(expect<NoAnswer>(till.ask(CapturePayment{payment, dkk(154), 1})).maybeDone);
    expectStatus(till.poll(payment, 1), PaymentStatus::reserved);
    expect<Done>(till.ask(CapturePayment{payment, dkk(154)}));
}

BOOST_AUTO_TEST_CASE(an_amount_ending_in_55_is_captured_whole_or_not_at_all) {
    Process till;
    const auto payment = till.pay(10055, CaptureDelay::lessThan14Days);
    till.poll(payment, 2);
    const auto view = expect<PaymentView>(till.ask(QueryPayment{payment}));
    BOOST_TEST(!*view.partialCapturePossible);
    expectRefused(till.ask(CapturePayment{payment, dkk(10000)}), Meaning::partialNotPossible);
    expect<Done>(till.ask(CapturePayment{payment, dkk(10055)}));
}

BOOST_AUTO_TEST_CASE(a_refund_ending_in_56_is_not_covered_by_the_stores_balance) {
    Process till;
    const auto payment = till.sell(10000);
    expectRefused(till.refund(payment, 156), Meaning::storeBalanceTooLow);
    expect<RefundCreated>(till.refund(payment, 157));
}

BOOST_AUTO_TEST_CASE(a_sale_of_an_earlier_process_is_refunded_by_its_reference_alone) {
    const auto payment = Process{}.sell(1250);
    Process later;
    expectStatus(later.poll(payment, 1), PaymentStatus::captured);
    const auto refund = expect<RefundCreated>(later.refund(payment, 500)).refund;
    BOOST_TEST(refund.text().starts_with("TRAINING-R500DKK-"));
    const auto view = expect<RefundView>(later.ask(QueryRefund{refund, payment, true}));
    BOOST_TEST(static_cast<int>(view.status) == static_cast<int>(RefundStatus::reserved));
    expect<Done>(later.ask(CaptureRefund{refund, payment}));
    expectRefused(later.refund(payment, 751), Meaning::amountTooHigh);
    expect<RefundCreated>(later.refund(payment, 750));
}

BOOST_AUTO_TEST_CASE(a_pre_sale_of_an_earlier_process_is_completed_or_voided) {
    const auto first = Process{}.pay(5000, CaptureDelay::lessThan14Days);
    BOOST_TEST(first.text().starts_with("TRAINING-L5000DKK-"));
    Process completing;
    expectStatus(completing.poll(first, 1), PaymentStatus::reserved);
    expect<Done>(completing.ask(CapturePayment{first, dkk(4200)}));
    Process voiding;
    expect<Done>(voiding.ask(CancelPayment{first}));
    expectStatus(voiding.poll(first, 1), PaymentStatus::cancelledByUs);
}

BOOST_AUTO_TEST_CASE(a_sale_of_an_earlier_process_can_be_undone_until_it_is_refunded) {
    const auto payment = Process{}.sell(1250);
    Process undoing;
    expect<Done>(undoing.ask(CancelPayment{payment}));
    const auto view = expect<PaymentView>(undoing.ask(QueryPayment{payment}));
    expectStatus(view.status, PaymentStatus::cancelledByUs);
    BOOST_TEST(view.captured->isZero());
    Process refunding;
    expect<RefundCreated>(refunding.refund(payment, 100));
    expectRefused(refunding.ask(CancelPayment{payment}), Meaning::notCancellable);
}

BOOST_AUTO_TEST_CASE(a_sale_of_this_process_is_final_once_captured) {
    Process till;
    expectRefused(till.ask(CancelPayment{till.sell(1250)}), Meaning::notCancellable);
}

BOOST_AUTO_TEST_CASE(failed_sales_of_an_earlier_process_stay_failed) {
    Process first;
    const auto declined = first.pay(151);
    const auto nobody = first.pay(152);
    const auto refused = first.pay(153);
    Process later;
    expectStatus(later.poll(declined, 1), PaymentStatus::declined);
    expectStatus(later.poll(nobody, 1), PaymentStatus::cancelledByUs);
    expectStatus(later.poll(refused, 1), PaymentStatus::cancelledByWallet);
}

BOOST_AUTO_TEST_CASE(a_decision_on_a_refund_of_an_earlier_process_can_be_carried_out) {
    Process first;
    const auto payment = first.sell(1250);
    const auto refund = expect<RefundCreated>(first.refund(payment, 300)).refund;
    expect<Done>(Process{}.ask(CaptureRefund{refund, payment}));
    expect<Done>(Process{}.ask(CancelRefund{refund, payment}));
}

BOOST_DATA_TEST_CASE(a_real_id_is_refused,
                     data::make({"3974eae6-e36f-4148-b5ee-22689e528c75", "", "TRAINING-",
                                 "TRAINING-S", "TRAINING-S1DKK-", "TRAINING-X1DKK-a",
                                 "TRAINING-S-1DKK-a", "TRAINING-S1XXX-a", "TRAINING-S1EUR-a",
                                 "training-S1DKK-a", "TRAINING-S1DKK-a b", "TRAINING-R1DKK-a",
                                 "TRAINING-S99999999999999999999DKK-a"})) {
    Process till;
    const core::PaymentId payment{std::string(sample)};
    expectRefused(till.ask(QueryPayment{payment}), Meaning::notFound);
    expectRefused(till.ask(CapturePayment{payment, dkk(1)}), Meaning::notFound);
    expectRefused(till.ask(CancelPayment{payment}), Meaning::notFound);
}

BOOST_AUTO_TEST_CASE(a_real_payment_cannot_be_refunded_in_training) {
    Process till;
    const RefundRequest request{core::PaymentId(somePayment), core::OrderId("r"), dkk(1)};
    BOOST_CHECK_THROW((void)till.wallet.seal(request), core::TextError);
    for (const std::string& id : {somePayment, std::string("TRAINING-S1DKK-a")})
        expectRefused(till.ask(QueryRefund{core::RefundId(id), core::PaymentId(id)}),
                      Meaning::notFound);
}

BOOST_AUTO_TEST_CASE(bytes_of_another_wallet_are_refused) {
    Process till;
    for (const std::string bytes :
         {"", "{}", "sale\n1\nDKK\no\np", "sale\n0\nDKK\no\np\n", "sale\n1\nEUR\no\np\n",
          "sold\n1\nDKK\no\np\n", "refund\n1\nDKK\no\np"}) {
        expectRefused(
            till.ask(CreatePayment{core::OrderId("o"), core::IdempotencyKey("k"), {bytes, true}}),
            Meaning::badRequest);
    }
}

BOOST_AUTO_TEST_CASE(a_prepared_payment_meets_the_shopper_before_it_has_an_amount) {
    Process till;
    const auto payment = expect<PaymentCreated>(till.ask(PreparePayment{core::OrderId("o-1"),
                                                                        core::IdempotencyKey("k"),
                                                                        core::PointOfSaleId("p")}))
                             .payment;
    auto view = expect<PaymentView>(till.ask(QueryPayment{payment, true}));
    BOOST_TEST(!view.shopperPresent);
    BOOST_CHECK(!view.amount);
    view = expect<PaymentView>(till.ask(QueryPayment{payment, true}));
    expectStatus(view.status, PaymentStatus::prepared);
    BOOST_TEST(view.shopperPresent);
    BOOST_TEST(view.loyaltyIds.has_value());
    expect<Done>(till.ask(ReadyPayment{payment, somePaymentRequest(900)}));
    expectRefused(till.ask(ReadyPayment{payment, somePaymentRequest(900)}), Meaning::notPrepared);
    expectStatus(till.poll(payment, 3), PaymentStatus::reserved);
    expect<Done>(till.ask(CapturePayment{payment, dkk(900)}));
}

BOOST_AUTO_TEST_CASE(an_id_is_short_printable_and_says_what_it_is) {
    const Identity identity{Identity::Kind::later, dkk(training::largestAmount),
                            std::string(36, 'z')};
    const auto text = identity.text();
    BOOST_TEST(text.size() == 64U);
    const auto again = Identity::parse(text);
    BOOST_TEST_REQUIRE(again.has_value());
    BOOST_TEST(again->text() == text);
    BOOST_CHECK(again->amount == identity.amount);
    BOOST_CHECK_THROW((void)Process{}.wallet.seal(somePaymentRequest(training::largestAmount + 1)),
                      core::AmountError);
    const auto odd = training::tagOf(core::OrderId("\xc3\xa6 order with blanks"));
    BOOST_TEST(odd == training::tagOf(core::OrderId("\xc3\xa6 order with blanks")));
    BOOST_TEST(Identity::parse((Identity{Identity::Kind::sale, dkk(1), odd}).text()).has_value());
}

BOOST_AUTO_TEST_CASE(a_thousand_payments_are_remembered_and_older_ones_known_by_their_ids) {
    Process till;
    auto request = somePaymentRequest(100);
    request.orderId = core::OrderId("first");
    const auto first =
        expect<PaymentCreated>(till.ask(CreatePayment{request.orderId, core::IdempotencyKey("f"),
                                                      till.wallet.seal(request)}))
            .payment;
    expectStatus(till.poll(first, 1), PaymentStatus::waiting);
    for (int i = 0; i < 1000; ++i) {
        request.orderId = core::OrderId("o-" + std::to_string(i));
        till.ask(CreatePayment{request.orderId, core::IdempotencyKey("o" + std::to_string(i)),
                               till.wallet.seal(request)});
    }
    expectStatus(till.poll(first, 1), PaymentStatus::captured);
}

BOOST_AUTO_TEST_CASE(there_is_a_store_with_a_point_of_sale_where_somebody_is_checked_in) {
    Process till;
    const auto point =
        expect<PointsOfSaleFound>(till.ask(FindPointsOfSale{"any", {}, {}})).pointsOfSale.at(0);
    BOOST_TEST(expect<PointOfSaleView>(till.ask(QueryPointOfSale{point})).pointOfSale.text() ==
               point.text());
    BOOST_TEST(expect<CheckInView>(till.ask(QueryCheckIn{point})).checkedIn);
    const auto store = expect<StoresFound>(till.ask(FindStores{})).storeIds.at(0);
    BOOST_TEST(expect<StoreView>(till.ask(QueryStore{store})).storeId == store);
    BOOST_TEST(expect<StoresFound>(till.ask(FindStores{{}, {}, true})).stores.size() == 1U);
    expect<PointOfSaleCreated>(till.ask(CreatePointOfSale{core::IdempotencyKey("k"), {}}));
    expect<Done>(till.ask(DeletePointOfSale{point}));
    BOOST_TEST(till.wallet.qrText({}) == "");
}

BOOST_AUTO_TEST_CASE(several_lanes_share_one_wallet) {
    Process till;
    std::vector<std::thread> lanes;
    for (int lane = 0; lane < 4; ++lane) {
        lanes.emplace_back([&till, lane] {
            for (int i = 0; i < 200; ++i) {
                auto request = somePaymentRequest(100 + i);
                request.orderId = core::OrderId(std::to_string(lane) + "-" + std::to_string(i));
                const auto created = till.ask(
                    CreatePayment{request.orderId, core::IdempotencyKey(request.orderId.text()),
                                  till.wallet.seal(request)});
                till.ask(QueryPayment{std::get<PaymentCreated>(created).payment, true});
            }
        });
    }
    for (auto& lane : lanes)
        lane.join();
    const auto found =
        expect<PaymentsFound>(till.ask(FindPayments{core::PointOfSaleId(somePointOfSale), {}}));
    BOOST_TEST(found.payments.size() == 800U);
}

BOOST_AUTO_TEST_SUITE_END()
