#pragma once

#include "driver/flow/exchange.h"
#include "driver/flow/procedure.h"
#include "driver/flow/reservation.h"

#include <optional>
#include <string>

namespace mobilepay::flow {

/// What a capture came to.
struct Taken {
    enum class How {
        confirmed,  ///< our amount was taken
        notTaken,   ///< final, and ours was not taken; `state` says what it is instead
        ruledOut,   ///< still reserved, but this amount can never be taken; only of a reservation
                    ///< that another row made
        notYetSettled,  ///< anything else: it stays decided and is tried again
    };
    How how = How::notYetSettled;
    Sight::State state = Sight::State::captured;
    std::string code;    ///< of the server's no
    std::string detail;  ///< for people
    /// Of what is not yet settled: trying again will not help, somebody has to look.
    bool needsPerson = false;
};

/// Captures, and asks what became of it where the server says no. The decision `capture` is the
/// caller's business and is durable before. `attempts` as in `wallet::CapturePayment`.
[[nodiscard]] Procedure<Taken> take(Exchange& exchange, const Reservation& reservation,
                                    int attempts, std::optional<core::MonoTime> until);

}  // namespace mobilepay::flow
