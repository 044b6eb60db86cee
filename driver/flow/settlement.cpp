#include "driver/flow/settlement.h"

#include "driver/flow/asking.h"
#include "driver/flow/refusals.h"
#include "driver/flow/taking.h"

#include <utility>

namespace mobilepay::flow {
namespace {

using journal::Decision;
using journal::Kind;
using journal::Outcome;

bool isPayment(Kind kind) {
    return kind == Kind::sale || kind == Kind::preSale;
}

bool isVoid(Kind kind) {
    return kind == Kind::voidPreSale || kind == Kind::voidSale;
}

/// No flow decides so; such a row was not written by us, and nothing is done on its word.
bool makesNoSense(const journal::Record& row, Decision decision) {
    const bool cancelsOnly = row.kind == Kind::preSale || (isVoid(row.kind) && row.key.empty());
    return (decision == Decision::hold && row.kind != Kind::preSale) ||
           (decision == Decision::capture && cancelsOnly);
}

}  // namespace

Settlement::Settlement(wallet::Traits traits, journal::Record row,
                       std::optional<core::MonoTime> giveUpAt)
    : Script(traits),
      traits_(traits),
      row_(std::move(row)),
      giveUpAt_(giveUpAt),
      reservation_(Reservation::of(row_, traits_)) {}

Procedure<> Settlement::play() {
    if (row_.decision != Decision::none) {
        co_await obey(row_.decision);
        co_return;
    }
    const WriteDecision undecided{row_.orderId, Decision::cancel, {}, {}};
    const DecisionResult decided = co_await exchange_.decide(undecided);
    if (decided.stands)
        co_await obey(*decided.stands);
    else
        exchange_.end(false, decided.text);
}

Procedure<> Settlement::obey(Decision decision) {
    const bool made = isPayment(row_.kind) || (!row_.key.empty() && traits_.refundInTwoSteps);
    const bool voided = isVoid(row_.kind) && row_.key.empty();
    if (decision == Decision::none)
        exchange_.end(true);  // somebody closed it meanwhile
    else if (makesNoSense(row_, decision))
        exchange_.end(false, "the decision on " + row_.orderId.text() + " makes no sense", true);
    else if (decision == Decision::hold)
        co_await close(Outcome::approved, code::approved, {});
    else if (decision == Decision::capture)
        co_await finish();
    else if (made)
        co_await undoMade();
    else if (voided && row_.decision == Decision::cancel)
        co_await cancelVoided();
    else  // decided in its promise otherwise (completion, void, one-step refund): it never left
        co_await close(Outcome::undone, code::undone, "nothing was sent");
}

/// Whether a life that began with the promise is over by the server's time; in doubt it is.
bool Settlement::passed(core::Milliseconds life) const {
    const core::Now& now = exchange_.now();
    if (!now.serverKnown || !row_.serverTimeKnown) return true;
    if (startsLater(row_.serverPromisedAt, now)) return true;
    return now.server - row_.serverPromisedAt > life;
}

Procedure<> Settlement::close(Outcome outcome, std::string code, std::string detail) {
    const WriteOutcome closing{row_.orderId,           outcome,
                               std::move(code),        std::move(detail),
                               reservation_.payment(), reservation_.refund()};
    const WriteResult closed = co_await exchange_.conclude(closing);
    exchange_.end(closed.durable, closed.text);
}

Procedure<Undone> Settlement::undoOnce() {
    Undoing undoing{exchange_, reservation_,      traits_, KeyLife(traits_.keyLife, row_),
                    {},        {giveUpAt_, false}};
    const Undone undone = co_await undo(undoing);
    co_return undone;
}

Procedure<> Settlement::undoMade() {
    const bool wasKnown = reservation_.known();
    const Undone undone = co_await undoOnce();
    const bool refund = reservation_.what() == Reservation::What::refund;
    switch (undone.how) {
        case Undone::How::cancelled:
            co_await close(Outcome::undone, code::undone, "cancelled by recovery");
            co_return;
        case Undone::How::never:
            co_await close(Outcome::undone, code::undone, "the server knows nothing of it");
            co_return;
        case Undone::How::captured:
            if (refund && passed(traits_.refundReservationLife)) {
                co_await close(Outcome::lapsed, code::refundLapsed,
                               "not cancelled in time: the server paid it back by itself");
                co_return;
            }
            co_await rememberId(wasKnown);
            exchange_.end(false,
                          row_.orderId.text() + " (" + reservation_.serverId() +
                              ") was to be cancelled, but the wallet says it was captured",
                          true);
            co_return;
        case Undone::How::unresolved:
            break;
    }
    co_await rememberId(wasKnown);
    notConfirmed("the cancel of ", undone);
}

/// From then on the row blocks nobody.
Procedure<> Settlement::rememberId(bool wasKnown) {
    if (wasKnown || !reservation_.known()) co_return;
    const WriteDecision known{row_.orderId, Decision::cancel, reservation_.payment(),
                              reservation_.refund()};
    co_await exchange_.decide(known);
}

/// With the server's words, where it said no.
void Settlement::notConfirmed(const std::string& what, const Undone& undone) {
    std::string text = what + row_.orderId.text() + " is not confirmed yet";
    if (undone.refusal) text += ": " + undone.refusal->text;
    const bool known = reservation_.known() && !reservation_.identityIsOurs();
    exchange_.end(false, std::move(text),
                  known && undone.refusal && isUnknownThere(*undone.refusal));
}

Procedure<> Settlement::cancelVoided() {
    const Undone undone = co_await undoOnce();
    if (undone.how == Undone::How::cancelled)
        co_await close(Outcome::approved, code::approved, {});
    else if (undone.how == Undone::How::captured)
        co_await close(Outcome::refused, code::capturedMeanwhile,
                       "it was captured before it could be cancelled");
    else
        notConfirmed("the void ", undone);
}

Procedure<> Settlement::finish() {
    if (!isPayment(row_.kind) && !row_.key.empty() && !traits_.refundInTwoSteps) {
        co_await repeatRefund();
        co_return;
    }
    if (!reservation_.known()) co_await findOurs(exchange_, reservation_, traits_, giveUpAt_);
    if (!reservation_.known()) {
        exchange_.end(false, "what " + row_.orderId.text() + " is called at the server is unknown");
        co_return;
    }
    const Taken taken = co_await take(exchange_, reservation_, 0, giveUpAt_);
    if (taken.how == Taken::How::confirmed)
        co_await close(Outcome::approved, code::approved, {});
    else if (taken.how == Taken::How::ruledOut)
        co_await close(Outcome::refused, taken.code, taken.detail);
    else if (taken.how == Taken::How::notTaken && taken.state == Sight::State::expired)
        co_await close(Outcome::lapsed, code::reservationLapsed,
                       "not captured within the reservation's life: " + taken.detail);
    else if (taken.how == Taken::How::notTaken)
        co_await close(Outcome::notCaptured, code::notCaptured, taken.detail);
    else
        exchange_.end(
            false,
            "the capture of " + row_.orderId.text() + " is not confirmed yet: " + taken.detail,
            taken.needsPerson);
}

/// Paid back by its create: the same create again, as long as it surely is the same.
Procedure<> Settlement::repeatRefund() {
    const KeyLife life(traits_.keyLife, row_);
    if (life.at(exchange_.now()) != KeyLife::State::lives || !reservation_.repeatable()) {
        const Finding finding = co_await findOurs(exchange_, reservation_, traits_, giveUpAt_);
        std::optional<Sight> sight;
        if (finding == Finding::ours) sight = co_await look(exchange_, reservation_, giveUpAt_);
        // The create is the deed here: in doubt it is not repeated.
        const bool over = life.at(exchange_.now()) == KeyLife::State::over || !row_.serverTimeKnown;
        if (sight && sight->state == Sight::State::captured)
            co_await close(Outcome::approved, code::approved, {});
        else if ((sight && sight->nothingTaken()) || (finding == Finding::nothing && over))
            co_await close(Outcome::notCaptured, code::notCaptured, "it was not paid back");
        else
            exchange_.end(false, "whether " + row_.orderId.text() +
                                     " was paid back cannot be known from here");
        co_return;
    }
    const wallet::Answer answer = co_await exchange_.ask(reservation_.create(), giveUpAt_);
    const auto* refused = std::get_if<wallet::Refused>(&answer);
    if (reservation_.learn(answer))
        co_await close(Outcome::approved, code::approved, {});
    else if (refused != nullptr && standsForGood(*refused))
        co_await close(Outcome::notCaptured, codeOf(*refused), refused->text);
    else
        exchange_.end(false, "the refund " + row_.orderId.text() + " is not confirmed yet");
}

}  // namespace mobilepay::flow
