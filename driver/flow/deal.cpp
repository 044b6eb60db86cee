#include "driver/flow/deal.h"

#include "driver/flow/taking.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace mobilepay::flow {
namespace {

using Kind = Verdict::Kind;
using journal::Decision;
using journal::Outcome;

/// A till that waits for ever for a shopper does not wait so for a server that is away.
constexpr core::Milliseconds undoPatience = std::chrono::minutes{1};

void tell(const Deal& deal, Verdict verdict) {
    deal.exchange.tell(std::move(verdict));
    deal.exchange.end(true);
}

/// Recovery finds an open row and asks for the refund once more, to cancel it. A network that goes
/// just then has the server pay it. What has an id is found as it is.
bool mayBePaidYet(const Deal& deal) {
    return deal.reservation.what() == Reservation::What::refund && !deal.reservation.known();
}

/// What the till is told once nothing is left at the server.
Ending confirmedEnding(const Ending& ending, const Undone& undone) {
    const bool late = ending.kind == Kind::timedOut;
    if (late && undone.how == Undone::How::cancelled && undone.state == Sight::State::declined)
        return declinedEnding();
    if (late && undone.how == Undone::How::never && undone.refusal)
        return refusedEnding(*undone.refusal);
    return ending;
}

}  // namespace

core::MonoTime cutOff(const Terms& terms) {
    return terms.deadline - terms.cancelReserve;
}

std::optional<Ending> stopped(const Exchange& exchange, const Terms& terms) {
    if (exchange.abortRequested()) return abortedEnding();
    if (exchange.now().mono >= cutOff(terms)) return timedOutEnding();
    return std::nullopt;
}

void tellWithoutRow(Exchange& exchange, const core::OrderId& orderId,
                    const core::PaymentId& payment, const Ending& ending) {
    Verdict verdict;
    verdict.kind = ending.kind;
    verdict.orderId = orderId;
    verdict.payment = payment;
    verdict.code = ending.code;
    verdict.detail = ending.detail;
    exchange.tell(std::move(verdict));
    exchange.end(true);
}

Verdict Deal::verdict(Kind kind, std::string code, std::string detail) const {
    Verdict verdict;
    verdict.kind = kind;
    verdict.orderId = reservation.orderId();
    verdict.payment = reservation.payment();
    verdict.refund = reservation.refund();
    verdict.code = std::move(code);
    verdict.detail = std::move(detail);
    return verdict;
}

WriteDecision Deal::decision(Decision decision) const {
    return {reservation.orderId(), decision, reservation.payment(), reservation.refund()};
}

WriteOutcome Deal::outcome(Outcome outcome, std::string code, std::string detail) const {
    return {reservation.orderId(), outcome,
            std::move(code),       std::move(detail),
            reservation.payment(), reservation.refund()};
}

void tellOnly(const Deal& deal, const Ending& ending) {
    Verdict verdict = deal.verdict(ending.kind, ending.code, ending.detail);
    verdict.pointOfSaleGone = ending.pointOfSaleGone;
    tell(deal, std::move(verdict));
}

Procedure<> closeAndApprove(const Deal& deal, std::optional<core::Money> settled) {
    co_await deal.exchange.conclude(deal.outcome(Outcome::approved, code::approved, {}));
    Verdict verdict = deal.verdict(Kind::approved, code::approved, {});
    verdict.settled = settled;
    tell(deal, std::move(verdict));
}

Procedure<> closeAndTell(const Deal& deal, Ending ending) {
    const WriteResult closed =
        co_await deal.exchange.conclude(deal.outcome(ending.outcome, ending.code, ending.detail));
    if (closed.durable || !mayBePaidYet(deal))
        tellOnly(deal, ending);
    else
        tellOpen(deal, Kind::unknown, code::unknown, ending.detail + "; " + closed.text);
}

void tellOpen(const Deal& deal, Kind kind, std::string code, std::string detail) {
    Verdict verdict = deal.verdict(kind, std::move(code), std::move(detail));
    if (kind == Kind::approvedCapturePending) verdict.settled = deal.reservation.amount();
    tell(deal, std::move(verdict));
}

