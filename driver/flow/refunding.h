#pragma once

#include "driver/flow/deal.h"
#include "driver/flow/procedure.h"

namespace mobilepay::flow {

/// Pays back, from the promise to the verdict; everything that can be known beforehand was checked.
/// In two steps as a sale. In one step the create is the deed: decided in the promise.
[[nodiscard]] Procedure<> payBack(Exchange& exchange, const Terms& terms, const RefundOrder& order,
                                  journal::Kind kind);

}  // namespace mobilepay::flow
