#include "tests/unit/wallet/epayment_shaped_wallet.h"

#include "driver/core/error.h"
#include "driver/core/text.h"
#include "driver/wallet/answered.h"

#include <algorithm>
#include <sstream>
#include <variant>

namespace mobilepay::wallet::testing {

using Meaning = Refused::Meaning;

namespace {

Traits traitsOfEpayment() {
    Traits traits;
    traits.identityIsOurs = true;
    traits.canSearch = false;
    traits.refundInTwoSteps = false;
    traits.onePaymentPerPointOfSale = false;
    traits.checkInCanBePolled = false;
    traits.canPrepare = false;
    traits.managesPointsOfSale = false;
    traits.reservationLife = std::chrono::hours{24 * 14};
    traits.refundWindow = std::chrono::hours{24 * 365};
    return traits;
}

void requireAmount(const core::Money& amount, core::Currency currency) {
    if (amount.currency() != currency) throw core::AmountError("another currency");
    if (amount.minor() <= 0) throw core::AmountError("nothing to pay");
}

/// `^[a-zA-Z0-9-]{8,64}$`
void requireReference(const std::string& text) {
    const bool valid = std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '-';
    });
    if (!valid || text.size() < 8 || text.size() > 64) throw core::TextError("no reference");
}

/// The parts of a body of ours.
std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

}  // namespace

EpaymentShapedWallet::EpaymentShapedWallet(core::Currency currency)
    : currency_(currency), traits_(traitsOfEpayment()) {}

Refused EpaymentShapedWallet::refusal(Meaning meaning, std::string code, std::string text) {
    Refused refused;
    refused.meaning = meaning;
    refused.httpStatus = 400;
    refused.code = std::move(code);
    refused.text = std::move(text);
    return refused;
}

Sealed EpaymentShapedWallet::seal(const PaymentRequest& request) const {
    requireAmount(request.amount, currency_);
    requireReference(request.orderId.text());
    if (!request.label.empty()) core::requireMobilePayText("paymentDescription", request.label);
    const Shopper& shopper = request.shopper;
    const std::string who =
        shopper.phoneNumber.reveal() + shopper.personalQr.reveal() + shopper.customerToken.reveal();
    return {request.orderId.text() + '\n' + request.amount.toDecimal() + '\n' +
                (who.empty() ? "QR" : "PUSH_MESSAGE") + '\n' + who + '\n' + request.label,
            who.empty()};
}

Sealed EpaymentShapedWallet::seal(const RefundRequest& request) const {
    requireAmount(request.amount, currency_);
    return {request.orderId.text() + '\n' + request.amount.toDecimal(), true};
}

std::unique_ptr<Conversation> EpaymentShapedWallet::begin(const Call& call,
                                                          std::optional<core::MonoTime>) {
    Answer answer = std::visit(*this, call);
    if (loseAnswers_) answer = NoAnswer{true, "lost"};
    return std::make_unique<Answered>(std::move(answer));
}

EpaymentShapedWallet::Seen EpaymentShapedWallet::see(const std::string& key,
                                                     const std::string& body) {
    const auto [entry, fresh] = keys_.emplace(key, body);
    if (fresh) return Seen::never;
    return entry->second == body ? Seen::same : Seen::other;
}

EpaymentShapedWallet::Payment* EpaymentShapedWallet::find(const core::PaymentId& id) {
    const auto found = payments_.find(id.text());
    return found == payments_.end() ? nullptr : &found->second;
}

Answer EpaymentShapedWallet::operator()(const CreatePayment& call) {
    const auto lines = linesOf(call.body.bytes);
    if (lines.size() < 3) return refusal(Meaning::badRequest, "", "no body");
    if (see(call.key.text(), call.body.bytes) == Seen::other)
        return refusal(Meaning::keyReused, "4020", "the key exists");
    const core::PaymentId id(call.orderId.text());
    const auto [entry, fresh] = payments_.try_emplace(
        id.text(), Payment{call.orderId, core::Money::fromDecimal(lines[1], currency_)});
    if (fresh) entry->second.shopper = shopper_;
    return PaymentCreated{id, lines[2] == "QR" ? "https://qr.vipps.no/" + id.text() : ""};
}

