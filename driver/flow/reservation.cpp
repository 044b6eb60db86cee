#include "driver/flow/reservation.h"

#include "driver/flow/orders.h"

#include <algorithm>
#include <utility>

#include <gsl/gsl>

namespace mobilepay::flow {
namespace {

using State = Sight::State;

State stateOf(wallet::PaymentStatus status) {
    switch (status) {
        case wallet::PaymentStatus::prepared:
        case wallet::PaymentStatus::waiting:
            return State::waiting;
        case wallet::PaymentStatus::withShopper:
            return State::withShopper;
        case wallet::PaymentStatus::reserved:
            return State::reserved;
        case wallet::PaymentStatus::captured:
            return State::captured;
        case wallet::PaymentStatus::declined:
            return State::declined;
        case wallet::PaymentStatus::cancelledByUs:
            return State::cancelledByUs;
        case wallet::PaymentStatus::cancelledByWallet:
            return State::cancelledByWallet;
        case wallet::PaymentStatus::expired:
            return State::expired;
    }
    return State::waiting;
}

State stateOf(wallet::RefundStatus status) {
    switch (status) {
        case wallet::RefundStatus::waiting:
            return State::waiting;
        case wallet::RefundStatus::reserved:
            return State::reserved;
        case wallet::RefundStatus::captured:
            return State::captured;
        case wallet::RefundStatus::cancelledByUs:
            return State::cancelledByUs;
        case wallet::RefundStatus::cancelledByWallet:
            return State::cancelledByWallet;
    }
    return State::waiting;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string words(const core::Money& amount) {
    return amount.toDecimal() + " " + std::string(amount.currency().code());
}

bool sameId(const std::string& a, const std::string& b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

bool Sight::active() const {
    return state == State::waiting || state == State::withShopper;
}

bool Sight::nothingTaken() const {
    return state == State::declined || state == State::cancelledByUs ||
           state == State::cancelledByWallet || state == State::expired;
}

std::optional<Sight> sightOf(const wallet::Answer& answer) {
    Sight sight;
    if (const auto* view = std::get_if<wallet::PaymentView>(&answer)) {
        sight.state = stateOf(view->status);
        sight.payment = view->payment;
        sight.orderId = view->orderId;
        sight.word = view->walletStatus;
        sight.amount = view->amount;
        sight.captured = view->captured;
        sight.refunded = view->refunded;
        sight.pollDelay = view->pollDelay;
        sight.partialCapturePossible = view->partialCapturePossible;
        sight.expiresAt = view->expiresAt;
        return sight;
    }
    if (const auto* view = std::get_if<wallet::RefundView>(&answer)) {
        sight.state = stateOf(view->status);
        sight.payment = view->payment;
        sight.refund = view->refund;
        sight.orderId = view->orderId;
        sight.word = view->walletStatus;
        sight.amount = view->amount;
        sight.pollDelay = view->pollDelay;
        return sight;
    }
    return std::nullopt;
}

Reservation::Reservation(What what, core::OrderId orderId, core::Money amount)
    : what_(what), orderId_(std::move(orderId)), amount_(amount) {}

Reservation Reservation::of(const PaymentOrder& order, const wallet::Traits& traits) {
    Reservation made(What::payment, order.orderId, order.amount);
    made.key_ = order.key;
    made.body_ = order.body;
    made.pointOfSale_ = order.pointOfSale;
    made.identityIsOurs_ = traits.identityIsOurs;
    if (traits.identityIsOurs) made.payment_ = core::PaymentId(order.orderId.text());
    return made;
}

Reservation Reservation::of(const RefundOrder& order) {
    Reservation made(What::refund, order.orderId, order.amount);
    made.key_ = order.key;
    made.body_ = order.body;
    made.pointOfSale_ = order.pointOfSale;
    made.payment_ = order.payment;
    return made;
}

Reservation Reservation::ofOthers(const core::OrderId& rowId, const core::PaymentId& payment,
                                  const core::Money& amount) {
    Reservation found(What::payment, rowId, amount);
    found.payment_ = payment;
    found.ofOthers_ = true;
    return found;
}

Reservation Reservation::of(const journal::Record& row, const wallet::Traits& traits) {
    const bool payment = row.kind == journal::Kind::sale || row.kind == journal::Kind::preSale;
    if (!payment && row.key.empty()) return ofOthers(row.orderId, row.payment, row.amount);
    Reservation kept(payment ? What::payment : What::refund, row.orderId, row.amount);
    kept.key_ = row.key;
    kept.body_ = {row.body, true};
    kept.pointOfSale_ = row.pointOfSale;
    kept.payment_ = row.payment;
    kept.refund_ = row.refund;
    kept.identityIsOurs_ = payment && traits.identityIsOurs;
    if (kept.identityIsOurs_) kept.payment_ = core::PaymentId(row.orderId.text());
    return kept;
}

const std::string& Reservation::serverId() const noexcept {
    return what_ == What::payment ? payment_.text() : refund_.text();
}

bool Reservation::learn(const wallet::Answer& answer) {
    if (what_ == What::refund) {
        const auto* made = std::get_if<wallet::RefundCreated>(&answer);
        if (made == nullptr || made->refund.empty()) return false;
        refund_ = made->refund;
        return true;
    }
    const auto* made = std::get_if<wallet::PaymentCreated>(&answer);
    if (made == nullptr || (made->payment.empty() && !identityIsOurs_)) return false;
    if (!identityIsOurs_) payment_ = made->payment;
    return true;
}

void Reservation::found(const Sight& ours) {
    if (what_ == What::refund)
        refund_ = ours.refund;
    else
        payment_ = ours.payment;
}

void Reservation::forget() {
    if (what_ == What::refund)
        refund_ = {};
    else if (!identityIsOurs_)
        payment_ = {};
}

bool Reservation::shownBy(const Sight& sight) const {
    return sameId(what_ == What::payment ? sight.payment.text() : sight.refund.text(), serverId());
}

std::optional<std::string> Reservation::difference(const Sight& sight) const {
    if (sight.orderId != orderId_)
        return "order id '" + sight.orderId.text() + "' instead of " + orderId_.text();
    if (sight.amount && *sight.amount != amount_)
        return "amount " + words(*sight.amount) + " instead of " + words(amount_);
    return std::nullopt;
}

bool Reservation::showsOurAmount(const Sight& sight) const {
    const std::optional<core::Money>& taken = sight.captured ? sight.captured : sight.amount;
    return taken == amount_;
}

wallet::Call Reservation::create() const {
    Expects(repeatable());
    if (what_ == What::payment) return wallet::CreatePayment{orderId_, key_, body_};
    return wallet::CreateRefund{payment_, orderId_, key_, body_};
}

wallet::Call Reservation::query(bool poll) const {
    Expects(known());
    if (what_ == What::payment) return wallet::QueryPayment{payment_, poll};
    return wallet::QueryRefund{refund_, payment_, poll};
}

wallet::Call Reservation::capture(int attempts) const {
    Expects(known());
    if (what_ == What::payment) return wallet::CapturePayment{payment_, amount_, attempts};
    return wallet::CaptureRefund{refund_, payment_, attempts};
}

wallet::Call Reservation::cancel() const {
    Expects(known());
    if (what_ == What::payment) return wallet::CancelPayment{payment_};
    return wallet::CancelRefund{refund_, payment_};
}

journal::Record Reservation::record(const Order& order, journal::Kind kind,
                                    const core::Now& now) const {
    journal::Record row{.orderId = orderId_, .lane = order.lane, .kind = kind, .amount = amount_};
    row.key = key_;
    if (body_.storable) row.body = body_.bytes;
    row.pointOfSale = order.pointOfSale;
    row.tillNumber = order.tillNumber;
    row.payment = payment_;
    row.promisedAt = now.wall;
    row.serverPromisedAt = now.server;
    row.serverTimeKnown = now.serverKnown;
    row.training = order.training;
    return row;
}

}  // namespace mobilepay::flow
