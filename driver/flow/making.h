#pragma once

#include "driver/flow/deal.h"
#include "driver/flow/procedure.h"

namespace mobilepay::flow {

/// How far a payment or refund came before anything was decided.
struct Made {
    enum class How {
        reserved,  ///< in time: `sight` shows it
        over,      ///< nothing is left at the server, nothing was taken: `ending`
        toLeave,   ///< something is or may be left there: decide `cancel`, then `ending`
    };
    How how = How::over;
    Ending ending;
    Sight sight;
};

/// Creates it and polls until it is reserved, or is not going to be: exactly when the server wants
/// to be asked, never sooner, and not after the cut-off. Precondition: the promise is durable.
[[nodiscard]] Procedure<Made> make(Deal& deal);

/// What a sale, a pre-sale and a refund in two steps have in common: promise, make, then `capture`
/// or `hold`, or leave it.
[[nodiscard]] Procedure<> makeAndSettle(Deal& deal, journal::Record row,
                                        journal::Decision decision);

}  // namespace mobilepay::flow
