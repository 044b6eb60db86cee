#include "driver/core/error.h"
#include "tests/unit/wallet/contract_till.h"

#include <string>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

BOOST_TEST_DONT_PRINT_LOG_VALUE(mobilepay::wallet::Refused::Meaning)

using namespace mobilepay;
using namespace mobilepay::wallet;
using namespace mobilepay::wallet::testing;
using Meaning = Refused::Meaning;
namespace data = boost::unit_test::data;

// What a flow may rely on with every wallet. Where wallets differ, `Traits` say so, and a case asks
// them instead of asking which wallet it has.

namespace {

core::Money half(const core::Money& amount) {
    return {amount.minor() / 2, amount.currency()};
}

void expectRefused(const Answer& answer, Meaning meaning) {
    const auto refused = expect<Refused>(answer);
    BOOST_TEST(refused.meaning == meaning, refused.text);
    BOOST_TEST(!refused.text.empty());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wallet_contract)

BOOST_DATA_TEST_CASE(an_approved_payment_is_reserved_and_captured, data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::approves, 100);
    const auto payment = till.reserved(order);
    auto view = till.look(payment);
    BOOST_TEST(view.payment.text() == payment.text());
    BOOST_TEST(view.orderId.text() == order.orderId.text());
    BOOST_CHECK(view.amount == order.amount);
    expect<Done>(till.ask(CapturePayment{payment, order.amount, 1}));
    view = till.look(payment);
    BOOST_TEST(view.status == PaymentStatus::captured);
    if (view.captured) BOOST_CHECK(view.captured == order.amount);
}

BOOST_DATA_TEST_CASE(nothing_is_taken_of_what_the_shopper_declined, data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::declines, 100);
    const auto payment = till.created(order);
    BOOST_TEST(till.decided(payment) == PaymentStatus::declined);
    expectRefused(till.ask(CapturePayment{payment, order.amount, 1}), Meaning::notReserved);
    expectRefused(till.ask(CancelPayment{payment}), Meaning::notCancellable);
}

BOOST_DATA_TEST_CASE(a_payment_that_nobody_answers_is_cancelled_by_us, data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::staysAway, 100);
    const auto payment = till.created(order);
    BOOST_TEST(till.decided(payment) == PaymentStatus::waiting);
    expectRefused(till.ask(CapturePayment{payment, order.amount, 1}), Meaning::notReserved);
    expect<Done>(till.ask(CancelPayment{payment}));
    BOOST_TEST(till.look(payment).status == PaymentStatus::cancelledByUs);
    expect<Done>(till.ask(CancelPayment{payment}));
}

BOOST_DATA_TEST_CASE(a_reservation_is_given_back_by_a_cancel, data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::approves, 100);
    const auto payment = till.reserved(order);
    expect<Done>(till.ask(CancelPayment{payment}));
    BOOST_TEST(till.look(payment).status == PaymentStatus::cancelledByUs);
    expectRefused(till.ask(CapturePayment{payment, order.amount, 1}), Meaning::notReserved);
}

BOOST_DATA_TEST_CASE(the_same_create_makes_the_same_payment, data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::approves, 100);
    const auto first = till.created(order);
    BOOST_TEST(till.created(order).text() == first.text());
    BOOST_TEST(till.decided(first) == PaymentStatus::reserved);
    BOOST_TEST(till.created(order).text() == first.text());
}

BOOST_DATA_TEST_CASE(a_create_whose_answer_was_lost_is_found_again_by_its_key,
                     data::make(worldNames())) {
    Till till(sample);
    if (!till.world->deviations().hasWire) return;
    const auto order = till.world->order(Deed::approves, 100);
    till.world->loseAnswers(true);
    BOOST_TEST(expect<NoAnswer>(till.create(order, "key-1")).maybeDone);
    till.world->loseAnswers(false);
    const auto payment = expect<PaymentCreated>(till.create(order, "key-1")).payment;
    BOOST_TEST(till.decided(payment) == PaymentStatus::reserved);
}

BOOST_DATA_TEST_CASE(a_key_belongs_to_one_body, data::make(worldNames())) {
    Till till(sample);
    auto order = till.world->order(Deed::approves, 100);
    expect<PaymentCreated>(till.create(order, "key-1"));
    order.amount = half(order.amount);
    expectRefused(till.create(order, "key-1"), Meaning::keyReused);
}

BOOST_DATA_TEST_CASE(an_identity_that_is_ours_needs_no_answer, data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::approves, 100);
    const auto payment = till.created(order);
    const core::PaymentId ours(order.orderId.text());
    BOOST_TEST((payment.text() == ours.text()) == till.traits().identityIsOurs);
    if (till.traits().identityIsOurs) expect<Done>(till.ask(CancelPayment{ours}));
}

