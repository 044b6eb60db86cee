#include "tests/simulator/model/model.h"

#include <algorithm>

namespace mobilepay::simulator {
namespace {

/// merchantPosIds are unique for an integrator and a merchant.
std::string nameKey(const Caller& owner, const std::string& merchantPosId) {
    return owner.integrator + '\n' + owner.merchantVat + '\n' + merchantPosId;
}

std::string fingerprint(const NewPointOfSale& wanted) {
    std::string out = "point of sale\n" + wanted.storeId.text() + '\n' + wanted.merchantPosId +
                      '\n' + wanted.name + '\n' + wanted.beaconId.value_or("") + '\n' +
                      wanted.callbackAlias.value_or("") + '\n';
    for (const auto& type : wanted.supportedBeaconTypes)
        out += type + ',';
    return out + (wanted.requirePaymentBeforeCheckin ? '1' : '0');
}

}  // namespace

void Model::indexPointOfSale(std::size_t index) {
    const PointOfSale& place = pointsOfSale_[index];
    pointOfSaleById_[place.id.text()] = index;
    if (place.deleted) return;
    pointOfSaleByBeacon_[place.beaconId] = index;
    pointOfSaleByName_[nameKey(place.owner, place.facts.merchantPosId)] = index;
}

Result<core::PointOfSaleId> Model::createPointOfSale(const Caller& caller,
                                                     const core::IdempotencyKey& key,
                                                     const NewPointOfSale& wanted) {
    std::string print = fingerprint(wanted);
    const auto known = keys_.find(caller, key, print, now_);
    if (std::holds_alternative<KeyBook::Conflict>(known)) return conflict();
    if (const auto* id = std::get_if<std::string>(&known)) return core::PointOfSaleId{*id};
    const Store* at = anyStore(wanted.storeId);
    if (!at) return refuse(1002);
    if (at->merchantVat != caller.merchantVat) return refuse(1403);
    if (pointOfSaleByName_.contains(nameKey(caller, wanted.merchantPosId))) return refuse(1200);
    if (wanted.beaconId && pointOfSaleByBeacon_.contains(*wanted.beaconId)) return refuse(1202);
    PointOfSale place{core::PointOfSaleId{core::newGuid(random_)}, caller, wanted, ""};
    place.beaconId = wanted.beaconId ? *wanted.beaconId : core::newGuid(random_);
    pointsOfSale_.push_back(std::move(place));
    indexPointOfSale(pointsOfSale_.size() - 1);
    const core::PointOfSaleId& id = pointsOfSale_.back().id;
    keys_.remember(caller, key, {std::move(print), id.text(), now_ + rules_.keyLife});
    return id;
}

std::optional<std::size_t> Model::livePointOfSale(const core::PointOfSaleId& id) const {
    const auto found = pointOfSaleById_.find(id.text());
    if (found == pointOfSaleById_.end() || pointsOfSale_[found->second].deleted)
        return std::nullopt;
    return found->second;
}

Result<const PointOfSale*> Model::pointOfSale(const Caller& caller, const core::PointOfSaleId& id,
                                              int strangerMerchantCode) const {
    const auto index = livePointOfSale(id);
    if (!index) return notFound();
    const PointOfSale& place = pointsOfSale_[*index];
    if (place.owner.integrator != caller.integrator) return refuse(1400);
    if (place.owner.merchantVat != caller.merchantVat) return refuse(strangerMerchantCode);
    return &place;
}

Result<const PointOfSale*> Model::pointOfSale(const Caller& caller,
                                              const core::PointOfSaleId& id) const {
    return pointOfSale(caller, id, 1410);
}

Result<const PointOfSale*> Model::checkedPointOfSale(const Caller& caller,
                                                     const core::PointOfSaleId& id) const {
    return pointOfSale(caller, id, 1400);
}

Result<Done> Model::deletePointOfSale(const Caller& caller, const core::PointOfSaleId& id) {
    const auto found = pointOfSale(caller, id, 1409);
    if (const auto* no = std::get_if<Refusal>(&found)) return *no;
    PointOfSale& place = pointsOfSale_[*livePointOfSale(id)];
    place.deleted = true;
    pointOfSaleByBeacon_.erase(place.beaconId);
    pointOfSaleByName_.erase(nameKey(place.owner, place.facts.merchantPosId));
    return Done{};
}

bool Model::isMatch(const PointOfSale& place, const Caller& caller,
                    const PointOfSaleFilter& filter) const {
    return !place.deleted && place.owner == caller &&
           (!filter.store || place.facts.storeId == *filter.store) &&
           (!filter.beaconId || place.beaconId == *filter.beaconId) &&
           (!filter.merchantPosId || place.facts.merchantPosId == *filter.merchantPosId);
}

std::vector<core::PointOfSaleId> Model::pointsOfSale(const Caller& caller,
                                                     const PointOfSaleFilter& filter) const {
    std::vector<core::PointOfSaleId> ids;
    const auto consider = [&](const auto& index, const std::string& key) {
        const auto found = index.find(key);
        if (found != index.end() && isMatch(pointsOfSale_[found->second], caller, filter))
            ids.push_back(pointsOfSale_[found->second].id);
    };
    if (filter.merchantPosId) {
        consider(pointOfSaleByName_, nameKey(caller, *filter.merchantPosId));
    } else if (filter.beaconId) {
        consider(pointOfSaleByBeacon_, *filter.beaconId);
    } else {
        for (const auto& place : pointsOfSale_) {
            if (isMatch(place, caller, filter)) ids.push_back(place.id);
        }
    }
    return ids;
}

std::vector<const Store*> Model::stores(const Caller& caller) const {
    std::vector<const Store*> mine;
    for (const Store& candidate : world_.stores) {
        if (candidate.merchantVat == caller.merchantVat) mine.push_back(&candidate);
    }
    return mine;
}

const Store* Model::store(const Caller& caller, const StoreId& id) const {
    const auto mine = stores(caller);
    const auto found =
        std::find_if(mine.begin(), mine.end(), [&](const Store* s) { return s->id == id; });
    return found == mine.end() ? nullptr : *found;
}

Store* Model::anyStore(const StoreId& id) {
    const auto found = std::find_if(world_.stores.begin(), world_.stores.end(),
                                    [&](const Store& s) { return s.id == id; });
    return found == world_.stores.end() ? nullptr : &*found;
}

}  // namespace mobilepay::simulator
