#pragma once

#include "driver/flow/orders.h"
#include "driver/flow/script.h"

namespace mobilepay::flow {

/// Pays back a captured payment, whole or in part.
///
/// Two steps (v10): promise, create, poll until reserved, decision `capture`, one capture; stop and
/// time-out as in a sale.
/// One step (`Traits::refundInTwoSteps` false): the create moves the money, so the promise carries
/// the decision `capture` before the create leaves, and stop and time-out count only before it.
/// Then: created: approved. Refused for certain: the row is closed and the till told; if it cannot
/// be closed, recovery would try again, so the till is told `approvedCapturePending`. Unknown fate:
/// `approvedCapturePending`; recovery repeats the create with the same key and bytes. That is no
/// empty promise: all the server checks was checked before (captured, currency, what is left).
/// Refused without a row: `PAYMENT_NOT_CAPTURED`, `CURRENCY_DIFFERS`, `AMOUNT_TOO_HIGH`.
class Refund final : public Script {
public:
    Refund(Terms terms, RefundOrder order);

private:
    Procedure<> play() override;

    Terms terms_;
    RefundOrder order_;
};

}  // namespace mobilepay::flow
