#include "driver/core/text.h"
#include "driver/wallet/training/behaviour.h"
#include "driver/wallet/training/book.h"

namespace mobilepay::wallet::training {

namespace {

using Meaning = Refused::Meaning;

constexpr core::Milliseconds pollDelay{500};

Refused notOurs(const core::RefundId& id) {
    return refusal(Meaning::notFound, "The refund '" + core::printableAscii(id.text(), 64) +
                                          "' is no training refund");
}

std::string nameOf(RefundStatus status) {
    switch (status) {
        case RefundStatus::waiting:
            return "waiting";
        case RefundStatus::reserved:
            return "reserved";
        case RefundStatus::captured:
            return "captured";
        case RefundStatus::cancelledByUs:
            return "cancelled by us";
        case RefundStatus::cancelledByWallet:
            return "cancelled by wallet";
    }
    return {};
}

}  // namespace

Answer Book::operator()(const CreateRefund& call) {
    if (const auto known = earlier(call.key, call.body.bytes)) {
        if (const auto* refused = std::get_if<Refused>(&*known)) return *refused;
        return RefundCreated{core::RefundId(std::get<std::string>(*known))};
    }
    const auto order = readRefundOrder(call.body.bytes);
    if (!order || order->amount.currency() != currency_ || order->amount.minor() <= 0)
        return refusal(Meaning::badRequest, "The refund was not sealed by the training wallet");
    Payment* const payment = find(order->payment);
    if (payment == nullptr)
        return refusal(Meaning::notFound, "The payment '" +
                                              core::printableAscii(order->payment.text(), 64) +
                                              "' is no training payment");
    if (payment->status != PaymentStatus::captured)
        return refusal(Meaning::notCaptured, "The payment is not captured");
    if (order->amount.minor() > payment->capturedMinor - payment->refundedMinor)
        return refusal(Meaning::amountTooHigh, "More than what is left of the payment");
    if (behaviourOf(order->amount) == Behaviour::storeBalanceTooLow)
        return refusal(Meaning::storeBalanceTooLow, "The store's balance does not cover it");
    payment->refundedMinor += order->amount.minor();
    const core::RefundId id(
        Identity{Identity::Kind::refund, order->amount, tagOf(order->orderId)}.text());
    keep(Refund{id, *order});
    remember(call.key, call.body.bytes, id.text());
    return RefundCreated{id};
}

Answer Book::operator()(const QueryRefund& call) {
    Refund* const refund = find(call.refund, call.payment);
    if (refund == nullptr) return notOurs(call.refund);
    RefundView view;
    view.refund = refund->id;
    view.payment = refund->order.payment;
    view.orderId = refund->order.orderId;
    if (refund->status == RefundStatus::waiting) refund->status = RefundStatus::reserved;
    view.status = refund->status;
    view.walletStatus = nameOf(refund->status);
    view.amount = refund->order.amount;
    view.pollDelay = pollDelay;
    return view;
}

Answer Book::operator()(const CaptureRefund& call) {
    Refund* const refund = find(call.refund, call.payment);
    if (refund == nullptr) return notOurs(call.refund);
    if (refund->status != RefundStatus::reserved && refund->status != RefundStatus::captured)
        return refusal(Meaning::notReserved, "The refund is not reserved");
    refund->status = RefundStatus::captured;
    return Done{};
}

Answer Book::operator()(const CancelRefund& call) {
    Refund* const refund = find(call.refund, call.payment);
    if (refund == nullptr) return notOurs(call.refund);
    if (refund->status == RefundStatus::cancelledByUs) return Done{};
    if (refund->status == RefundStatus::captured)
        return refusal(Meaning::notCancellable, "The refund is captured");
    refund->status = RefundStatus::cancelledByUs;
    Payment* const payment = find(refund->order.payment);
    if (payment != nullptr && payment->refundedMinor >= refund->order.amount.minor())
        payment->refundedMinor -= refund->order.amount.minor();
    return Done{};
}

Answer Book::operator()(const FindRefunds& call) {
    RefundsFound found;
    for (const Refund& refund : refunds_) {
        if (refund.order.payment == call.payment) found.refunds.push_back(refund.id);
    }
    return found;
}

}  // namespace mobilepay::wallet::training
