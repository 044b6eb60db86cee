#pragma once

#include "driver/core/ids.h"
#include "driver/core/money.h"
#include "driver/wallet/calls.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

/// What the till asked for, ready to be carried out: ids are made, bodies are sealed. Values only.
namespace mobilepay::flow {

/// What every order has.
struct Order {
    std::string lane;
    core::OrderId orderId;  ///< fresh; the identity of the journal's row
    core::PointOfSaleId pointOfSale;
    std::int32_t tillNumber = 0;  ///< the number the till gave this request
    bool training = false;
    /// The order id of an original that the till named so and the server was searched for.
    core::OrderId named{};
};

/// A payment to be made: a sale or a pre-sale.
struct PaymentOrder : Order {
    core::IdempotencyKey key;  ///< fresh
    wallet::Sealed body;       ///< of the create; for `orderId` and `amount`
    core::Money amount;
};

/// The capture of a pre-sale's reservation, whole or in part.
struct CompletionOrder : Order {
    core::PaymentId payment;  ///< the pre-sale's
    core::Money amount;       ///< to be taken
};

/// Makes the bytes of a refund (`Wallet::seal`). Pure; called inside `step`.
using Seal = std::function<wallet::Sealed(const wallet::RefundRequest&)>;

/// The undoing of a pre-sale or a sale. A reservation is cancelled; a captured sale is refunded in
/// full, and only the answer of the server tells which of the two it is. So both are prepared.
struct VoidOrder : Order {
    core::PaymentId payment;              ///< the original's
    std::optional<core::Money> expected;  ///< the amount the till believes the original has
    core::OrderId refundOrderId;          ///< fresh; identity of the refund and of its row
    core::IdempotencyKey key;             ///< fresh; of the refund
    Seal seal;                            ///< not empty for the void of a sale
    /// What our own journal knows was captured of the original (by its sale or its completion);
    /// unset: nothing is known. Of use where the wallet's view does not tell (v10 names the
    /// reserved amount only).
    std::optional<core::Money> captured;
};

/// Money to be paid back from a captured payment, whole or in part.
struct RefundOrder : Order {
    core::PaymentId payment;   ///< the captured one
    core::IdempotencyKey key;  ///< fresh
    wallet::Sealed body;       ///< of the create; for `payment`, `orderId` and `amount`
    core::Money amount;
};

}  // namespace mobilepay::flow