Procedure<> leave(Deal& deal, Ending ending) {
    const DecisionResult decided = co_await deal.exchange.decide(deal.decision(Decision::cancel));
    if (decided.stands == Decision::capture)
        co_await takeDecided(deal);
    else if (decided.stands == Decision::hold)
        co_await holdDecided(deal, std::nullopt);
    else
        co_await leaveDecided(deal, std::move(ending));
}

Procedure<Undone> undoInTime(Deal& deal) {
    const auto patience = std::max(undoPatience, deal.terms.cancelReserve);
    const auto until = std::min(deal.terms.deadline, deal.exchange.now().mono + patience);
    deal.exchange.progress(Progress::Stage::cancelling, deal.reservation.payment());
    Undoing undoing{deal.exchange,
                    deal.reservation,
                    deal.terms.traits,
                    KeyLife(deal.terms.traits.keyLife, deal.begunAt),
                    deal.terms.ownOrderPrefix,
                    {until, true}};
    const Undone undone = co_await undo(undoing);
    co_return undone;
}

Procedure<> leaveDecided(Deal& deal, Ending ending) {
    const bool wasKnown = deal.reservation.known();
    const Undone undone = co_await undoInTime(deal);
    if (undone.how == Undone::How::cancelled || undone.how == Undone::How::never) {
        co_await closeAndTell(deal, confirmedEnding(ending, undone));
        co_return;
    }
    // With the id in its row a payment is no unresolved create any more and blocks nobody.
    if (!wasKnown && deal.reservation.known())
        co_await deal.exchange.decide(deal.decision(Decision::cancel));
    const bool captured = undone.how == Undone::How::captured;
    tellOpen(deal, Kind::unknown, captured ? code::capturedUndecided : code::unknown,
             captured ? "it was to be cancelled, but somebody captured it: look it up by its "
                        "reference (" +
                            ending.detail + ")"
                      : "the cancel is not confirmed yet; it goes on (" + ending.detail + ")");
}

Procedure<> takeDecided(Deal& deal) {
    if (!deal.reservation.known()) {  // its row holds the id; recovery reads it there
        tellOpen(deal, Kind::approvedCapturePending, code::approvedCapturePending, {});
        co_return;
    }
    Exchange& exchange = deal.exchange;
    exchange.progress(Progress::Stage::finishing, deal.reservation.payment());
    const Taken taken = co_await take(exchange, deal.reservation, 1, deal.terms.deadline);
    if (taken.how == Taken::How::confirmed) {
        co_await closeAndApprove(deal, deal.reservation.amount());
    } else if (taken.how == Taken::How::notTaken) {
        Ending ending{Kind::notCaptured, Outcome::notCaptured, code::notCaptured, taken.detail};
        co_await closeAndTell(deal, std::move(ending));
    } else if (taken.how == Taken::How::ruledOut) {
        co_await closeAndTell(deal, refusedEnding(taken.code, taken.detail));
    } else {
        tellOpen(deal, Kind::approvedCapturePending, code::approvedCapturePending, taken.detail);
    }
}

Procedure<> decideAndTake(Deal& deal) {
    const DecisionResult decided = co_await deal.exchange.decide(deal.decision(Decision::capture));
    if (decided.stands == Decision::capture)
        co_await takeDecided(deal);
    else if (decided.stands)
        co_await leave(deal, timedOutEnding());
    else
        co_await leave(deal, journalFailedEnding(decided.text));
}

Procedure<> holdDecided(Deal& deal, std::optional<Sight> sight) {
    co_await deal.exchange.conclude(deal.outcome(Outcome::approved, code::approved, {}));
    Verdict verdict = deal.verdict(Kind::approved, code::approved, {});
    if (sight) {
        verdict.partialCapturePossible = sight->partialCapturePossible;
        verdict.expiresAt = sight->expiresAt;
    }
    tell(deal, std::move(verdict));
}

Procedure<> decideAndHold(Deal& deal, Sight sight) {
    const DecisionResult decided = co_await deal.exchange.decide(deal.decision(Decision::hold));
    if (decided.stands == Decision::hold)
        co_await holdDecided(deal, std::move(sight));
    else if (decided.stands)
        co_await leave(deal, timedOutEnding());
    else
        co_await leave(deal, journalFailedEnding(decided.text));
}

}  // namespace mobilepay::flow
