#pragma once

#include "driver/flow/exchange.h"
#include "driver/flow/procedure.h"
#include "driver/flow/reservation.h"

#include <optional>
#include <string>

namespace mobilepay::flow {

/// What stands in the way of a payment that was refused because another one is active.
struct Way {
    enum class How {
        free,      ///< nothing active any more, or what was our own was asked to be cancelled
        ours,      ///< the very payment: it was made after all; its id is in the reservation now
        stranger,  ///< a payment that is not ours
        unclear,   ///< the wallet cannot search, or could not be asked
    };
    How how = How::unclear;
    core::PaymentId payment;  ///< the stranger's
    core::OrderId orderId;
};

/// v10 409/1301: looks at what is active at the point of sale and cancels what this lane left there
/// (order ids that begin with `ownOrderPrefix`). Such a payment was never decided to be captured:
/// that is decided only once it is reserved, and then it is not active.
[[nodiscard]] Procedure<Way> clearTheWay(Exchange& exchange, Reservation& reservation,
                                         const wallet::Traits& traits,
                                         const std::string& ownOrderPrefix,
                                         std::optional<core::MonoTime> until);

}  // namespace mobilepay::flow
