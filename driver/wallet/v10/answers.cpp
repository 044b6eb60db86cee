#include "driver/wallet/v10/answers.h"

#include "driver/core/error.h"
#include "driver/core/text.h"
#include "driver/wallet/v10/fields.h"
#include "driver/wallet/v10/words.h"

namespace mobilepay::wallet::v10 {

namespace {

RefundStatus statusOf(const std::string& word) {
    if (const auto status = refundStatus(word)) return *status;
    throw core::ProtocolError("The answer holds a refund state that MobilePay PoS v10 has not: '" +
                              core::printableAscii(word, 40) + "'");
}

StoreView storeOf(const JsonObject& store) {
    StoreView view;
    view.storeId = idField(store, "storeId");
    view.name = store.text("storeName");
    view.brandName = store.text("brandName");
    view.merchantBrandId = store.text("merchantBrandId");
    view.merchantLocationId = store.text("merchantLocationId");
    view.street = store.text("storeStreet");
    view.zipCode = store.text("storeZipCode");
    view.city = store.text("storeCity");
    return view;
}

}  // namespace

Answer readDone(const std::string& body) {
    if (body.find_first_not_of(" \t\r\n") != std::string::npos) (void)parseObject(body);
    return Done{};
}

Answer readRefundCreated(const std::string& body) {
    return RefundCreated{core::RefundId(idField(parseObject(body), "refundId"))};
}

Answer readRefund(const std::string& body, const core::RefundId& asked) {
    const JsonObject refund = parseObject(body);
    RefundView view;
    view.refund = core::RefundId(idField(refund, "refundId"));
    requireSame(view.refund.text(), asked.text());
    view.payment = core::PaymentId(idField(refund, "paymentId"));
    view.orderId = core::OrderId(refund.text("refundOrderId"));
    view.walletStatus = refund.text("status");
    view.status = statusOf(view.walletStatus);
    view.amount = amountField(refund);
    if (!view.amount) throw core::ProtocolError("The answer lacks the field 'amount'");
    view.pollDelay = pollDelayField(refund);
    return view;
}

Answer readRefundsFound(const std::string& body) {
    RefundsFound found;
    for (auto& id : idFields(parseObject(body), "refundIds"))
        found.refunds.emplace_back(std::move(id));
    return found;
}

Answer readCheckIn(const std::string& body) {
    const JsonObject checkIn = parseObject(body);
    CheckInView view;
    view.checkedIn = checkIn.flag("isUserCheckedIn");
    view.pollDelay = pollDelayField(checkIn);
    view.loyaltyIds = checkIn.optionalTexts("loyaltyIds");
    view.customerToken = secretField(checkIn, "customerToken");
    view.customerReceiptToken = secretField(checkIn, "customerReceiptToken");
    return view;
}

Answer readPointOfSaleCreated(const std::string& body) {
    return PointOfSaleCreated{core::PointOfSaleId(idField(parseObject(body), "posId"))};
}

Answer readPointOfSale(const std::string& body, const core::PointOfSaleId& asked) {
    const JsonObject pointOfSale = parseObject(body);
    PointOfSaleView view;
    view.pointOfSale = core::PointOfSaleId(idField(pointOfSale, "posId"));
    requireSame(view.pointOfSale.text(), asked.text());
    auto& configuration = view.configuration;
    configuration.merchantPosId = pointOfSale.text("merchantPosId");
    configuration.storeId = idField(pointOfSale, "storeId");
    configuration.name = pointOfSale.text("name");
    configuration.beaconTypes = pointOfSale.texts("supportedBeaconTypes");
    configuration.beaconId = pointOfSale.text("beaconId");
    configuration.callbackAlias = pointOfSale.optionalText("callbackAlias").value_or("");
    configuration.requirePaymentBeforeCheckIn = pointOfSale.flag("requirePaymentBeforeCheckin");
    return view;
}

Answer readPointsOfSaleFound(const std::string& body) {
    PointsOfSaleFound found;
    for (auto& id : idFields(parseObject(body), "posIds"))
        found.pointsOfSale.emplace_back(std::move(id));
    return found;
}

Answer readStore(const std::string& body) {
    return storeOf(parseObject(body));
}

Answer readStoresFound(const std::string& body) {
    return StoresFound{idFields(parseObject(body), "storeIds")};
}

Answer readDetailedStores(const std::string& body) {
    StoresFound found;
    for (const auto& object : parseObjects(body)) {
        found.stores.push_back(storeOf(object));
        found.storeIds.push_back(found.stores.back().storeId);
    }
    return found;
}

}  // namespace mobilepay::wallet::v10
