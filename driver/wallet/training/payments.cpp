#include "driver/core/text.h"
#include "driver/wallet/training/behaviour.h"
#include "driver/wallet/training/book.h"

#include <array>
#include <string_view>

namespace mobilepay::wallet::training {

namespace {

using Meaning = Refused::Meaning;

constexpr core::Milliseconds pollDelay{500};

Refused notOurs(const core::PaymentId& id) {
    return refusal(Meaning::notFound,
                   "The payment '" + core::printableAscii(id.text(), 64) +
                       "' is no training payment; leave the training mode for a real one");
}

bool isActive(PaymentStatus status) {
    return status == PaymentStatus::prepared || status == PaymentStatus::waiting ||
           status == PaymentStatus::withShopper;
}

std::string_view nameOf(PaymentStatus status) {
    constexpr std::array<std::string_view, 9> names = {
        "prepared", "waiting",         "with shopper",        "reserved", "captured",
        "declined", "cancelled by us", "cancelled by wallet", "expired"};
    return names.at(static_cast<std::size_t>(status));
}

core::PaymentId idOf(const PaymentRequest& order) {
    const auto kind =
        order.captureDelay == CaptureDelay::none ? Identity::Kind::sale : Identity::Kind::later;
    return core::PaymentId(Identity{kind, order.amount, tagOf(order.orderId)}.text());
}

}  // namespace

Answer Book::operator()(const CreatePayment& call) {
    if (const auto known = earlier(call.key, call.body.bytes)) {
        if (const auto* refused = std::get_if<Refused>(&*known)) return *refused;
        return PaymentCreated{core::PaymentId(std::get<std::string>(*known))};
    }
    const auto order = readPaymentOrder(call.body.bytes);
    if (!order || order->amount.currency() != currency_ || order->amount.minor() <= 0)
        return refusal(Meaning::badRequest, "The payment was not sealed by the training wallet");
    const auto id = idOf(*order);
    keep(Payment{id, *order});
    remember(call.key, call.body.bytes, id.text());
    return PaymentCreated{id};
}

Answer Book::operator()(const PreparePayment& call) {
    const std::string body = call.orderId.text() + '\n' + call.pointOfSale.text();
    if (const auto known = earlier(call.key, body)) {
        if (const auto* refused = std::get_if<Refused>(&*known)) return *refused;
        return PaymentCreated{core::PaymentId(std::get<std::string>(*known))};
    }
    const core::Money nothing(0, currency_);
    const core::PaymentId id(
        Identity{Identity::Kind::prepared, nothing, tagOf(call.orderId)}.text());
    Payment payment{id, PaymentRequest{call.pointOfSale, call.orderId, nothing}};
    payment.status = PaymentStatus::prepared;
    keep(std::move(payment));
    remember(call.key, body, id.text());
    return PaymentCreated{id};
}

Answer Book::operator()(const ReadyPayment& call) {
    Payment* const payment = find(call.payment);
    if (payment == nullptr) return notOurs(call.payment);
    if (call.request.amount.currency() != currency_ || call.request.amount.minor() <= 0)
        return refusal(Meaning::badRequest,
                       "The amount must be above zero and in " + std::string(currency_.code()));
    if (payment->status != PaymentStatus::prepared)
        return refusal(Meaning::notPrepared, "The payment is not prepared");
    payment->order.amount = call.request.amount;
    payment->order.captureDelay = call.request.captureDelay;
    payment->order.label = call.request.label;
    payment->status = PaymentStatus::waiting;
    payment->looks = 0;
    return Done{};
}

/// The shopper takes the phone out between the first two polls and answers before the third.
void Book::letShopperAct(Payment& payment) {
    if (!isActive(payment.status) || ++payment.looks == 1) return;
    if (payment.status == PaymentStatus::prepared) return;
    const auto behaviour = behaviourOf(payment.order.amount);
    if (behaviour == Behaviour::nobodyAnswers) return;
    if (payment.looks == 2) {
        payment.status = PaymentStatus::withShopper;
        return;
    }
    payment.status = behaviour == Behaviour::declined            ? PaymentStatus::declined
                     : behaviour == Behaviour::cancelledByWallet ? PaymentStatus::cancelledByWallet
                                                                 : PaymentStatus::reserved;
}

PaymentView Book::viewOf(const Payment& payment) const {
    PaymentView view;
    view.payment = payment.id;
    view.orderId = payment.order.orderId;
    view.pointOfSale = payment.order.pointOfSale;
    view.status = payment.status;
    view.walletStatus = nameOf(payment.status);
    if (payment.order.amount.minor() > 0) view.amount = payment.order.amount;
    view.captured = core::Money(payment.capturedMinor, currency_);
    view.refunded = core::Money(payment.refundedMinor, currency_);
    if (payment.status == PaymentStatus::reserved)
        view.partialCapturePossible =
            behaviourOf(payment.order.amount) != Behaviour::capturedWholeOnly;
    view.pollDelay = pollDelay;
    view.label = payment.order.label;
    view.captureDelay = payment.order.captureDelay;
    view.shopperPresent = isActive(payment.status) && payment.looks > 1 &&
                          behaviourOf(payment.order.amount) != Behaviour::nobodyAnswers;
    if (view.shopperPresent) view.loyaltyIds.emplace();
    return view;
}

Answer Book::operator()(const QueryPayment& call) {
    Payment* const payment = find(call.payment);
    if (payment == nullptr) return notOurs(call.payment);
    letShopperAct(*payment);
    return viewOf(*payment);
}

Answer Book::operator()(const CapturePayment& call) {
    Payment* const payment = find(call.payment);
    if (payment == nullptr) return notOurs(call.payment);
    if (call.amount.currency() != currency_ || call.amount.minor() <= 0)
        return refusal(Meaning::badRequest,
                       "The amount must be above zero and in " + std::string(currency_.code()));
    if (payment->status == PaymentStatus::captured) {
        if (call.amount.minor() == payment->capturedMinor) return Done{};
        return refusal(Meaning::capturedWithOtherAmount, "Captured before with another amount");
    }
    if (payment->status != PaymentStatus::reserved)
        return refusal(Meaning::notReserved, "The payment is not reserved");
    const auto& reserved = payment->order.amount;
    if (call.amount > reserved)
        return refusal(Meaning::amountTooHigh, "The amount is above the reservation");
    const auto behaviour = behaviourOf(reserved);
    if (call.amount < reserved && behaviour == Behaviour::capturedWholeOnly)
        return refusal(Meaning::partialNotPossible, "It can only be captured whole");
    if (behaviour == Behaviour::captureGoesUnheard && ++payment->captures == 1)
        return NoAnswer{true, "Training: the first capture of this amount gets no answer"};
    payment->status = PaymentStatus::captured;
    payment->capturedMinor = call.amount.minor();
    return Done{};
}

Answer Book::operator()(const CancelPayment& call) {
    Payment* const payment = find(call.payment);
    if (payment == nullptr) return notOurs(call.payment);
    const auto status = payment->status;
    // Whether a sale of an earlier process was captured is only guessed: it may be undone.
    const bool perhapsCaptured =
        payment->recalled && status == PaymentStatus::captured && payment->refundedMinor == 0;
    if (!isActive(status) && status != PaymentStatus::reserved &&
        status != PaymentStatus::cancelledByUs && !perhapsCaptured) {
        return refusal(Meaning::notCancellable, "The payment is final");
    }
    payment->status = PaymentStatus::cancelledByUs;
    payment->capturedMinor = 0;
    return Done{};
}

Answer Book::operator()(const FindPayments& call) {
    PaymentsFound found;
    for (const Payment& payment : payments_) {
        const auto status = payment.status;
        const bool wanted = call.captured ? status == PaymentStatus::captured
                                          : isActive(status) || status == PaymentStatus::reserved;
        const bool there =
            call.pointOfSale.empty() || call.pointOfSale == payment.order.pointOfSale;
        const bool same = call.orderId.empty() || call.orderId == payment.order.orderId;
        if (wanted && there && same) found.payments.push_back(payment.id);
    }
    return found;
}

}  // namespace mobilepay::wallet::training
