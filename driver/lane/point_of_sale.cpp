#include "driver/lane/point_of_sale.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include <Poco/String.h>

namespace mobilepay::lane {
namespace {

/// One a line.
std::string ownerText(const registry::Profile& profile) {
    return profile.apiUrl + "\n" + profile.merchantVat + "\n" + profile.merchantPosId + "\n" +
           profile.storeId + "\n" + profile.brandId + "\n" + profile.locationId + "\n";
}

/// The server's texts are its own business; a line break in one would move the others.
std::string line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text + "\n";
}

bool isIn(const std::string& storeId, const wallet::PointOfSaleView& view) {
    return Poco::icompare(storeId, view.configuration.storeId) == 0;
}

}  // namespace

std::string placeText(const registry::Profile& profile, const wallet::PointOfSaleView& view) {
    return ownerText(profile) + line(view.pointOfSale.text()) + line(view.configuration.name) +
           line(view.configuration.beaconId);
}

wallet::PointOfSaleView placeOf(const registry::Profile& profile, const std::string& text) {
    wallet::PointOfSaleView view;
    const std::string owner = ownerText(profile);
    if (!text.starts_with(owner)) return view;
    std::istringstream in(text.substr(owner.size()));
    std::string id;
    std::getline(in, id);
    std::getline(in, view.configuration.name);
    std::getline(in, view.configuration.beaconId);
    view.pointOfSale = core::PointOfSaleId(id);
    return view;
}

PointOfSaleSearch::PointOfSaleSearch(wallet::Wallet& wallet, wallet::PointOfSaleRequest wanted,
                                     Place place, core::Random& random,
                                     std::optional<core::MonoTime> giveUpAt)
    : wallet_(wallet),
      wanted_(std::move(wanted)),
      place_(std::move(place)),
      random_(random),
      giveUpAt_(giveUpAt) {}

std::unique_ptr<Errand> PointOfSaleSearch::next(const core::Now&) {
    if (aborted()) return fail(Ending::stopped, "stopped");
    if (asked_ == nullptr) return ask(wallet::FindPointsOfSale{wanted_.merchantPosId, {}, {}});
    const wallet::Answer answer = asked_->answer();
    return std::visit([this](const auto& a) { return follow(a); }, answer);
}

std::unique_ptr<Errand> PointOfSaleSearch::ask(const wallet::Call& call) {
    auto question = std::make_unique<Ask>(wallet_, call, giveUpAt_);
    asked_ = question.get();
    return question;
}

std::unique_ptr<Errand> PointOfSaleSearch::follow(const wallet::PointsOfSaleFound& found) {
    if (!found.pointsOfSale.empty())
        return ask(wallet::QueryPointOfSale{found.pointsOfSale.front()});
    if (createdOnce_)
        return fail(Ending::unreachable, "the server says that point of sale '" +
                                             wanted_.merchantPosId + "' exists and cannot find it");
    if (wanted_.storeId.empty()) return ask(wallet::FindStores{place_.brandId, place_.locationId});
    return create();
}

std::unique_ptr<Errand> PointOfSaleSearch::follow(const wallet::StoresFound& found) {
    if (!view_.pointOfSale.empty()) {
        return end(std::any_of(found.storeIds.begin(), found.storeIds.end(),
                               [this](const std::string& id) { return isIn(id, view_); }));
    }
    if (found.storeIds.size() != 1)
        return fail(Ending::misconfigured,
                    std::to_string(found.storeIds.size()) + " stores match merchant.brand '" +
                        place_.brandId + "' and merchant.location '" + place_.locationId +
                        "'; exactly one is needed: correct these settings or set store.id");
    wanted_.storeId = found.storeIds.front();
    return create();
}

std::unique_ptr<Errand> PointOfSaleSearch::create() {
    createdOnce_ = true;
    return ask(wallet::CreatePointOfSale{core::IdempotencyKey(core::newGuid(random_)), wanted_});
}

std::unique_ptr<Errand> PointOfSaleSearch::follow(const wallet::PointOfSaleCreated& created) {
    return ask(wallet::QueryPointOfSale{created.pointOfSale});
}

/// A number that a till of another store has is found just as well: merchantPosIds are the
/// merchant's, and its beacon stands before other shoppers.
std::unique_ptr<Errand> PointOfSaleSearch::follow(const wallet::PointOfSaleView& view) {
    view_ = view;
    if (wanted_.storeId.empty()) return ask(wallet::FindStores{place_.brandId, place_.locationId});
    return end(isIn(wanted_.storeId, view_));
}

std::unique_ptr<Errand> PointOfSaleSearch::end(bool standsHere) {
    if (standsHere) {
        ending_ = Ending::found;
        return nullptr;
    }
    const std::string store = wanted_.storeId.empty()
                                  ? "that of merchant.brand '" + place_.brandId +
                                        "' and merchant.location '" + place_.locationId + "'"
                                  : "store.id " + wanted_.storeId;
    return fail(Ending::misconfigured,
                "point of sale '" + wanted_.merchantPosId + "' (pos.id) stands in store " +
                    view_.configuration.storeId + ", not in " + store +
                    ": correct the store, or set another pos.id, which no till of the merchant "
                    "shares");
}

std::unique_ptr<Errand> PointOfSaleSearch::follow(const wallet::Refused& refused) {
    if (refused.meaning == wallet::Refused::Meaning::alreadyExists && createdOnce_)
        return ask(wallet::FindPointsOfSale{wanted_.merchantPosId, {}, {}});
    return fail(Ending::misconfigured, "the server refuses point of sale '" +
                                           wanted_.merchantPosId + "' (pos.id): " + refused.code +
                                           " " + refused.text);
}

std::unique_ptr<Errand> PointOfSaleSearch::follow(const wallet::NoAnswer& none) {
    return fail(Ending::unreachable, none.text);
}

std::unique_ptr<Errand> PointOfSaleSearch::follow(const wallet::Malformed& malformed) {
    return fail(Ending::unreachable, malformed.text);
}

template <class Unexpected>
std::unique_ptr<Errand> PointOfSaleSearch::follow(const Unexpected&) {
    return fail(Ending::unreachable, "the wallet answered something else than was asked");
}

std::unique_ptr<Errand> PointOfSaleSearch::fail(Ending ending, std::string text) {
    ending_ = ending;
    text_ = std::move(text);
    return nullptr;
}

}  // namespace mobilepay::lane
