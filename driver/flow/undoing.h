#pragma once

#include "driver/flow/asking.h"
#include "driver/flow/exchange.h"
#include "driver/flow/procedure.h"
#include "driver/flow/reservation.h"

#include <optional>
#include <string>

namespace mobilepay::flow {

/// By the server's time that lies ahead, beyond what its Date header leaves open: one of the two
/// was no server's time, and nothing is to be concluded from their difference.
[[nodiscard]] bool startsLater(core::WallTime serverTime, const core::Now& now);

/// Whether a repeated create is surely still the same create (v10 keeps keys for 24 hours).
class KeyLife {
public:
    enum class State { lives, doubtful, over };
    /// Of a create made by this very flow: by the monotonic hand.
    KeyLife(core::Milliseconds life, core::MonoTime born) : life_(life), born_(born) {}
    /// Of a row: by the server's time. Not known at the promise: over when our own clock says so,
    /// else doubtful. Not known now, or before the promise: doubtful.
    KeyLife(core::Milliseconds life, const journal::Record& row)
        : life_(life),
          bornAtServer_(row.serverPromisedAt),
          bornHere_(row.promisedAt),
          known_(row.serverTimeKnown) {}
    [[nodiscard]] State at(const core::Now& now) const;
    /// Surely so old that nothing of it is on its way any more.
    [[nodiscard]] bool olderThan(core::Milliseconds age, const core::Now& now) const;
    /// When it ends, by the monotonic hand; unset where that cannot be known.
    [[nodiscard]] std::optional<core::MonoTime> end(const core::Now& now) const;

private:
    core::Milliseconds life_;
    std::optional<core::MonoTime> born_;
    core::WallTime bornAtServer_;
    core::WallTime bornHere_;
    bool known_ = true;
};

/// What is to be undone, and how long that is tried. Outlives the procedures that get it.
struct Undoing {
    Exchange& exchange;
    Reservation& reservation;
    const wallet::Traits& traits;
    KeyLife keyLife;
    std::string ownOrderPrefix;
    Limits limits;
};

struct Undone {
    enum class How {
        cancelled,   ///< nothing is left and nothing was taken; `state` says who ended it
        never,       ///< it never came to be
        captured,    ///< the money has moved; there is nothing to cancel
        unresolved,  ///< not known within the limits
    };
    How how = How::unresolved;
    Sight::State state = Sight::State::cancelledByUs;
    /// Where it never came to be, or is not known: the server's no, if there was one.
    std::optional<wallet::Refused> refusal;
};

/// Cancels what was or may have been made, until that is confirmed. The decision `cancel` is the
/// caller's business and comes before.
/// A create of unknown fate is pinned: repeated with the same key and bytes until it has an id; a
/// late duplicate then meets the same key. Past the key's life it is looked up by its order id; in
/// doubt it is looked up first, and repeated only when the server answered and shows nothing. A
/// refund is not repeated after half an hour, and never came to be when it is not there half an
/// hour later. A refusal ends it only when it would stand at any other moment too, and nothing is
/// found: an earlier attempt may have been luckier, or may still arrive.
[[nodiscard]] Procedure<Undone> undo(Undoing& undoing);

}  // namespace mobilepay::flow
