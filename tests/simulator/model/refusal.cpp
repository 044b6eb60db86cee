#include "tests/simulator/model/refusal.h"

#include <algorithm>

namespace mobilepay::simulator {

const std::vector<ErrorRow>& errorTable() {
    static const std::vector<ErrorRow> rows{
        {1000, 409, "The point of sale does not exist"},
        {1001, 409, "The payment does not exist"},
        {1002, 409, "The store does not exist"},
        {1004, 404, "The refund does not exist"},
        {1099, 400, "The request is not valid"},
        {1100, 400, "The beaconId is not valid: 15 digits or a GUID"},
        {1102, 400, "The amount is not valid: above zero, at most two decimals"},
        {1109, 400, "The payment filter is not specific enough"},
        {1110, 400, "The refund filter is not specific enough: paymentId is needed"},
        {1111, 400, "The merchantPosId is not valid"},
        {1112, 400, "The name of the point of sale is not valid"},
        {1113, 400, "The orderId is not valid"},
        {1114, 400, "The refundOrderId is not valid"},
        {1116, 400, "The callbackAlias is not valid"},
        {1117, 400, "The merchantPaymentLabel is not valid"},
        {1118, 400, "The calibrationType is not known any more"},
        {1119, 400, "The merchantBrandId is not valid"},
        {1120, 400, "The merchantLocationId is not valid"},
        {1121, 400, "The point of sale filter is not specific enough"},
        {1122, 400,
         "The store filter is not valid: merchantBrandId and merchantLocationId go "
         "together"},
        {1151, 400, "The header X-MobilePay-Merchant-VAT-Number is missing"},
        {1152, 400, "The header X-MobilePay-Client-System-Name is missing"},
        {1153, 400, "The header X-MobilePay-Client-System-Version is missing"},
        {1155, 400, "The header X-MobilePay-Merchant-VAT-Number is there more than once"},
        {1156, 400, "The header X-MobilePay-Client-System-Name is there more than once"},
        {1157, 400, "The header X-MobilePay-Client-System-Version is there more than once"},
        {1159, 400, "The header X-MobilePay-Merchant-VAT-Number is not valid"},
        {1160, 400, "The header X-MobilePay-Client-System-Name is not valid"},
        {1161, 400, "The header X-MobilePay-Client-System-Version is not valid: Major.Minor.Build"},
        {1162, 400, "The header X-MobilePay-Idempotency-Key is not valid"},
        {1163, 400, "The header X-MobilePay-Idempotency-Key is there more than once"},
        {1164, 400, "The header X-MobilePay-Idempotency-Key is missing"},
        {1182, 400, "The merchant_vat claim of the access token is not valid"},
        {1200, 409, "A point of sale with this merchantPosId exists"},
        {1202, 409, "A point of sale with this beaconId exists"},
        {1204, 409, "The store of the point of sale is not activated"},
        {1300, 409, "The payment cannot be cancelled in its present state"},
        {1301, 409, "A payment is active on this point of sale"},
        {1303, 409, "The payment is not prepared"},
        {1304, 409, "The payment is not reserved"},
        {1305, 409, "The amount is above the reservation"},
        {1306, 409, "The idempotency key was used with another request"},
        {1307, 409, "The payment is captured with another amount"},
        {1308, 409, "The payment cannot be captured in part"},
        {1351, 409, "The refund is not reserved"},
        {1352, 409, "The refund cannot be cancelled in its present state"},
        {1354, 409, "The payment is not captured"},
        {1365, 409, "The currency differs from the payment's"},
        {1366, 409, "The payment is too old to be refunded"},
        {1367, 409, "The refunds exceed the captured amount"},
        {1368, 409, "The balance of the store does not cover the refund"},
        {1400, 403, "The point of sale belongs to another integrator or merchant"},
        {1401, 403, "The payment belongs to another integrator"},
        {1402, 403, "The refund belongs to another integrator or merchant"},
        {1403, 403, "The store belongs to another merchant"},
        {1406, 403, "Another merchant's payment cannot be made ready"},
        {1407, 403, "Another merchant's payment cannot be captured"},
        {1408, 403, "Another merchant's payment cannot be cancelled"},
        {1409, 403, "Another merchant's point of sale cannot be deleted"},
        {1410, 403, "Another merchant's point of sale cannot be read"},
        {1411, 403, "Another merchant's payment cannot be read"},
    };
    return rows;
}

Refusal refuse(int code, std::string_view detail) {
    const auto& rows = errorTable();
    const auto row = std::lower_bound(rows.begin(), rows.end(), code,
                                      [](const ErrorRow& r, int c) { return r.code < c; });
    Refusal refusal{400, code, ""};
    if (row != rows.end() && row->code == code) {
        refusal.status = row->status;
        refusal.message = row->message;
    } else if (code >= 2000 && code <= 2999) {
        refusal = {500, code, "Something went wrong inside the server"};
    } else {
        return refuse(1099, detail);
    }
    if (!detail.empty()) refusal.message.append(": ").append(detail);
    return refusal;
}

Refusal notFound() {
    return {404, 0, ""};
}
Refusal unauthorized() {
    return {401, 0, ""};
}

}  // namespace mobilepay::simulator
