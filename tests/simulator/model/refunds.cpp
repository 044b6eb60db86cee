#include "tests/simulator/model/model.h"

#include <algorithm>

#include <gsl/gsl>

namespace mobilepay::simulator {
namespace {

std::string fingerprint(const NewRefund& wanted) {
    return "refund\n" + wanted.payment.text() + '\n' + wanted.orderId.text() + '\n' +
           std::string{wanted.amount.currency().code()} + std::to_string(wanted.amount.minor());
}

core::WallTime capturedAt(const Payment& payment) {
    for (const auto& [state, at] : payment.history) {
        if (state == PaymentState::captured) return at;
    }
    return {};
}

}  // namespace

Store& Model::storeOf(const PointOfSale& place) {
    Store* found = anyStore(place.facts.storeId);
    Ensures(found != nullptr);
    return *found;
}

std::optional<Refusal> Model::objection(const Payment& payment, const NewRefund& wanted) const {
    if (payment.state != PaymentState::captured) return refuse(1354);
    if (payment.terms->amount.currency() != wanted.amount.currency()) return refuse(1365);
    if (now_ > capturedAt(payment) + rules_.refundWindow) return refuse(1366);
    if (wanted.amount.minor() > payment.capturedMinor - payment.refundedMinor) return refuse(1367);
    return std::nullopt;
}

Result<core::RefundId> Model::createRefund(const Caller& caller, const core::IdempotencyKey& key,
                                           const NewRefund& wanted) {
    std::string print = fingerprint(wanted);
    const auto known = keys_.find(caller, key, print, now_);
    if (std::holds_alternative<KeyBook::Conflict>(known)) return conflict();
    if (const auto* id = std::get_if<std::string>(&known)) return core::RefundId{*id};
    const auto found = paymentById_.find(wanted.payment);
    if (found == paymentById_.end()) return refuse(1001);
    Payment& payment = payments_[found->second];
    if (payment.owner != caller) return refuse(1401);
    if (const auto no = objection(payment, wanted)) return *no;
    auto& balance = storeOf(pointsOfSale_[payment.pointOfSale]).balance;
    if (balance && *balance < wanted.amount.minor()) return refuse(1368);
    if (balance) *balance -= wanted.amount.minor();
    payment.refundedMinor += wanted.amount.minor();
    const std::size_t index = refunds_.size();
    Refund refund{core::RefundId{core::newGuid(random_)}, caller, found->second, wanted.orderId,
                  wanted.amount};
    refund.doomed = rules_.doomedRefunds > 0 && rules_.doomedRefunds-- > 0;
    refund.history.emplace_back(refund.state, now_);
    refunds_.push_back(std::move(refund));
    payment.refunds.push_back(index);
    refundById_[refunds_.back().id] = index;
    schedule(refunds_.back().settlesAt, now_ + rules_.refundSettles, Due::refundSettles, index);
    keys_.remember(caller, key,
                   {std::move(print), refunds_.back().id.text(), now_ + rules_.keyLife});
    return refunds_.back().id;
}

void Model::settle(std::size_t index) {
    Refund& refund = refunds_[index];
    if (refund.doomed) {
        move(refund, RefundState::cancelledByMobilePay);
        return;
    }
    move(refund, RefundState::reserved);
    schedule(refund.capturesAt, now_ + rules_.refundReservationLife, Due::refundCapturesItself,
             index);
}

void Model::move(Refund& refund, RefundState to) {
    Expects(isArrow(refund.state, to));
    refund.state = to;
    refund.history.emplace_back(to, now_);
    refund.settlesAt.reset();
    refund.capturesAt.reset();
    if (to != RefundState::cancelledByClient && to != RefundState::cancelledByMobilePay) return;
    Payment& payment = payments_[refund.payment];
    payment.refundedMinor -= refund.amount.minor();
    if (auto& balance = storeOf(pointsOfSale_[payment.pointOfSale]).balance)
        *balance += refund.amount.minor();
}

std::variant<std::size_t, Refusal> Model::findRefund(const Caller& caller,
                                                     const core::RefundId& id) const {
    const auto found = refundById_.find(id);
    if (found == refundById_.end()) return refuse(1004);
    if (refunds_[found->second].owner != caller) return refuse(1402);
    return found->second;
}

Result<Done> Model::captureRefund(const Caller& caller, const core::RefundId& id) {
    const auto found = findRefund(caller, id);
    if (const auto* no = std::get_if<Refusal>(&found)) return *no;
    Refund& refund = refunds_[std::get<std::size_t>(found)];
    if (refund.state == RefundState::captured) return Done{};
    if (refund.state != RefundState::reserved) return refuse(1351);
    move(refund, RefundState::captured);
    return Done{};
}

Result<Done> Model::cancelRefund(const Caller& caller, const core::RefundId& id) {
    const auto found = findRefund(caller, id);
    if (const auto* no = std::get_if<Refusal>(&found)) return *no;
    Refund& refund = refunds_[std::get<std::size_t>(found)];
    if (refund.state == RefundState::cancelledByClient) return Done{};
    if (!isArrow(refund.state, RefundState::cancelledByClient)) return refuse(1352);
    move(refund, RefundState::cancelledByClient);
    return Done{};
}

Result<const Refund*> Model::refund(const Caller& caller, const core::RefundId& id) const {
    const auto found = findRefund(caller, id);
    if (const auto* no = std::get_if<Refusal>(&found)) return *no;
    return &refunds_[std::get<std::size_t>(found)];
}

std::vector<core::RefundId> Model::refunds(const Caller& caller,
                                           const core::PaymentId& payment) const {
    std::vector<core::RefundId> ids;
    const auto found = paymentById_.find(payment);
    if (found == paymentById_.end() || payments_[found->second].owner != caller) return ids;
    for (const std::size_t index : payments_[found->second].refunds)
        ids.push_back(refunds_[index].id);
    return ids;
}

}  // namespace mobilepay::simulator
