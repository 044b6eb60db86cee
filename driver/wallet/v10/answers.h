#pragma once

#include "driver/wallet/calls.h"

#include <string>

namespace mobilepay::wallet::v10 {

// The bodies of 200 answers. All throw `core::ProtocolError` for a body that is not what v10
// promises: malformed, a required field missing, a wrong type, an unknown state, an id that is no
// GUID or names another thing than the one asked for (`asked`, in lower case). Ids come back in
// lower case.

/// Of a change: nothing, or an object in which nothing is needed. A page is from somebody else.
[[nodiscard]] Answer readDone(const std::string& body);
[[nodiscard]] Answer readPaymentCreated(const std::string& body);
[[nodiscard]] Answer readPayment(const std::string& body, const core::PaymentId& asked);
[[nodiscard]] Answer readPaymentsFound(const std::string& body);
[[nodiscard]] Answer readRefundCreated(const std::string& body);
[[nodiscard]] Answer readRefund(const std::string& body, const core::RefundId& asked);
[[nodiscard]] Answer readRefundsFound(const std::string& body);
[[nodiscard]] Answer readCheckIn(const std::string& body);
[[nodiscard]] Answer readPointOfSaleCreated(const std::string& body);
[[nodiscard]] Answer readPointOfSale(const std::string& body, const core::PointOfSaleId& asked);
[[nodiscard]] Answer readPointsOfSaleFound(const std::string& body);
[[nodiscard]] Answer readStore(const std::string& body);
[[nodiscard]] Answer readStoresFound(const std::string& body);
[[nodiscard]] Answer readDetailedStores(const std::string& body);

}  // namespace mobilepay::wallet::v10
