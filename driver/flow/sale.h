#pragma once

#include "driver/flow/orders.h"
#include "driver/flow/script.h"

namespace mobilepay::flow {

/// A payment that is taken as soon as the shopper approves it.
///
/// Promise, create, poll; reserved in time: decision `capture`, one capture, tell. Time over, stop
/// asked for, an answer that cannot be used, or a create of unknown fate: decision `cancel`, cancel
/// until it is confirmed, tell; unconfirmed in time: `unknown`, recovery goes on. In a
/// plain sale the journal is written three times.
class Sale final : public Script {
public:
    /// `order`: everything made beforehand, see `PaymentOrder`.
    Sale(Terms terms, PaymentOrder order);

private:
    Procedure<> play() override;

    Terms terms_;
    PaymentOrder order_;
};

/// A payment that stops at the reservation: decision `hold`. `Completion` takes it, `Void` gives it
/// back. Everything before and beside that is as in a sale.
class PreSale final : public Script {
public:
    PreSale(Terms terms, PaymentOrder order);

private:
    Procedure<> play() override;

    Terms terms_;
    PaymentOrder order_;
};

}  // namespace mobilepay::flow
