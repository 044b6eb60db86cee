#include "driver/wallet/training/book.h"

namespace mobilepay::wallet::training {

namespace {

const std::string pointOfSaleId = "TRAINING-POINT-OF-SALE";
const std::string storeId = "TRAINING-STORE";

StoreView store() {
    StoreView view;
    view.storeId = storeId;
    view.name = "Training";
    view.brandName = "Training";
    return view;
}

}  // namespace

Answer Book::operator()(const QueryCheckIn&) {
    CheckInView view;
    view.checkedIn = true;
    view.pollDelay = core::Milliseconds{1000};
    view.loyaltyIds.emplace();
    return view;
}

Answer Book::operator()(const CreatePointOfSale&) {
    return PointOfSaleCreated{core::PointOfSaleId(pointOfSaleId)};
}

Answer Book::operator()(const DeletePointOfSale&) {
    return Done{};
}

Answer Book::operator()(const QueryPointOfSale&) {
    PointOfSaleView view;
    view.pointOfSale = core::PointOfSaleId(pointOfSaleId);
    view.configuration.merchantPosId = "TRAINING";
    view.configuration.storeId = storeId;
    view.configuration.name = "Training";
    view.configuration.beaconTypes = {"QR"};
    return view;
}

Answer Book::operator()(const FindPointsOfSale&) {
    return PointsOfSaleFound{{core::PointOfSaleId(pointOfSaleId)}};
}

Answer Book::operator()(const FindStores& call) {
    StoresFound found;
    found.storeIds.push_back(storeId);
    if (call.detailed) found.stores.push_back(store());
    return found;
}

Answer Book::operator()(const QueryStore&) {
    return store();
}

}  // namespace mobilepay::wallet::training
