#pragma once

#include "driver/core/clock.h"
#include "driver/core/code.h"
#include "driver/journal/record.h"
#include "driver/wallet/calls.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What happens in which order: pure state machines. A flow knows neither clock, file, thread nor
/// wire; it is told what happened and says what to do next. A lane's runner drives it in
/// production, a scheduler in the simulation.
namespace mobilepay::flow {

namespace code = core::code;

// ---- what a flow is told ----

/// The first event of every flow.
struct Started {};
/// The write just asked for is durable.
struct Written {};
/// The write just asked for failed; nothing of it is durable. `mayComeBack`: all the same it may
/// stand in the journal when that is opened again.
struct WriteFailed {
    std::string text;
    bool mayComeBack = false;
};
/// The decision could not be written because another one is durable already; that one stands.
struct DecisionStands {
    journal::Decision decision = journal::Decision::none;
};
/// The call just asked for has come to its end.
struct Answered {
    wallet::Answer answer;
};
/// The time waited for has come.
struct Due {};
/// The till wants to stop. May come at any moment, between any two other events, more than once;
/// never answered by itself: a flow that is waiting acts on it, one with a write or call under way
/// remembers it.
struct AbortRequested {};

using Event =
    std::variant<Started, Written, WriteFailed, DecisionStands, Answered, Due, AbortRequested>;

// ---- what a flow wants ----

/// Insert the row (journal: promise). Answered by Written or WriteFailed.
struct WritePromise {
    journal::Record record;
};
/// Write the decision by compare-and-set, with the ids known by now. Answered by Written (also when
/// the same decision is there already), DecisionStands or WriteFailed.
struct WriteDecision {
    core::OrderId orderId;
    journal::Decision decision = journal::Decision::none;
    core::PaymentId payment;
    core::RefundId refund;
};
/// Close the row. Answered by Written or WriteFailed.
struct WriteOutcome {
    core::OrderId orderId;
    journal::Outcome outcome = journal::Outcome::open;
    std::string code;
    std::string detail;
    core::PaymentId payment;
    core::RefundId refund;
};
/// Ask the wallet. Answered by Answered.
struct Request {
    wallet::Call call;
    /// No attempt starts later; an attempt's time-out is cut to it.
    std::optional<core::MonoTime> giveUpAt;
};
/// Nothing to do before then. Answered by Due (not before `when`) or by AbortRequested.
struct WaitUntil {
    core::MonoTime when;
};
/// For displays and TransitionEvents; not answered.
struct Progress {
    enum class Stage { created, waitingForShopper, withShopper, reserved, finishing, cancelling };
    Stage stage = Stage::created;
    core::PaymentId payment;
};

/// What the till is told, once, at the end of a live flow.
struct Verdict {
    enum class Kind {
        approved,
        approvedCapturePending,  ///< decided and promised, not yet confirmed; recovery finishes it.
                                 ///< Never to be taken back
        declined,                ///< by the shopper
        cancelledByWallet,       ///< nobody answered, or the card was refused
        timedOut,                ///< the cancel is confirmed: nothing was taken
        aborted,                 ///< the cancel is confirmed: nothing was taken
        notSent,                 ///< nothing reached the server; asking again is safe
        refused,                 ///< by the server's rules; `code` says which
        notCaptured,             ///< decided, but the server says final and not captured
        strangerActive,          ///< a payment that is not ours is active at this point of sale
        unknown,        ///< cancel not confirmed; recovery goes on; `orderId`/`payment` refer to it
        misconfigured,  ///< credentials or rights
        journalFailed,  ///< the record could not be written; nothing was sent or everything was
                        ///< cancelled
    };
    Kind kind = Kind::unknown;
    core::OrderId orderId;
    core::PaymentId payment;  ///< what a later completion, void or refund refers to
    core::RefundId refund;
    std::optional<core::Money> settled;  ///< what was taken or paid back; unset where nothing was
    std::string code;    ///< short ASCII for CenterResultCode: one of core::code, or `1301` …
    std::string detail;  ///< for people
    bool pointOfSaleGone = false;                ///< of `refused`: to be looked for again
    std::optional<bool> partialCapturePossible;  ///< of a pre-sale
    std::optional<core::WallTime> expiresAt;     ///< of a pre-sale's reservation
};
struct Tell {
    Verdict verdict;
};
/// The flow is over; always the last action. After a settlement (recovery) `settled` says whether
/// the row is closed.
struct End {
    bool settled = true;
    std::string detail;  ///< of a settlement: what stands in the way; for people
    bool needsPerson =
        false;  ///< of a settlement: trying again will not help, somebody has to look
};

using Action = std::variant<WritePromise, WriteDecision, WriteOutcome, Request, WaitUntil, Progress,
                            Tell, End>;
/// Carried out in order. At most one of them is answered (WritePromise, WriteDecision,
/// WriteOutcome, Request, WaitUntil) and then it is the last; a list without such an action ends
/// with End.
using Actions = std::vector<Action>;

/// A state machine. Not thread-safe: one runner at a time.
class Flow {
public:
    virtual ~Flow() = default;
    /// Precondition (Expects): the event answers the last action, or is AbortRequested.
    virtual Actions step(const core::Now& now, const Event& event) = 0;
};

/// What every live flow needs to know beforehand.
struct Terms {
    wallet::Traits traits;
    /// When the till's call is over; everything, the cancel included, is inside.
    core::MonoTime deadline;
    /// Kept of the time for the cancel: the decision `cancel` falls at `deadline - cancelReserve`.
    core::Milliseconds cancelReserve{3000};
    /// Order ids that begin so are this lane's own; an active one in the way is cancelled, any
    /// other is a stranger's. With the separator (`LANE1-`), so that it fits no other lane; empty:
    /// none is our own.
    std::string ownOrderPrefix;
};

}  // namespace mobilepay::flow
