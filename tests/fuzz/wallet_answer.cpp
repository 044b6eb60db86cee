#include "driver/core/error.h"
#include "driver/core/text.h"
#include "driver/wallet/v10/answers.h"
#include "driver/wallet/v10/refusal.h"
#include "tests/fuzz/input.h"

#include <optional>

using namespace mobilepay;
using namespace mobilepay::fuzzing;
using namespace mobilepay::wallet;

namespace {

constexpr const char* asked = "186d2b31-ff25-4414-9fd1-bfe9807fa8b7";

Answer readAs(std::size_t call, const std::string& body) {
    switch (call) {
        case 0:
            return v10::readPaymentCreated(body);
        case 1:
            return v10::readPayment(body, core::PaymentId(asked));
        case 2:
            return v10::readPaymentsFound(body);
        case 3:
            return v10::readRefundCreated(body);
        case 4:
            return v10::readRefund(body, core::RefundId(asked));
        case 5:
            return v10::readRefundsFound(body);
        case 6:
            return v10::readCheckIn(body);
        case 7:
            return v10::readPointOfSaleCreated(body);
        case 8:
            return v10::readPointOfSale(body, core::PointOfSaleId(asked));
        case 9:
            return v10::readPointsOfSaleFound(body);
        case 10:
            return v10::readStore(body);
        case 11:
            return v10::readStoresFound(body);
        default:
            return v10::readDetailedStores(body);
    }
}

constexpr std::size_t calls = 13;

/// Ids that came from outside go into addresses and files: only GUIDs get through.
void id(std::string_view text) {
    promise(text.size() == 36, "an id is as long as a GUID");
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        promise(dash ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'),
                "an id is a GUID in lower case");
    }
}

/// What the merchant or the shopper's side wrote: passed on as it is, but as UTF-8.
void foreign(std::string_view text) {
    (void)core::characterCount(text);
}

/// A word of MobilePay's own.
void word(std::string_view text) {
    promise(printable(text) && !text.empty() && text.size() <= 40, "a state is a short word");
}

void amount(const std::optional<core::Money>& money) {
    promise(!money || money->minor() >= 0, "no amount is below zero");
}

void delay(const std::optional<core::Milliseconds>& time) {
    promise(!time || time->count() >= 0, "no delay is below zero");
}

void loyalty(const std::optional<std::vector<std::string>>& ids) {
    if (!ids) return;
    for (const auto& one : *ids)
        foreign(one);
}

// What an answer of each kind is made of.

void lookAt(const PaymentCreated& made) {
    id(made.payment.text());
    promise(made.qrText.empty(), "v10 has no QR code of a payment");
}
void lookAt(const PaymentView& view) {
    promise(view.payment.text() == asked, "the payment is the one asked for");
    id(view.pointOfSale.text());
    word(view.walletStatus);
    amount(view.amount);
    delay(view.pollDelay);
    loyalty(view.loyaltyIds);
    foreign(view.orderId.text());
    foreign(view.label);
    promise(!view.captured && !view.refunded, "v10 tells neither");
}
void lookAt(const PaymentsFound& found) {
    for (const auto& one : found.payments)
        id(one.text());
}
void lookAt(const RefundCreated& made) {
    id(made.refund.text());
}
void lookAt(const RefundView& view) {
    promise(view.refund.text() == asked, "the refund is the one asked for");
    id(view.payment.text());
    word(view.walletStatus);
    promise(view.amount.has_value(), "a refund has its amount");
    amount(view.amount);
    delay(view.pollDelay);
    foreign(view.orderId.text());
}
void lookAt(const RefundsFound& found) {
    for (const auto& one : found.refunds)
        id(one.text());
}
void lookAt(const CheckInView& view) {
    delay(view.pollDelay);
    loyalty(view.loyaltyIds);
}
void lookAt(const PointOfSaleCreated& made) {
    id(made.pointOfSale.text());
}
void lookAt(const PointOfSaleView& view) {
    promise(view.pointOfSale.text() == asked, "the point of sale is the one asked for");
    id(view.configuration.storeId);
    foreign(view.configuration.merchantPosId);
    foreign(view.configuration.name);
    foreign(view.configuration.beaconId);
    foreign(view.configuration.callbackAlias);
    for (const auto& type : view.configuration.beaconTypes)
        foreign(type);
}
void lookAt(const PointsOfSaleFound& found) {
    for (const auto& one : found.pointsOfSale)
        id(one.text());
}
void lookAt(const StoreView& view) {
    id(view.storeId);
    for (const auto* text : {&view.name, &view.brandName, &view.merchantBrandId,
                             &view.merchantLocationId, &view.street, &view.zipCode, &view.city})
        foreign(*text);
}
void lookAt(const StoresFound& found) {
    for (const auto& one : found.storeIds)
        id(one);
    for (const auto& store : found.stores)
        lookAt(store);
    promise(found.stores.empty() || found.stores.size() == found.storeIds.size(),
            "each store has its id");
}
template <class Other>
void lookAt(const Other&) {
    promise(false, "a body is read as what was asked for");
}

void refusal(const std::string& body) {
    for (const int status : {400, 401, 403, 404, 409, 418}) {
        rest::HttpResponse response;
        response.status = status;
        response.body = body;
        const auto refused = v10::readRefusal(response);
        promise(printable(refused.code) && refused.code.size() <= 16, "a code is short");
        promise(printable(refused.text) && refused.text.size() <= 400,
                "words about a refusal are printable and short");
    }
    const auto error = v10::readErrorBody(body);
    promise(error.message.size() <= 200 && printable(error.message), "a message is short");
    promise(printable(error.correlationId) && error.correlationId.size() <= 64,
            "a correlation id is short");
    promise(printable(error.origin) && error.origin.size() <= 32, "an origin is short");
}

}  // namespace

/// Any body of v10, read as the answer of every call: an answer, or `ProtocolError` in a few
/// printable words; and as the body of every refusal.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string body(textOf(bytes, size));
    for (std::size_t call = 0; call < calls; ++call) {
        try {
            std::visit([](const auto& answer) { lookAt(answer); }, readAs(call, body));
        } catch (const core::ProtocolError& error) {
            const std::string_view words(error.what());
            promise(printable(words) && words.size() <= 300,
                    "words about a body are printable and short");
        }
    }
    refusal(body);
    return 0;
}
