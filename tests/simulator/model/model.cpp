#include "tests/simulator/model/model.h"

#include <algorithm>
#include <utility>

namespace mobilepay::simulator {

Model::Model(World world, Rules rules, core::Random& random)
    : world_(std::move(world)),
      firstWorld_(world_),
      rules_(rules),
      firstRules_(rules),
      random_(random) {}

void Model::advance(core::WallTime now) {
    while (const auto appointment = agenda_.pop(now)) {
        now_ = std::max(now_, appointment->at);
        happen(*appointment);
    }
    now_ = std::max(now_, now);
}

void Model::schedule(std::optional<core::WallTime>& field, core::WallTime at, Due due,
                     std::size_t index) {
    field = at;
    agenda_.add(at, due, index);
}

void Model::happen(const Appointment& appointment) {
    const auto isDue = [&](std::optional<core::WallTime>& field) {
        if (field != appointment.at) return false;
        field.reset();
        return true;
    };
    const std::size_t index = appointment.index;
    switch (appointment.due) {
        case Due::shopperArrives:
            if (isDue(payments_[index].arrivesAt)) meet(index);
            break;
        case Due::shopperAnswers:
            if (isDue(payments_[index].answersAt)) answer(index);
            break;
        case Due::paymentIdles:
            if (isDue(payments_[index].idleAt)) move(index, PaymentState::cancelledByMobilePay);
            break;
        case Due::reservationExpires:
            if (isDue(payments_[index].expiresAt)) move(index, PaymentState::expiredAndCancelled);
            break;
        case Due::refundSettles:
            if (isDue(refunds_[index].settlesAt)) settle(index);
            break;
        case Due::refundCapturesItself:
            if (isDue(refunds_[index].capturesAt))
                move(refunds_[index], RefundState::expiredAndCaptured);
            break;
        case Due::checkInEnds: {
            auto& place = pointsOfSale_[index];
            if (place.checkIn && place.checkIn->endsAt == appointment.at && !place.active)
                place.checkIn.reset();
            break;
        }
    }
}

core::Milliseconds Model::pollDelay() {
    const auto span = rules_.pollDelayMax - rules_.pollDelayMin;
    if (span.count() <= 0) return rules_.pollDelayMin;
    const auto draw = random_.next() % static_cast<std::uint64_t>(span.count() + 1);
    return rules_.pollDelayMin + core::Milliseconds{static_cast<std::int64_t>(draw)};
}

Refusal Model::conflict() const {
    return refuse(1306);
}

void Model::script(const core::PointOfSaleId& where, const Script& script, std::size_t times) {
    scripts_.set(where, script, times);
}

Model::Snapshot Model::snapshot() const {
    return {now_, world_.stores, pointsOfSale_, payments_, refunds_, keys_};
}

void Model::restore(Snapshot snapshot) {
    clear();
    now_ = snapshot.now;
    world_.stores = std::move(snapshot.stores);
    pointsOfSale_ = std::move(snapshot.pointsOfSale);
    payments_ = std::move(snapshot.payments);
    refunds_ = std::move(snapshot.refunds);
    keys_ = std::move(snapshot.keys);
    for (std::size_t i = 0; i < pointsOfSale_.size(); ++i)
        indexPointOfSale(i);
    for (std::size_t i = 0; i < payments_.size(); ++i)
        indexPayment(i);
    for (std::size_t i = 0; i < refunds_.size(); ++i) {
        refundById_[refunds_[i].id] = i;
        payments_[refunds_[i].payment].refunds.push_back(i);
    }
    scheduleAgain();
}

void Model::indexPayment(std::size_t index) {
    const Payment& payment = payments_[index];
    paymentById_[payment.id] = index;
    newestByOrder_[payment.owner.integrator + '\n' + payment.owner.merchantVat + '\n' +
                   payment.orderId.text()] = index;
    PointOfSale& place = pointsOfSale_[payment.pointOfSale];
    if (isActive(payment.state)) place.active = index;
    if (isActive(payment.state) || payment.state == PaymentState::reserved)
        place.open.insert(index);
    if (payment.state == PaymentState::captured) place.captured.push_back(index);
}

void Model::scheduleAgain() {
    const auto again = [this](const std::optional<core::WallTime>& at, Due due, std::size_t index) {
        if (at) agenda_.add(*at, due, index);
    };
    for (std::size_t i = 0; i < payments_.size(); ++i) {
        again(payments_[i].arrivesAt, Due::shopperArrives, i);
        again(payments_[i].answersAt, Due::shopperAnswers, i);
        again(payments_[i].idleAt, Due::paymentIdles, i);
        again(payments_[i].expiresAt, Due::reservationExpires, i);
    }
    for (std::size_t i = 0; i < refunds_.size(); ++i) {
        again(refunds_[i].settlesAt, Due::refundSettles, i);
        again(refunds_[i].capturesAt, Due::refundCapturesItself, i);
    }
    for (std::size_t i = 0; i < pointsOfSale_.size(); ++i) {
        if (pointsOfSale_[i].checkIn)
            agenda_.add(pointsOfSale_[i].checkIn->endsAt, Due::checkInEnds, i);
    }
}

void Model::clear() {
    world_ = firstWorld_;
    rules_ = firstRules_;
    agenda_.clear();
    keys_.clear();
    scripts_.clear();
    pointsOfSale_.clear();
    payments_.clear();
    refunds_.clear();
    pointOfSaleById_.clear();
    pointOfSaleByBeacon_.clear();
    pointOfSaleByName_.clear();
    paymentById_.clear();
    newestByOrder_.clear();
    refundById_.clear();
}

}  // namespace mobilepay::simulator