BOOST_DATA_TEST_CASE(a_repeated_capture_is_the_same_capture, data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::approves, 100);
    const auto payment = till.sold(order);
    expect<Done>(till.ask(CapturePayment{payment, order.amount}));
    expectRefused(till.ask(CapturePayment{payment, half(order.amount)}),
                  Meaning::capturedWithOtherAmount);
}

BOOST_DATA_TEST_CASE(a_part_of_a_reservation_is_captured, data::make(worldNames())) {
    Till till(sample);
    auto order = till.world->order(Deed::approves, 100);
    order.captureDelay = CaptureDelay::lessThan14Days;
    const auto payment = till.reserved(order);
    BOOST_TEST(till.look(payment).partialCapturePossible.value_or(true));
    expect<Done>(till.ask(CapturePayment{payment, half(order.amount)}));
    const auto more = till.ask(CapturePayment{payment, order.amount});
    BOOST_TEST(std::holds_alternative<Refused>(more));
    if (till.world->deviations().capturesInParts) return;
    expectRefused(more, Meaning::capturedWithOtherAmount);
}

BOOST_DATA_TEST_CASE(a_repeated_capture_tells_what_was_captured_where_the_wallet_says_so,
                     data::make(worldNames())) {
    Till till(sample);
    auto order = till.world->order(Deed::approves, 100);
    order.captureDelay = CaptureDelay::lessThan14Days;
    const auto payment = till.reserved(order);
    expect<Done>(till.ask(CapturePayment{payment, half(order.amount)}));
    const auto shown = till.look(payment);
    BOOST_TEST(till.traits().repeatedCaptureTells != shown.captured.has_value());
    if (!till.traits().repeatedCaptureTells) return;
    expect<Done>(till.ask(CapturePayment{payment, half(order.amount)}));
    expectRefused(till.ask(CapturePayment{payment, order.amount}),
                  Meaning::capturedWithOtherAmount);
    expect<RefundCreated>(till.refund(payment, half(order.amount), "1"));
    expectRefused(till.refund(payment, half(order.amount), "2"), Meaning::amountTooHigh);
}

BOOST_DATA_TEST_CASE(no_more_than_was_reserved_is_captured, data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::approves, 100);
    const auto payment = till.reserved(order);
    expectRefused(till.ask(CapturePayment{payment, order.amount + order.amount}),
                  Meaning::amountTooHigh);
    BOOST_TEST(till.look(payment).status == PaymentStatus::reserved);
}

BOOST_DATA_TEST_CASE(what_is_captured_is_refunded_and_not_cancelled, data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::approves, 100);
    const auto payment = till.sold(order);
    expectRefused(till.ask(CancelPayment{payment}), Meaning::notCancellable);
    const auto refund = expect<RefundCreated>(till.refund(payment, order.amount, "1")).refund;
    const auto view = expect<RefundView>(till.ask(QueryRefund{refund, payment}));
    BOOST_TEST(view.refund.text() == refund.text());
    BOOST_TEST(view.payment.text() == payment.text());
    BOOST_TEST(view.orderId.text() == "till1-refund-1");
    BOOST_CHECK(view.amount == order.amount);
    till.finish(refund, payment);
}

BOOST_DATA_TEST_CASE(refunds_together_stay_within_what_was_captured, data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::approves, 100);
    const auto payment = till.sold(order);
    till.finish(expect<RefundCreated>(till.refund(payment, half(order.amount), "1")).refund,
                payment);
    expectRefused(till.refund(payment, order.amount, "2"), Meaning::amountTooHigh);
    till.finish(expect<RefundCreated>(till.refund(payment, half(order.amount), "3")).refund,
                payment);
    expectRefused(till.refund(payment, half(order.amount), "4"), Meaning::amountTooHigh);
}

BOOST_DATA_TEST_CASE(what_is_not_captured_is_not_refunded, data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::approves, 100);
    expectRefused(till.refund(till.reserved(order), order.amount, "1"), Meaning::notCaptured);
}

BOOST_DATA_TEST_CASE(the_same_refund_moves_money_once, data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::approves, 100);
    const auto payment = till.sold(order);
    const auto first = expect<RefundCreated>(till.refund(payment, order.amount, "1")).refund;
    BOOST_TEST(expect<RefundCreated>(till.refund(payment, order.amount, "1")).refund.text() ==
               first.text());
    expectRefused(till.refund(payment, half(order.amount), "1"), Meaning::keyReused);
    till.finish(first, payment);
}

