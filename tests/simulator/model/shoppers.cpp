#include "tests/simulator/model/model.h"

#include <algorithm>

namespace mobilepay::simulator {

const Shopper* Model::shopper(const std::string& phone) const {
    const auto found = std::find_if(world_.shoppers.begin(), world_.shoppers.end(),
                                    [&](const Shopper& s) { return s.phone == phone; });
    return found == world_.shoppers.end() ? nullptr : &*found;
}

std::optional<std::size_t> Model::atBeacon(const std::string& beaconId) const {
    const auto found = pointOfSaleByBeacon_.find(beaconId);
    if (found == pointOfSaleByBeacon_.end()) return std::nullopt;
    return found->second;
}

std::string Model::phoneFor(const Script& script, const PointOfSale& place) const {
    if (!script.phone.empty()) return script.phone;
    const std::string prefix = place.owner.merchantVat.starts_with("FI") ? "+358" : "+45";
    for (const Shopper& candidate : world_.shoppers) {
        if (candidate.phone.starts_with(prefix)) return candidate.phone;
    }
    return {};
}

/// A shopper checks in: the payment that waits here, if any, meets him.
bool Model::standAt(std::size_t pointOfSale, const std::string& phone,
                    std::optional<Script> script) {
    PointOfSale& place = pointsOfSale_[pointOfSale];
    if (!shopper(phone)) return false;
    if (place.facts.requirePaymentBeforeCheckin && !place.active) return false;
    if (place.active && payments_[*place.active].payer && *payments_[*place.active].payer != phone)
        return false;
    place.checkIn =
        CheckIn{phone, now_ + rules_.loyaltyLookup, now_ + rules_.checkInLife, std::move(script)};
    agenda_.add(place.checkIn->endsAt, Due::checkInEnds, pointOfSale);
    return true;
}

bool Model::checkIn(const std::string& beaconId, const std::string& phone) {
    const auto place = atBeacon(beaconId);
    if (!place || !standAt(*place, phone, std::nullopt)) return false;
    if (const auto active = pointsOfSale_[*place].active) {
        payments_[*active].arrivesAt.reset();
        if (!payments_[*active].payer) payments_[*active].script.deed = Deed::absent;
        meet(*active);
    }
    return true;
}

bool Model::arriveFirst(const core::PointOfSaleId& where, const Script& script) {
    const auto place = livePointOfSale(where);
    if (!place || pointsOfSale_[*place].active) return false;
    return standAt(*place, phoneFor(script, pointsOfSale_[*place]), script);
}

/// The payment and the shopper find each other: a prepared one is paired, an initiated one reaches
/// his phone.
void Model::meet(std::size_t index) {
    Payment& payment = payments_[index];
    PointOfSale& place = pointsOfSale_[payment.pointOfSale];
    if (!place.checkIn &&
        !standAt(payment.pointOfSale, phoneFor(payment.script, place), payment.script))
        return;
    if (payment.state != PaymentState::prepared && payment.state != PaymentState::initiated) return;
    payment.payer = place.checkIn->phone;
    payment.payerLookedUpAt = place.checkIn->lookedUpAt;
    if (payment.state == PaymentState::prepared) {
        move(index, PaymentState::paired);
    } else {
        offer(index);
    }
}

void Model::scheduleAnswer(std::size_t index) {
    Payment& payment = payments_[index];
    const Script& script = payment.script;
    if (script.deed != Deed::approve && script.deed != Deed::decline) return;
    auto at = now_ + script.answerAfter;
    if (script.lastMoment) at = *payment.idleAt - core::Milliseconds{1};
    if (script.answersAt) at = std::max(now_, *script.answersAt);
    schedule(payment.answersAt, at, Due::shopperAnswers, index);
}

bool Model::mayPay(const Payment& payment) const {
    const Shopper* payer = shopper(*payment.payer);
    if (!payment.terms->restrictions) return true;
    const auto disallowed = payer->card == Card::debit
                                ? payment.terms->restrictions->debitCardDisallowed
                                : payment.terms->restrictions->creditCardDisallowed;
    return !disallowed.value_or(false);
}

/// A scripted shopper answers; one whose card is not allowed has to decline.
void Model::answer(std::size_t index) {
    const Payment& payment = payments_[index];
    if (payment.state != PaymentState::issuedToUser) return;
    const bool pays = payment.script.deed == Deed::approve && mayPay(payment);
    move(index, pays ? PaymentState::reserved : PaymentState::cancelledByUser);
}

bool Model::accept(const std::string& beaconId, const std::string& phone) {
    const auto place = atBeacon(beaconId);
    if (!place || !pointsOfSale_[*place].active) return false;
    const std::size_t index = *pointsOfSale_[*place].active;
    const Payment& payment = payments_[index];
    if (payment.state != PaymentState::issuedToUser || payment.payer != phone || !mayPay(payment))
        return false;
    move(index, PaymentState::reserved);
    return true;
}

bool Model::declineAt(const std::string& beaconId) {
    const auto place = atBeacon(beaconId);
    if (!place || !pointsOfSale_[*place].active) return false;
    const std::size_t index = *pointsOfSale_[*place].active;
    if (!isArrow(payments_[index].state, PaymentState::cancelledByUser)) return false;
    move(index, PaymentState::cancelledByUser);
    return true;
}

}  // namespace mobilepay::simulator
