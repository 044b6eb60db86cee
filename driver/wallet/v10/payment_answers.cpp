#include "driver/core/error.h"
#include "driver/core/text.h"
#include "driver/wallet/v10/answers.h"
#include "driver/wallet/v10/fields.h"
#include "driver/wallet/v10/words.h"

namespace mobilepay::wallet::v10 {

namespace {

/// Only told to people: a spelling that we cannot read counts as not told. (The official
/// description gives two, of which one is no ISO 8601.)
std::optional<core::WallTime> expiryOf(const JsonObject& payment) {
    const auto text = payment.optionalText("paymentExpiresAt");
    if (!text) return std::nullopt;
    try {
        return core::fromIso8601(*text);
    } catch (const core::TextError&) {
        return std::nullopt;
    }
}

std::optional<Restrictions> restrictionsOf(const JsonObject& payment) {
    const auto object = payment.optionalObject("restrictions");
    if (!object) return std::nullopt;
    return Restrictions{object->optionalFlag("debitCardDisallowed").value_or(false),
                        object->optionalFlag("creditCardDisallowed").value_or(false)};
}

PaymentStatus statusOf(const std::string& word) {
    if (const auto status = paymentStatus(word)) return *status;
    throw core::ProtocolError("The answer holds a payment state that MobilePay PoS v10 has not: '" +
                              core::printableAscii(word, 40) + "'");
}

/// Informative: a word of tomorrow stops no sale.
std::optional<CaptureDelay> captureDelayOf(const JsonObject& payment) {
    const auto text = payment.optionalText("plannedCaptureDelay");
    return text ? captureDelay(*text) : std::nullopt;
}

}  // namespace

Answer readPaymentCreated(const std::string& body) {
    return PaymentCreated{core::PaymentId(idField(parseObject(body), "paymentId"))};
}

Answer readPaymentsFound(const std::string& body) {
    PaymentsFound found;
    for (auto& id : idFields(parseObject(body), "paymentIds"))
        found.payments.emplace_back(std::move(id));
    return found;
}

Answer readPayment(const std::string& body, const core::PaymentId& asked) {
    const JsonObject payment = parseObject(body);
    PaymentView view;
    view.payment = core::PaymentId(idField(payment, "paymentId"));
    requireSame(view.payment.text(), asked.text());
    view.pointOfSale = core::PointOfSaleId(idField(payment, "posId"));
    view.orderId = core::OrderId(payment.text("orderId"));
    view.walletStatus = payment.text("status");
    view.status = statusOf(view.walletStatus);
    view.shopperPresent = view.walletStatus == "Paired" || view.walletStatus == "IssuedToUser";
    view.amount = amountField(payment);
    view.partialCapturePossible = payment.optionalFlag("partialCapturePossible");
    view.pollDelay = pollDelayField(payment);
    view.expiresAt = expiryOf(payment);
    view.loyaltyIds = payment.optionalTexts("loyaltyIds");
    view.customerToken = secretField(payment, "customerToken");
    view.customerReceiptToken = secretField(payment, "customerReceiptToken");
    view.label = payment.optionalText("merchantPaymentLabel").value_or("");
    view.captureDelay = captureDelayOf(payment);
    view.restrictions = restrictionsOf(payment);
    return view;
}

}  // namespace mobilepay::wallet::v10