BOOST_DATA_TEST_CASE(a_refund_in_two_steps_can_be_taken_back, data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::approves, 100);
    const auto payment = till.sold(order);
    const auto refund = expect<RefundCreated>(till.refund(payment, order.amount, "1")).refund;
    if (!till.traits().refundInTwoSteps) {
        BOOST_TEST(till.settled(refund, payment) == RefundStatus::captured);
        BOOST_TEST(std::holds_alternative<Refused>(till.ask(CancelRefund{refund, payment})));
        return;
    }
    BOOST_TEST(till.settled(refund, payment) == RefundStatus::reserved);
    expect<Done>(till.ask(CancelRefund{refund, payment}));
    BOOST_TEST(till.settled(refund, payment) == RefundStatus::cancelledByUs);
    expectRefused(till.ask(CaptureRefund{refund, payment}), Meaning::notReserved);
    till.finish(expect<RefundCreated>(till.refund(payment, order.amount, "2")).refund, payment);
}

BOOST_DATA_TEST_CASE(payments_and_refunds_are_searched_for_where_the_wallet_can,
                     data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::approves, 100);
    const auto payment = till.created(order);
    const FindPayments open{order.pointOfSale, order.orderId, false};
    const FindPayments captured{{}, order.orderId, true};
    if (!till.traits().canSearch) {
        expect<Refused>(till.ask(open));
        expect<Refused>(till.ask(FindRefunds{payment}));
        return;
    }
    const auto ids = [&](const Call& call) {
        return expect<PaymentsFound>(till.ask(call)).payments;
    };
    BOOST_TEST_REQUIRE(ids(open).size() == 1U);
    BOOST_TEST(ids(open)[0].text() == payment.text());
    BOOST_TEST(ids(captured).empty());
    BOOST_TEST(till.decided(payment) == PaymentStatus::reserved);
    BOOST_TEST(ids(open).size() == 1U);
    expect<Done>(till.ask(CapturePayment{payment, order.amount}));
    BOOST_TEST(ids(open).empty());
    BOOST_TEST(ids(captured).size() == 1U);
    const auto refund = expect<RefundCreated>(till.refund(payment, order.amount, "1")).refund;
    const auto refunds = expect<RefundsFound>(till.ask(FindRefunds{payment})).refunds;
    BOOST_TEST_REQUIRE(refunds.size() == 1U);
    BOOST_TEST(refunds[0].text() == refund.text());
}

BOOST_DATA_TEST_CASE(an_active_payment_blocks_its_point_of_sale_where_the_wallet_says_so,
                     data::make(worldNames())) {
    Till till(sample);
    const auto first = till.created(till.world->order(Deed::staysAway, 100));
    const auto second = till.create(till.world->order(Deed::approves, 200), "key-2");
    if (!till.traits().onePaymentPerPointOfSale) {
        expect<PaymentCreated>(second);
        return;
    }
    expectRefused(second, Meaning::paymentAlreadyActive);
    expect<Done>(till.ask(CancelPayment{first}));
    till.created(till.world->order(Deed::approves, 300));
}

BOOST_DATA_TEST_CASE(a_payment_is_prepared_where_the_wallet_can, data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::approves, 100);
    const auto prepared =
        till.ask(PreparePayment{order.orderId, core::IdempotencyKey("key-1"), order.pointOfSale});
    if (!till.traits().canPrepare) {
        expect<Refused>(prepared);
        return;
    }
    const auto payment = expect<PaymentCreated>(prepared).payment;
    PaymentView view;
    for (int i = 0; i < 20 && !view.shopperPresent; ++i) {
        view = expect<PaymentView>(till.ask(QueryPayment{payment, true}));
        till.world->wait(view.pollDelay.value_or(till.traits().defaultPollDelay));
    }
    BOOST_TEST(view.shopperPresent);
    BOOST_TEST(view.status == PaymentStatus::prepared);
    expect<Done>(till.ask(ReadyPayment{payment, order}));
    BOOST_TEST(till.decided(payment) == PaymentStatus::reserved);
    auto other = order;
    other.amount = half(order.amount);
    expectRefused(till.ask(ReadyPayment{payment, other}), Meaning::notPrepared);
    expect<Done>(till.ask(CapturePayment{payment, order.amount}));
}

BOOST_DATA_TEST_CASE(check_in_is_asked_for_where_the_wallet_can, data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::approves, 100);
    const auto answer = till.ask(QueryCheckIn{order.pointOfSale});
    if (till.traits().checkInCanBePolled)
        BOOST_TEST(expect<CheckInView>(answer).pollDelay.has_value());
    else
        expect<Refused>(answer);
}

