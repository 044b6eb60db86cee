#pragma once

#include "driver/flow/deal.h"
#include "driver/flow/orders.h"
#include "driver/flow/script.h"

#include <optional>

namespace mobilepay::flow {

/// What the till wants undone.
enum class Voided { preSale, sale };

/// Undoes a pre-sale or a sale.
///
/// The server is asked what became of the original. Reserved: the promise carries the decision
/// `cancel`, then the cancel is repeated until it is confirmed; unconfirmed in time:
/// `unknown`, recovery goes on. Captured (sale only): refunded in full, if nothing was refunded
/// before; row and verdict then bear `refundOrderId`. How much was captured (a completion takes a
/// part) the wallet tells, or our journal; where neither does, a repeated capture of the till's
/// amount is asked, which takes nothing (`Traits::repeatedCaptureTells`). Captured between our
/// question and our cancel: the row of the cancel is closed as refused (`CAPTURED_MEANWHILE`), then
/// as above. Refused without a row: `AMOUNT_DIFFERS`, `ALREADY_VOIDED`, `ALREADY_REFUNDED`,
/// `ALREADY_CAPTURED`, `NOT_RESERVED`.
class Void final : public Script {
public:
    Void(Terms terms, Voided what, VoidOrder order);

private:
    Procedure<> play() override;
    [[nodiscard]] std::optional<core::Money> amountOf(const Sight& sight) const;
    [[nodiscard]] bool captureTells() const;
    [[nodiscard]] std::optional<Ending> objection(const Sight& sight) const;
    Procedure<> cancel(core::Money amount);
    Procedure<> payBackAll(core::Money amount);
    [[nodiscard]] Procedure<std::optional<Ending>> refundedBefore();
    [[nodiscard]] Procedure<std::optional<Ending>> capturedOtherwise(core::Money amount);

    Terms terms_;
    Voided what_;
    VoidOrder order_;
};

}  // namespace mobilepay::flow
