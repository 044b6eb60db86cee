#include "driver/flow/void.h"

#include "driver/flow/asking.h"
#include "driver/flow/original.h"
#include "driver/flow/refunding.h"

#include <string>
#include <utility>

#include <gsl/gsl>

namespace mobilepay::flow {
namespace {

using Kind = Verdict::Kind;
using State = Sight::State;

journal::Kind kindOf(Voided what) {
    return what == Voided::preSale ? journal::Kind::voidPreSale : journal::Kind::voidSale;
}

/// Why it cannot be voided in the state it is in; nothing when it can.
std::optional<Ending> stateObjection(const Sight& sight, Voided what) {
    switch (sight.state) {
        case State::reserved:
            return std::nullopt;
        case State::captured:
            if (what == Voided::sale) return std::nullopt;
            return refusedEnding(code::alreadyCaptured, "only a reservation can be voided so");
        case State::cancelledByUs:
            return refusedEnding(code::alreadyVoided, "it was cancelled before");
        case State::waiting:
        case State::withShopper:
        case State::declined:
        case State::cancelledByWallet:
        case State::expired:
            break;
    }
    return refusedEnding(code::notReserved, "the wallet says " + sight.word);
}

Ending capturedMeanwhile() {
    return refusedEnding(code::capturedMeanwhile, "it was captured before it could be cancelled");
}

}  // namespace

Void::Void(Terms terms, Voided what, VoidOrder order)
    : Script(terms.traits), terms_(std::move(terms)), what_(what), order_(std::move(order)) {
    Expects(!order_.payment.empty());
    Expects(what_ == Voided::preSale || order_.seal);
}

/// Neither the wallet's view nor our journal told how much was captured, but a capture can.
bool Void::captureTells() const {
    return terms_.traits.repeatedCaptureTells && !order_.captured;
}

std::optional<core::Money> Void::amountOf(const Sight& sight) const {
    if (sight.state == State::captured) {
        if (order_.captured) return order_.captured;
        if (captureTells() && order_.expected) return order_.expected;  // still to be confirmed
    }
    return sight.amount ? sight.amount : order_.expected;
}

std::optional<Ending> Void::objection(const Sight& sight) const {
    if (auto wrongState = stateObjection(sight, what_)) return wrongState;
    const auto amount = amountOf(sight);
    if (!amount) return refusedEnding(code::amountUnknown, "the wallet names no amount; name it");
    if (order_.expected && *order_.expected != *amount)
        return refusedEnding(code::amountDiffers, against(*order_.expected, *amount));
    if (sight.amount && (sight.amount->currency() != amount->currency() || *amount > *sight.amount))
        return refusedEnding(code::amountDiffers, against(*amount, *sight.amount));
    if (sight.refunded && !sight.refunded->isZero())
        return refusedEnding(code::alreadyRefunded, "all or part of it was refunded before");
    return std::nullopt;
}

Procedure<> Void::play() {
    const Original original =
        co_await findOriginal(exchange_, terms_, order_.payment, order_.named);
    const bool captured = original.sight && original.sight->state == State::captured;
    if (captured && original.sight->captured) order_.captured = original.sight->captured;
    const auto refused =
        original.sight ? objection(*original.sight) : std::make_optional(original.ending);
    if (refused)
        tellWithoutRow(exchange_, order_.orderId, order_.payment, *refused);
    else if (captured)
        co_await payBackAll(*amountOf(*original.sight));
    else
        co_await cancel(*amountOf(*original.sight));
}

Procedure<> Void::cancel(core::Money amount) {
    Deal deal{exchange_, terms_, Reservation::ofOthers(order_.orderId, order_.payment, amount),
              exchange_.now().mono};
    journal::Record row = deal.reservation.record(order_, kindOf(what_), exchange_.now());
    row.decision = journal::Decision::cancel;
    const WriteResult promised = co_await exchange_.promise(std::move(row));
    if (!promised.durable) {
        tellOnly(deal, promiseFailedEnding(promised));
        co_return;
    }
    const Undone undone = co_await undoInTime(deal);
    if (undone.how == Undone::How::cancelled) {
        co_await closeAndApprove(deal, std::nullopt);
    } else if (undone.how != Undone::How::captured) {
        tellOpen(deal, Kind::unknown, code::unknown, "the cancel is not confirmed yet; it goes on");
    } else if (what_ == Voided::preSale) {
        co_await closeAndTell(deal, capturedMeanwhile());
    } else {
        const Ending ending = capturedMeanwhile();
        co_await exchange_.conclude(deal.outcome(ending.outcome, ending.code, ending.detail));
        co_await payBackAll(amount);
    }
}

Procedure<> Void::payBackAll(core::Money amount) {
    auto refused = co_await refundedBefore();
    if (!refused) refused = co_await capturedOtherwise(amount);
    if (refused) {
        tellWithoutRow(exchange_, order_.refundOrderId, order_.payment, *refused);
        co_return;
    }
    RefundOrder refund{order_, order_.payment, order_.key, {}, amount};
    refund.orderId = order_.refundOrderId;
    refund.body = order_.seal({order_.payment, order_.refundOrderId, amount});
    co_await payBack(exchange_, terms_, refund, journal::Kind::voidSale);
}

/// Why it may not be refunded in full, the till's wish to stop included. Wallets that cannot search
/// have told it with the payment, and the server checks it once more.
Procedure<std::optional<Ending>> Void::refundedBefore() {
    if (auto stop = stoppedBefore(exchange_, terms_)) co_return stop;
    if (!terms_.traits.canSearch) co_return std::nullopt;
    const auto refunds = co_await refundsOf(exchange_, order_.payment, cutOff(terms_));
    if (auto stop = stoppedBefore(exchange_, terms_)) co_return stop;
    if (!refunds) co_return notSentEnding("earlier refunds of it cannot be asked for");
    for (const Sight& refund : *refunds) {
        if (refund.state == State::captured)
            co_return refusedEnding(code::alreadyRefunded,
                                    "refund " + refund.refund.text() + " was made of it before");
        if (!refund.nothingTaken())
            co_return notSentEnding("refund " + refund.refund.text() + " of it is under way");
    }
    co_return std::nullopt;
}

/// Why `amount` may not be all that was captured of it, the till's wish to stop included. A payment
/// that is captured stays so: no capture, however late it arrives, takes anything any more.
Procedure<std::optional<Ending>> Void::capturedOtherwise(core::Money amount) {
    if (!captureTells()) co_return std::nullopt;
    const wallet::Call capture = wallet::CapturePayment{order_.payment, amount};
    const wallet::Answer answer = co_await askInTime(exchange_, capture, cutOff(terms_));
    if (auto stop = stoppedBefore(exchange_, terms_)) co_return stop;
    if (std::holds_alternative<wallet::Done>(answer)) co_return std::nullopt;
    const auto* refused = std::get_if<wallet::Refused>(&answer);
    if (refused == nullptr) co_return notSentEnding("how much was captured cannot be asked for");
    if (refused->meaning != wallet::Refused::Meaning::capturedWithOtherAmount)
        co_return refusedEnding(*refused);
    co_return refusedEnding(code::amountDiffers, words(amount) + " is not what was captured of it");
}

}  // namespace mobilepay::flow