PaymentStatus EpaymentShapedWallet::statusOf(const Payment& payment) {
    switch (payment.state) {
        case State::created:
            return PaymentStatus::waiting;
        case State::aborted:
            return PaymentStatus::declined;
        case State::terminated:
            return PaymentStatus::cancelledByUs;
        case State::authorized:
            break;
    }
    // The state stays AUTHORIZED for ever: what happened since is told by the sums.
    if (payment.capturedMinor > 0) return PaymentStatus::captured;
    return payment.cancelledMinor > 0 ? PaymentStatus::cancelledByUs : PaymentStatus::reserved;
}

Answer EpaymentShapedWallet::operator()(const QueryPayment& call) {
    Payment* const payment = find(call.payment);
    if (payment == nullptr) return refusal(Meaning::notFound, "", "unknown reference");
    if (payment->state == State::created && ++payment->looks > 1) {
        if (payment->shopper == Deed::approves) payment->state = State::authorized;
        if (payment->shopper == Deed::declines) payment->state = State::aborted;
    }
    PaymentView view;
    view.payment = call.payment;
    view.orderId = payment->reference;
    view.status = statusOf(*payment);
    view.amount = payment->amount;
    view.captured = core::Money(payment->capturedMinor, currency_);
    view.refunded = core::Money(payment->refundedMinor, currency_);
    return view;
}

Answer EpaymentShapedWallet::operator()(const CapturePayment& call) {
    Payment* const payment = find(call.payment);
    if (payment == nullptr) return refusal(Meaning::notFound, "", "unknown reference");
    if (statusOf(*payment) != PaymentStatus::reserved &&
        statusOf(*payment) != PaymentStatus::captured)
        return refusal(Meaning::notReserved, "6080", "not authorised");
    const std::string amount = call.amount.toDecimal();
    const std::string key = payment->reference.text() + "-capture-" + amount;
    if (keys_.count(key) != 0) return Done{};
    if (payment->capturedMinor > 0 &&
        payment->capturedMinor + call.amount.minor() > payment->amount.minor())
        return refusal(Meaning::capturedWithOtherAmount, "6170", "captured already");
    if (call.amount > payment->amount) return refusal(Meaning::amountTooHigh, "6090", "too high");
    see(key, amount);
    payment->capturedMinor += call.amount.minor();
    return Done{};
}

Answer EpaymentShapedWallet::operator()(const CancelPayment& call) {
    Payment* const payment = find(call.payment);
    if (payment == nullptr) return refusal(Meaning::notFound, "", "unknown reference");
    if (payment->state == State::created) payment->state = State::terminated;
    if (payment->state == State::terminated) return Done{};
    if (payment->state == State::aborted || payment->capturedMinor > 0)
        return refusal(Meaning::notCancellable, "6040", "captured or ended");
    payment->cancelledMinor = payment->amount.minor();
    return Done{};
}

Answer EpaymentShapedWallet::operator()(const CreateRefund& call) {
    Payment* const payment = find(call.payment);
    const auto lines = linesOf(call.body.bytes);
    if (payment == nullptr) return refusal(Meaning::notFound, "", "unknown reference");
    if (lines.size() < 2) return refusal(Meaning::badRequest, "", "no body");
    const auto amount = core::Money::fromDecimal(lines[1], currency_);
    // There is no id of a refund: the key finds its event again.
    const core::RefundId id(call.key.text());
    const auto known = keys_.find(call.key.text());
    if (known != keys_.end()) {
        if (known->second == call.body.bytes) return RefundCreated{id};
        return refusal(Meaning::keyReused, "4150", "the key exists");
    }
    if (payment->capturedMinor == 0) return refusal(Meaning::notCaptured, "6020", "not captured");
    if (amount.minor() > payment->capturedMinor - payment->refundedMinor)
        return refusal(Meaning::amountTooHigh, "6150", "more than refundable");
    see(call.key.text(), call.body.bytes);
    payment->refundedMinor += amount.minor();
    payment->refunds.emplace(id.text(), Refund{core::OrderId(lines[0]), amount});
    return RefundCreated{id};
}

Answer EpaymentShapedWallet::operator()(const QueryRefund& call) {
    Payment* const payment = find(call.payment);
    if (payment == nullptr) return refusal(Meaning::notFound, "", "unknown reference");
    const auto event = payment->refunds.find(call.refund.text());
    if (event == payment->refunds.end()) return refusal(Meaning::notFound, "", "no such refund");
    RefundView view;
    view.refund = call.refund;
    view.payment = call.payment;
    view.orderId = event->second.orderId;
    view.status = RefundStatus::captured;
    view.amount = event->second.amount;
    return view;
}

}  // namespace mobilepay::wallet::testing
