#pragma once

#include "driver/flow/orders.h"
#include "driver/flow/script.h"

namespace mobilepay::flow {

/// What the till wants undone.
enum class Voided { preSale, sale };

/// Undoes a pre-sale or a sale.
///
/// The server is asked what became of the original. Reserved: the promise carries the decision
/// `cancel`, then the cancel is repeated until it is confirmed; unconfirmed at the deadline:
/// `unknown`, recovery goes on. Captured (sale only): refunded in full, if nothing was refunded
/// before. Captured between our question and our cancel: the first row is closed as refused and the
/// refund is made under `refundOrderId`.
/// Refused without a row: `AMOUNT_DIFFERS`, `ALREADY_VOIDED`, `ALREADY_REFUNDED`,
/// `ALREADY_CAPTURED`, `NOT_RESERVED`.
class Void final : public Script {
public:
    Void(Terms terms, Voided what, VoidOrder order);

private:
    Procedure<> play() override;

    Terms terms_;
    Voided what_;
    VoidOrder order_;
};

}  // namespace mobilepay::flow
