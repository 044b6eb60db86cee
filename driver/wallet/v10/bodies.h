#pragma once

#include "driver/wallet/calls.h"

#include <string>

namespace mobilepay::wallet::v10 {

// The bodies of requests, byte for byte the same for the same request. All throw `core::TextError`
// or `core::AmountError` for what MobilePay would refuse.

[[nodiscard]] std::string createPaymentBody(const PaymentRequest& request, core::Currency currency);
[[nodiscard]] std::string preparePaymentBody(const PreparePayment& call);
[[nodiscard]] std::string readyPaymentBody(const PaymentRequest& request, core::Currency currency);
[[nodiscard]] std::string capturePaymentBody(const core::Money& amount, core::Currency currency);
[[nodiscard]] std::string createRefundBody(const RefundRequest& request, core::Currency currency);
[[nodiscard]] std::string createPointOfSaleBody(const PointOfSaleRequest& request);

}  // namespace mobilepay::wallet::v10
