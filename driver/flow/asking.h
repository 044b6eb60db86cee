#pragma once

#include "driver/flow/exchange.h"
#include "driver/flow/procedure.h"
#include "driver/flow/reservation.h"

#include <optional>
#include <string>
#include <vector>

/// Questions that change nothing. Parameters by reference outlive the procedure.
namespace mobilepay::flow {

/// How long, and how stubbornly, something is tried.
struct Limits {
    /// Nothing is begun later; unset: no such time.
    std::optional<core::MonoTime> until;
    /// Try again until then, whatever the answers; otherwise the first call without an answer ends
    /// it, and what merely takes time is looked at a few times.
    bool insist = false;
    [[nodiscard]] bool over(const core::Now& now, int round) const;
};

/// Asks; `NoAnswer` without a request when it is `until` already.
[[nodiscard]] Procedure<wallet::Answer> askInTime(Exchange& exchange, wallet::Call call,
                                                  std::optional<core::MonoTime> until);

/// A query of the payment or refund with that server id: waits for its time, asks, and notes the
/// delay that the answer names. `NoAnswer` without a request when its time comes after `until`.
[[nodiscard]] Procedure<wallet::Answer> query(Exchange& exchange, wallet::Call call,
                                              std::string serverId,
                                              std::optional<core::MonoTime> until);

/// What became of a known reservation; nothing when that cannot be known by `until`.
[[nodiscard]] Procedure<std::optional<Sight>> look(Exchange& exchange,
                                                   const Reservation& reservation,
                                                   std::optional<core::MonoTime> until);

enum class Finding {
    ours,     ///< its id is in the reservation now
    nothing,  ///< the server answered everything, and it is nowhere
    unclear,  ///< it could not be asked
};
/// Looks for what we made by its order id: a payment among the active, reserved and captured ones,
/// a refund among the payment's refunds.
[[nodiscard]] Procedure<Finding> findOurs(Exchange& exchange, Reservation& reservation,
                                          const wallet::Traits& traits,
                                          std::optional<core::MonoTime> until);

/// Every refund of a payment; nothing when one of them could not be asked about.
[[nodiscard]] Procedure<std::optional<std::vector<Sight>>> refundsOf(
    Exchange& exchange, core::PaymentId payment, std::optional<core::MonoTime> until);

}  // namespace mobilepay::flow
