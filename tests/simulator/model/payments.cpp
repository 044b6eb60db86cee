#include "tests/simulator/model/model.h"

#include <gsl/gsl>

namespace mobilepay::simulator {
namespace {

std::string text(const Terms& terms) {
    std::string out{terms.amount.currency().code()};
    out += std::to_string(terms.amount.minor()) + '\n' + terms.plannedCaptureDelay + '\n' +
           terms.label.value_or("") + '\n';
    const auto flag = [&](std::optional<bool> value) { out += !value ? '-' : *value ? '1' : '0'; };
    if (terms.restrictions) {
        flag(terms.restrictions->debitCardDisallowed);
        flag(terms.restrictions->creditCardDisallowed);
    }
    return out;
}

/// What makes two creates the same create.
std::string fingerprint(const NewPayment& wanted) {
    std::string out = wanted.terms ? "payment\n" : "prepared\n";
    out += wanted.pointOfSale.text() + '\n' + wanted.orderId.text() + '\n';
    if (wanted.terms) out += text(*wanted.terms);
    return out;
}

}  // namespace

Result<core::PaymentId> Model::create(const Caller& caller, const core::IdempotencyKey& key,
                                      const NewPayment& wanted) {
    std::string print = fingerprint(wanted);
    const auto known = keys_.find(caller, key, print, now_);
    if (std::holds_alternative<KeyBook::Conflict>(known)) return conflict();
    if (const auto* id = std::get_if<std::string>(&known)) return core::PaymentId{*id};
    const auto place = livePointOfSale(wanted.pointOfSale);
    if (!place) return refuse(1000);
    const PointOfSale& at = pointsOfSale_[*place];
    if (at.owner != caller) return refuse(1400);
    if (!storeOf(at).activated) return refuse(1204);
    if (at.active) return refuse(1301);
    const std::size_t index = add(caller, wanted, *place);
    keys_.remember(caller, key,
                   {std::move(print), payments_[index].id.text(), now_ + rules_.keyLife});
    return payments_[index].id;
}

std::size_t Model::add(const Caller& caller, const NewPayment& wanted, std::size_t pointOfSale) {
    PointOfSale& place = pointsOfSale_[pointOfSale];
    Payment payment{core::PaymentId{core::newGuid(random_)}, caller, pointOfSale, wanted.orderId};
    payment.wasPrepared = !wanted.terms;
    payment.state = wanted.terms ? PaymentState::initiated : PaymentState::prepared;
    payment.terms = wanted.terms;
    payment.history.emplace_back(payment.state, now_);
    const std::size_t index = payments_.size();
    payments_.push_back(std::move(payment));
    indexPayment(index);
    Payment& added = payments_.back();
    schedule(added.idleAt, now_ + rules_.inactivity, Due::paymentIdles, index);
    if (place.checkIn) {
        // Whoever stands here already goes on by his own script, or is moved by hand.
        added.script = place.checkIn->script.value_or(Script{.deed = Deed::absent});
        meet(index);
    } else {
        added.script = scripts_.take(place.id);
        if (added.script.deed != Deed::absent)
            schedule(added.arrivesAt, now_ + added.script.checkInAfter, Due::shopperArrives, index);
    }
    return index;
}

void Model::move(std::size_t index, PaymentState to) {
    Payment& payment = payments_[index];
    Expects(isArrow(payment.state, to));
    payment.state = to;
    payment.history.emplace_back(to, now_);
    if (isActive(to)) {
        schedule(payment.idleAt, now_ + rules_.inactivity, Due::paymentIdles, index);
    } else {
        leaveActive(index);
    }
}

void Model::leaveActive(std::size_t index) {
    Payment& payment = payments_[index];
    PointOfSale& place = pointsOfSale_[payment.pointOfSale];
    payment.arrivesAt.reset();
    payment.answersAt.reset();
    payment.idleAt.reset();
    payment.expiresAt.reset();
    if (place.active == index) {
        place.active.reset();
        place.checkIn.reset();  // for the shopper it ends here: he may leave
    }
    if (payment.state == PaymentState::reserved) {
        schedule(payment.expiresAt, now_ + rules_.reservationLife, Due::reservationExpires, index);
    } else {
        place.open.erase(index);
        if (payment.state == PaymentState::captured) place.captured.push_back(index);
    }
}

std::variant<std::size_t, Refusal> Model::findPayment(const Caller& caller,
                                                      const core::PaymentId& id,
                                                      int strangerCode) const {
    const auto found = paymentById_.find(id);
    if (found == paymentById_.end()) return notFound();
    const Caller& owner = payments_[found->second].owner;
    if (owner.integrator != caller.integrator) return refuse(1401);
    if (owner.merchantVat != caller.merchantVat) return refuse(strangerCode);
    return found->second;
}

Result<Done> Model::ready(const Caller& caller, const core::PaymentId& id, const Terms& terms) {
    const auto found = findPayment(caller, id, 1406);
    if (const auto* no = std::get_if<Refusal>(&found)) return *no;
    const std::size_t index = std::get<std::size_t>(found);
    Payment& payment = payments_[index];
    if (payment.wasPrepared && payment.terms == terms) return Done{};
    if (payment.state == PaymentState::paired) {
        payment.terms = terms;
        offer(index);
    } else if (payment.state == PaymentState::prepared) {
        payment.terms = terms;
        move(index, PaymentState::initiated);
    } else {
        return refuse(1303);
    }
    return Done{};
}

void Model::offer(std::size_t index) {
    move(index, PaymentState::issuedToUser);
    scheduleAnswer(index);
}

Result<Done> Model::capture(const Caller& caller, const core::PaymentId& id, std::int64_t minor) {
    const auto found = findPayment(caller, id, 1407);
    if (const auto* no = std::get_if<Refusal>(&found)) return *no;
    const std::size_t index = std::get<std::size_t>(found);
    Payment& payment = payments_[index];
    if (payment.state == PaymentState::captured) {
        if (minor != payment.capturedMinor) return refuse(1307);
        return Done{};
    }
    if (payment.state != PaymentState::reserved) return refuse(1304);
    if (minor > payment.terms->amount.minor()) return refuse(1305);
    const Shopper* payer = shopper(*payment.payer);
    if (minor < payment.terms->amount.minor() && !(payer && payer->partialCapture))
        return refuse(1308);
    payment.capturedMinor = minor;
    if (auto& balance = storeOf(pointsOfSale_[payment.pointOfSale]).balance) *balance += minor;
    move(index, PaymentState::captured);
    return Done{};
}

Result<Done> Model::cancel(const Caller& caller, const core::PaymentId& id) {
    const auto found = findPayment(caller, id, 1408);
    if (const auto* no = std::get_if<Refusal>(&found)) return *no;
    const std::size_t index = std::get<std::size_t>(found);
    const PaymentState state = payments_[index].state;
    if (state == PaymentState::cancelledByClient) return Done{};
    if (!isArrow(state, PaymentState::cancelledByClient)) return refuse(1300);
    move(index, PaymentState::cancelledByClient);
    return Done{};
}

bool Model::cancelByMobilePay(const core::PaymentId& id) {
    const auto found = paymentById_.find(id);
    if (found == paymentById_.end() || !isActive(payments_[found->second].state)) return false;
    move(found->second, PaymentState::cancelledByMobilePay);
    return true;
}

Result<const Payment*> Model::payment(const Caller& caller, const core::PaymentId& id) const {
    const auto found = findPayment(caller, id, 1411);
    if (const auto* no = std::get_if<Refusal>(&found)) return *no;
    return &payments_[std::get<std::size_t>(found)];
}

std::vector<core::PaymentId> Model::payments(const Caller& caller,
                                             const PaymentFilter& filter) const {
    std::vector<core::PaymentId> ids;
    const auto consider = [&](std::size_t index) {
        const Payment& payment = payments_[index];
        const bool inState =
            filter.captured ? payment.state == PaymentState::captured
                            : isActive(payment.state) || payment.state == PaymentState::reserved;
        const bool there =
            !filter.pointOfSale || pointsOfSale_[payment.pointOfSale].id == *filter.pointOfSale;
        if (inState && there && payment.owner == caller) ids.push_back(payment.id);
    };
    if (filter.orderId) {
        // v10 Best Practices: of payments that share an orderId only the newest is found.
        const auto newest = newestByOrder_.find(caller.integrator + '\n' + caller.merchantVat +
                                                '\n' + filter.orderId->text());
        if (newest != newestByOrder_.end()) consider(newest->second);
    } else if (const auto place = pointOfSaleById_.find(filter.pointOfSale->text());
               place != pointOfSaleById_.end()) {
        const PointOfSale& at = pointsOfSale_[place->second];
        if (filter.captured) {
            for (const std::size_t index : at.captured)
                consider(index);
        } else {
            for (const std::size_t index : at.open)
                consider(index);
        }
    }
    return ids;
}

}  // namespace mobilepay::simulator
