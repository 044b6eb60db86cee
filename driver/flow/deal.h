#pragma once

#include "driver/flow/exchange.h"
#include "driver/flow/flow.h"
#include "driver/flow/orders.h"
#include "driver/flow/procedure.h"
#include "driver/flow/reservation.h"
#include "driver/flow/undoing.h"

#include <optional>
#include <string>

namespace mobilepay::flow {

/// How a live flow ends when nothing was taken: what goes into the row and what the till is told.
struct Ending {
    Verdict::Kind kind = Verdict::Kind::unknown;
    journal::Outcome outcome = journal::Outcome::open;
    std::string code;
    std::string detail;
    bool pointOfSaleGone = false;
};
[[nodiscard]] Ending abortedEnding();
[[nodiscard]] Ending timedOutEnding();
[[nodiscard]] Ending declinedEnding();
[[nodiscard]] Ending refusedEnding(const wallet::Refused& refused);
[[nodiscard]] Ending refusedEnding(std::string code, std::string detail);
/// Asked for, and no answer before anything was decided.
[[nodiscard]] Ending notSentEnding(std::string detail);
[[nodiscard]] Ending journalFailedEnding(const std::string& why);
/// Of a promise by which recovery may take or pay back something, if the journal holds it all the
/// same.
[[nodiscard]] Ending promiseFailedEnding(const WriteResult& promised);

/// The till wants to stop, or its time is over: nothing new is begun.
[[nodiscard]] std::optional<Ending> stopped(const Exchange& exchange, const Terms& terms);
/// When time is over for the shopper, and `cancel` is decided.
[[nodiscard]] core::MonoTime cutOff(const Terms& terms);
/// Nothing was promised: tells, and that is all.
void tellWithoutRow(Exchange& exchange, const core::OrderId& orderId,
                    const core::PaymentId& payment, const Ending& ending);

/// One thing being made, taken or undone for a till that waits. Lives in the flow's outermost
/// procedure; everything else refers to it.
struct Deal {
    Exchange& exchange;
    const Terms& terms;
    Reservation reservation;
    core::MonoTime begunAt;  ///< before anything left

    [[nodiscard]] core::MonoTime cutOff() const { return flow::cutOff(terms); }
    [[nodiscard]] std::optional<Ending> stopped() const { return flow::stopped(exchange, terms); }

    [[nodiscard]] Verdict verdict(Verdict::Kind kind, std::string code, std::string detail) const;
    [[nodiscard]] WriteDecision decision(journal::Decision decision) const;
    [[nodiscard]] WriteOutcome outcome(journal::Outcome outcome, std::string code,
                                       std::string detail) const;
};

/// Without touching the row, if there is one.
void tellOnly(const Deal& deal, const Ending& ending);
/// It was done as asked: closes the row and tells. A row that cannot be closed is finished by
/// recovery, which does it once more; the server says yes once more.
[[nodiscard]] Procedure<> closeAndApprove(const Deal& deal, std::optional<core::Money> settled);
/// Closes the row and tells. A row that cannot be closed is settled by recovery; a refund that this
/// may make yet is `unknown`.
[[nodiscard]] Procedure<> closeAndTell(const Deal& deal, Ending ending);
/// The row stays open; recovery goes on with it.
void tellOpen(const Deal& deal, Verdict::Kind kind, std::string code, std::string detail);

/// Cancels what the deal is about until that is confirmed and tells `ending`; `unknown` when it is
/// not confirmed in time. Writes the decision `cancel` first; a decision that stands
/// already is obeyed. A decision that cannot be written does not stop the cancel: undoing needs no
/// write.
[[nodiscard]] Procedure<> leave(Deal& deal, Ending ending);
/// Tries to cancel until the deadline, but no longer than a minute (or the cancel reserve, where
/// that is more). Precondition: the decision `cancel` is durable, or could not be written.
[[nodiscard]] Procedure<Undone> undoInTime(Deal& deal);
/// As `leave` where the decision needs no writing any more.
[[nodiscard]] Procedure<> leaveDecided(Deal& deal, Ending ending);

/// One capture, and what it came to. Precondition: the decision `capture` is durable.
[[nodiscard]] Procedure<> takeDecided(Deal& deal);
/// Writes the decision `capture`, then as above; cancels where that cannot be written.
[[nodiscard]] Procedure<> decideAndTake(Deal& deal);

/// The reservation is kept for a completion or a void. Precondition: the decision `hold` is
/// durable.
[[nodiscard]] Procedure<> holdDecided(Deal& deal, std::optional<Sight> sight);
/// Writes the decision `hold`, then as above; cancels where that cannot be written.
[[nodiscard]] Procedure<> decideAndHold(Deal& deal, Sight sight);

}  // namespace mobilepay::flow