BOOST_DATA_TEST_CASE(points_of_sale_are_kept_where_the_wallet_does, data::make(worldNames())) {
    Till till(sample);
    const auto stores = till.ask(FindStores{});
    if (!till.traits().managesPointsOfSale) {
        expect<Refused>(stores);
        return;
    }
    const auto store = expect<StoresFound>(stores).storeIds.at(0);
    BOOST_TEST(expect<StoreView>(till.ask(QueryStore{store})).storeId == store);
    BOOST_TEST(!expect<StoresFound>(till.ask(FindStores{{}, {}, true})).stores.empty());
    const PointOfSaleRequest wanted{"till-9", store, "Till 9", {"QR"}, "", "", {}};
    const auto point = expect<PointOfSaleCreated>(
                           till.ask(CreatePointOfSale{core::IdempotencyKey("key-9"), wanted}))
                           .pointOfSale;
    const auto found = expect<PointsOfSaleFound>(till.ask(FindPointsOfSale{"till-9", {}, {}}));
    BOOST_TEST(found.pointsOfSale.at(0).text() == point.text());
    const auto view = expect<PointOfSaleView>(till.ask(QueryPointOfSale{point}));
    BOOST_TEST(view.pointOfSale.text() == point.text());
    expect<Done>(till.ask(DeletePointOfSale{point}));
}

BOOST_DATA_TEST_CASE(a_payment_that_does_not_exist_is_not_found, data::make(worldNames())) {
    Till till(sample);
    const auto unknown = till.world->unknownPayment();
    expectRefused(till.ask(QueryPayment{unknown}), Meaning::notFound);
    expectRefused(till.ask(CapturePayment{unknown, dkk(100)}), Meaning::notFound);
    expectRefused(till.ask(CancelPayment{unknown}), Meaning::notFound);
}

BOOST_DATA_TEST_CASE(nonsense_is_refused_and_throws_nothing, data::make(worldNames())) {
    Till till(sample);
    for (const std::string& id : {std::string{}, std::string("../../x"), std::string(5000, 'x'),
                                  std::string("\xff\r\n\0", 4)}) {
        const core::PaymentId payment(id);
        const core::RefundId refund(id);
        for (const Call& call :
             {Call(QueryPayment{payment}), Call(CapturePayment{payment, dkk(1)}),
              Call(CancelPayment{payment}), Call(QueryRefund{refund, payment}),
              Call(CaptureRefund{refund, payment}), Call(CancelRefund{refund, payment}),
              Call(ReadyPayment{payment, till.world->order(Deed::approves, 1)})}) {
            expect<Refused>(till.ask(call));
        }
    }
}

BOOST_DATA_TEST_CASE(a_request_is_sealed_to_the_same_bytes_every_time, data::make(worldNames())) {
    Till till(sample);
    const auto order = till.world->order(Deed::approves, 100);
    const auto first = till.world->wallet().seal(order);
    BOOST_TEST(first.bytes == till.world->wallet().seal(order).bytes);
    BOOST_TEST(first.storable);
    auto other = order;
    other.amount = half(order.amount);
    BOOST_TEST(first.bytes != till.world->wallet().seal(other).bytes);
}

BOOST_DATA_TEST_CASE(what_can_be_known_to_be_wrong_is_not_sealed, data::make(worldNames())) {
    Till till(sample);
    auto order = till.world->order(Deed::approves, 100);
    const auto seal = [&till](const PaymentRequest& request) {
        (void)till.world->wallet().seal(request);
    };
    auto broken = order;
    broken.amount = core::Money(0, core::Currency::dkk());
    BOOST_CHECK_THROW(seal(broken), core::AmountError);
    broken.amount = core::Money(10000, core::Currency::eur());
    BOOST_CHECK_THROW(seal(broken), core::AmountError);
    broken = order;
    broken.orderId = core::OrderId(std::string(65, 'x'));
    BOOST_CHECK_THROW(seal(broken), core::TextError);
    broken = order;
    broken.label = std::string(37, 'x');
    BOOST_CHECK_THROW(seal(broken), core::TextError);
}

BOOST_DATA_TEST_CASE(bytes_that_name_the_shopper_are_not_stored, data::make(worldNames())) {
    Till till(sample);
    auto order = till.world->order(Deed::approves, 100);
    order.shopper.phoneNumber = core::Secret("4520031801");
    try {
        const auto sealed = till.world->wallet().seal(order);
        const bool named = sealed.bytes.find("4520031801") != std::string::npos;
        BOOST_TEST(sealed.storable == !named);
    } catch (const core::ConfigurationError&) {
        BOOST_TEST(!till.traits().identityIsOurs);  // this wallet cannot be told who pays
    }
}

BOOST_AUTO_TEST_CASE(a_one_time_qr_code_comes_with_the_payment) {
    Till till("epayment-shaped");
    auto order = till.world->order(Deed::approves, 100);
    BOOST_TEST(!expect<PaymentCreated>(till.create(order, "key-1")).qrText.empty());
    order = till.world->order(Deed::approves, 100);
    order.shopper.personalQr = core::Secret("https://qr.vipps.no/p/x");
    BOOST_TEST(expect<PaymentCreated>(till.create(order, "key-2")).qrText.empty());
}

BOOST_AUTO_TEST_SUITE_END()
