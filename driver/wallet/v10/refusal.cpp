#include "driver/wallet/v10/refusal.h"

#include "driver/core/error.h"
#include "driver/core/text.h"
#include "driver/wallet/v10/json_reader.h"

#include <algorithm>
#include <array>

namespace mobilepay::wallet::v10 {

using M = Refused::Meaning;

namespace {

constexpr auto table = std::to_array<ErrorRow>({
    {"1000", M::pointOfSaleNotFound},
    {"1001", M::notFound},             // payment of a refund
    {"1002", M::pointOfSaleNotFound},  // store of a point of sale
    {"1004", M::notFound},             // refund
    {"1099", M::badRequest},           // unspecified
    {"1100", M::badRequest},           // beaconId
    {"1102", M::amountInvalid},
    {"1109", M::badRequest},           // filter of payments
    {"1110", M::badRequest},           // filter of refunds
    {"1111", M::badRequest},           // merchantPosId
    {"1112", M::badRequest},           // name
    {"1113", M::badRequest},           // orderId
    {"1114", M::badRequest},           // refundOrderId
    {"1116", M::badRequest},           // callbackAlias
    {"1117", M::badRequest},           // merchantPaymentLabel
    {"1118", M::badRequest},           // calibrationType
    {"1119", M::badRequest},           // merchantBrandId
    {"1120", M::badRequest},           // merchantLocationId
    {"1121", M::badRequest},           // filter of points of sale
    {"1122", M::badRequest},           // filter of stores
    {"1151", M::unauthorised},         // VAT header missing
    {"1152", M::badRequest},           // system name missing
    {"1153", M::badRequest},           // system version missing
    {"1155", M::unauthorised},         // VAT header twice
    {"1156", M::badRequest},           // system name twice
    {"1157", M::badRequest},           // system version twice
    {"1159", M::unauthorised},         // VAT header invalid
    {"1160", M::badRequest},           // system name invalid
    {"1161", M::badRequest},           // system version invalid
    {"1162", M::badRequest},           // idempotency key invalid
    {"1163", M::badRequest},           // idempotency key twice
    {"1164", M::badRequest},           // idempotency key missing
    {"1182", M::unauthorised},         // the token's merchant_vat
    {"1200", M::alreadyExists},        // merchantPosId
    {"1202", M::alreadyExists},        // beaconId
    {"1204", M::pointOfSaleNotFound},  // store not activated
    {"1300", M::notCancellable},
    {"1301", M::paymentAlreadyActive},
    {"1303", M::notPrepared},
    {"1304", M::notReserved},
    {"1305", M::amountTooHigh},
    {"1306", M::keyReused},
    {"1307", M::capturedWithOtherAmount},
    {"1308", M::partialNotPossible},
    {"1351", M::notReserved},     // refund
    {"1352", M::notCancellable},  // refund
    {"1354", M::notCaptured},
    {"1365", M::currencyDiffers},
    {"1366", M::refundWindowPassed},
    {"1367", M::amountTooHigh},  // refund
    {"1368", M::storeBalanceTooLow},
    {"1400", M::unauthorised},  // the point of sale is another's
    {"1401", M::anothers},      // the payment is another's
    {"1402", M::anothers},      // the refund is another's
    {"1403", M::unauthorised},  // the store is another's
    {"1406", M::anothers},      // ready
    {"1407", M::anothers},      // capture
    {"1408", M::anothers},      // cancel
    {"1409", M::unauthorised},  // delete of a point of sale
    {"1410", M::unauthorised},  // query of a point of sale
    {"1411", M::anothers},      // query of a payment
});

M meaningOf(int httpStatus, std::string_view code) {
    const auto row = std::find_if(table.begin(), table.end(),
                                  [code](const ErrorRow& one) { return one.code == code; });
    if (row != table.end()) return row->meaning;
    switch (httpStatus) {
        case 400:
            return M::badRequest;
        case 401:
        case 403:
            return M::unauthorised;
        case 404:
            return M::notFound;
        default:
            return M::other;
    }
}

}  // namespace

std::span<const ErrorRow> errorTable() noexcept {
    return table;
}

ErrorBody readErrorBody(const std::string& body) noexcept {
    try {
        const JsonObject error = parseObject(body);
        const auto text = [&error](std::string_view name, std::size_t limit) {
            return core::printableAscii(error.looseText(name).value_or(""), limit);
        };
        return {text("code", 16), text("message", 200), text("correlationId", 64),
                text("origin", 32)};
    } catch (const core::Fault&) {
        return {};  // 401 and 404 may have no body, and a proxy answers in a language of its own
    }
}

std::string describe(int httpStatus, const ErrorBody& error) {
    std::string text = "MobilePay answered " + std::to_string(httpStatus);
    if (!error.code.empty()) text += " with code " + error.code;
    if (!error.message.empty()) text += ": " + error.message;
    if (!error.correlationId.empty()) text += " (correlation id " + error.correlationId + ")";
    return text;
}

Refused readRefusal(const rest::HttpResponse& response) {
    const ErrorBody error = readErrorBody(response.body);
    Refused refused;
    refused.meaning = meaningOf(response.status, error.code);
    refused.httpStatus = response.status;
    refused.code = error.code;
    refused.text = describe(response.status, error);
    return refused;
}

}  // namespace mobilepay::wallet::v10
