#include "driver/wallet/training/book.h"

#include "driver/core/text.h"
#include "driver/wallet/training/behaviour.h"

#include <algorithm>
#include <utility>

namespace mobilepay::wallet::training {

namespace {

constexpr std::size_t mostKept = 1000;

template <class Kept>
void forgetOldest(std::deque<Kept>& kept) {
    while (kept.size() > mostKept)
        kept.pop_front();
}

template <class Kept, class Id>
Kept* among(std::deque<Kept>& kept, const Id& id) {
    const auto found =
        std::find_if(kept.rbegin(), kept.rend(), [&id](const Kept& one) { return one.id == id; });
    return found == kept.rend() ? nullptr : &*found;
}

/// What must have become of it.
PaymentStatus pastOf(const Identity& identity) {
    if (identity.kind == Identity::Kind::prepared) return PaymentStatus::cancelledByUs;
    switch (behaviourOf(identity.amount)) {
        case Behaviour::declined:
            return PaymentStatus::declined;
        case Behaviour::nobodyAnswers:
            return PaymentStatus::cancelledByUs;
        case Behaviour::cancelledByWallet:
            return PaymentStatus::cancelledByWallet;
        default:
            return identity.kind == Identity::Kind::sale ? PaymentStatus::captured
                                                         : PaymentStatus::reserved;
    }
}

}  // namespace

Refused refusal(Refused::Meaning meaning, std::string text) {
    Refused refused;
    refused.meaning = meaning;
    refused.code = "TRAINING";
    refused.text = std::move(text);
    return refused;
}

Answer Book::answer(const Call& call) {
    return std::visit(*this, call);
}

Book::Payment& Book::keep(Payment payment) {
    payments_.push_back(std::move(payment));
    forgetOldest(payments_);
    return payments_.back();
}

Book::Refund& Book::keep(Refund refund) {
    refunds_.push_back(std::move(refund));
    forgetOldest(refunds_);
    return refunds_.back();
}

Book::Payment Book::recalledFrom(const Identity& identity, const core::PaymentId& id) const {
    Payment payment{id, PaymentRequest{{}, core::OrderId(identity.tag), identity.amount}};
    payment.order.captureDelay =
        identity.kind == Identity::Kind::later ? CaptureDelay::lessThan14Days : CaptureDelay::none;
    payment.recalled = true;
    payment.status = pastOf(identity);
    payment.captures = 1;
    if (payment.status == PaymentStatus::captured) payment.capturedMinor = identity.amount.minor();
    return payment;
}

Book::Payment* Book::find(const core::PaymentId& id) {
    if (auto* known = among(payments_, id)) return known;
    const auto identity = Identity::parse(id.text());
    if (!identity || identity->kind == Identity::Kind::refund) return nullptr;
    if (identity->amount.currency() != currency_) return nullptr;
    return &keep(recalledFrom(*identity, id));
}

Book::Refund* Book::find(const core::RefundId& id, const core::PaymentId& payment) {
    if (auto* known = among(refunds_, id)) return known;
    const auto identity = Identity::parse(id.text());
    if (!identity || identity->kind != Identity::Kind::refund) return nullptr;
    if (identity->amount.currency() != currency_) return nullptr;
    // Reserved, so that whatever was decided about it can still be carried out.
    return &keep(Refund{
        id, {payment, core::OrderId(identity->tag), identity->amount}, RefundStatus::reserved});
}

std::optional<std::variant<std::string, Refused>> Book::earlier(const core::IdempotencyKey& key,
                                                                const std::string& body) const {
    const auto use = keys_.find(key);
    if (use == keys_.end()) return std::nullopt;
    if (use->second.body == body) return use->second.id;
    return refusal(Refused::Meaning::keyReused, "The idempotency key " +
                                                    core::printableAscii(key.text(), 36) +
                                                    " was used for something else before");
}

void Book::remember(const core::IdempotencyKey& key, const std::string& body,
                    const std::string& id) {
    keys_[key] = {body, id};
    keysByAge_.push_back(key);
    if (keysByAge_.size() <= mostKept) return;
    keys_.erase(keysByAge_.front());
    keysByAge_.pop_front();
}

}  // namespace mobilepay::wallet::training
