#include "driver/wallet/v10/bodies.h"

#include "driver/core/error.h"
#include "driver/core/text.h"
#include "driver/wallet/v10/forms.h"
#include "driver/wallet/v10/json_writer.h"
#include "driver/wallet/v10/words.h"

namespace mobilepay::wallet::v10 {

namespace {

/// v10 knows who pays from the check-in alone; a request that names a shopper meant another wallet.
void requireNoShopper(const Shopper& shopper) {
    if (shopper.phoneNumber.empty() && shopper.personalQr.empty() && shopper.customerToken.empty())
        return;
    throw core::ConfigurationError(
        "MobilePay PoS v10 cannot be told who pays: the shopper checks in at the point of sale");
}

/// What create and ready have in common.
void writeTerms(JsonWriter& body, const PaymentRequest& request, core::Currency currency) {
    requireAmount(request.amount, currency);
    requireNoShopper(request.shopper);
    body.money("amount", request.amount)
        .text("currencyCode", currency.code())
        .text("plannedCaptureDelay", word(request.captureDelay));
    if (!request.label.empty()) {
        core::requireMobilePayText("merchantPaymentLabel", request.label);
        body.text("merchantPaymentLabel", request.label);
    }
    if (request.restrictions != Restrictions{}) {
        JsonWriter restrictions;
        restrictions.flag("debitCardDisallowed", request.restrictions.debitCardDisallowed)
            .flag("creditCardDisallowed", request.restrictions.creditCardDisallowed);
        body.object("restrictions", restrictions);
    }
}

JsonWriter paymentAt(const core::PointOfSaleId& pointOfSale, const core::OrderId& orderId) {
    core::requireMobilePayText("orderId", orderId.text());
    JsonWriter body;
    body.text("posId", requireGuid("point of sale", pointOfSale.text()))
        .text("orderId", orderId.text());
    return body;
}

}  // namespace

std::string createPaymentBody(const PaymentRequest& request, core::Currency currency) {
    auto body = paymentAt(request.pointOfSale, request.orderId);
    writeTerms(body, request, currency);
    return body.str();
}

std::string preparePaymentBody(const PreparePayment& call) {
    return paymentAt(call.pointOfSale, call.orderId).str();
}

std::string readyPaymentBody(const PaymentRequest& request, core::Currency currency) {
    JsonWriter body;
    writeTerms(body, request, currency);
    return body.str();
}

std::string capturePaymentBody(const core::Money& amount, core::Currency currency) {
    requireAmount(amount, currency);
    return JsonWriter{}.money("amount", amount).str();
}

std::string createRefundBody(const RefundRequest& request, core::Currency currency) {
    requireAmount(request.amount, currency);
    core::requireMobilePayText("refundOrderId", request.orderId.text());
    return JsonWriter{}
        .text("paymentId", requireGuid("payment", request.payment.text()))
        .text("refundOrderId", request.orderId.text())
        .money("amount", request.amount)
        .text("currencyCode", currency.code())
        .str();
}

std::string createPointOfSaleBody(const PointOfSaleRequest& request) {
    core::requireMobilePayText("merchantPosId", request.merchantPosId);
    core::requireMobilePayText("name of the point of sale", request.name);
    requireBeaconTypes(request.beaconTypes);
    JsonWriter body;
    body.text("merchantPosId", request.merchantPosId)
        .text("storeId", requireGuid("store", request.storeId))
        .text("name", request.name)
        .texts("supportedBeaconTypes", request.beaconTypes);
    if (!request.beaconId.empty()) {
        requireBeaconId(request.beaconId);
        body.text("beaconId", request.beaconId);
    }
    if (!request.callbackAlias.empty()) {
        core::requireMobilePayText("callbackAlias", request.callbackAlias);
        body.text("callbackAlias", request.callbackAlias);
    }
    if (request.requirePaymentBeforeCheckIn) {
        body.flag("requirePaymentBeforeCheckin", *request.requirePaymentBeforeCheckIn);
    }
    return body.str();
}

}  // namespace mobilepay::wallet::v10
