#include "driver/flow/making.h"

#include "driver/flow/asking.h"
#include "driver/flow/clearing.h"
#include "driver/flow/refusals.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace mobilepay::flow {
namespace {

using Kind = Verdict::Kind;
using Meaning = wallet::Refused::Meaning;
using State = Sight::State;
using journal::Outcome;

/// How often a create is tried again after an active payment was in the way.
constexpr int clearings = 2;

Made over(Ending ending) {
    return {Made::How::over, std::move(ending), {}};
}

Made toLeave(Ending ending) {
    return {Made::How::toLeave, std::move(ending), {}};
}

Ending unanswered() {
    return {Kind::timedOut, Outcome::timedOut, code::noAnswerCancelled,
            "the server did not say what became of the create; nothing was taken"};
}

Ending strangerEnding(const wallet::Refused& refused, const Way& way) {
    std::string detail = "another payment is active at this point of sale";
    if (way.how == Way::How::stranger)
        detail += ": " + way.payment.text() + ", order id '" + way.orderId.text() + "'";
    else
        detail += "; which one could not be asked";
    return {Kind::strangerActive, Outcome::refused, codeOf(refused), std::move(detail)};
}

/// What a create without an id in its answer means.
Made notCreated(const Deal& deal, const wallet::Answer& answer) {
    const auto* refused = std::get_if<wallet::Refused>(&answer);
    const auto* silence = std::get_if<wallet::NoAnswer>(&answer);
    const bool aborted = deal.exchange.abortRequested();
    if (refused != nullptr && !refused->earlierAttemptMayArrive)
        return over(refusedEnding(*refused));
    if (silence != nullptr && !silence->maybeDone)
        return over(aborted ? abortedEnding() : notSentEnding(silence->text));
    return toLeave(aborted ? abortedEnding() : unanswered());
}

const wallet::Refused* blockedBy(const Deal& deal, const wallet::Answer& answer) {
    const auto* refused = std::get_if<wallet::Refused>(&answer);
    const bool payment = deal.reservation.what() == Reservation::What::payment;
    const bool blocked = payment && refused != nullptr && !refused->earlierAttemptMayArrive &&
                         refused->meaning == Meaning::paymentAlreadyActive;
    return blocked ? refused : nullptr;
}

/// Creates it; nothing when that worked.
Procedure<std::optional<Made>> create(Deal& deal) {
    for (int cleared = 0;; ++cleared) {
        if (auto stop = deal.stopped()) co_return over(std::move(*stop));
        const wallet::Answer answer =
            co_await deal.exchange.ask(deal.reservation.create(), deal.cutOff());
        if (deal.reservation.learn(answer)) co_return std::nullopt;
        const wallet::Refused* blocked = blockedBy(deal, answer);
        if (blocked == nullptr) co_return notCreated(deal, answer);
        if (cleared == clearings) co_return over(strangerEnding(*blocked, Way{}));
        const Way way = co_await clearTheWay(deal.exchange, deal.reservation, deal.terms.traits,
                                             deal.terms.ownOrderPrefix, deal.cutOff());
        if (way.how == Way::How::ours) co_return std::nullopt;
        if (way.how != Way::How::free) co_return over(strangerEnding(*blocked, way));
    }
}

void report(const Deal& deal, State state) {
    Progress::Stage stage = Progress::Stage::waitingForShopper;
    if (state == State::withShopper) stage = Progress::Stage::withShopper;
    if (state == State::reserved) stage = Progress::Stage::reserved;
    deal.exchange.progress(stage, deal.reservation.payment());
}

/// The server shows something else under our id. With another order id it may be somebody else's:
/// that is not cancelled on the word of one answer, the create is asked again what is ours.
std::optional<Made> judgeDifference(Deal& deal, const Sight& sight) {
    const auto difference = deal.reservation.difference(sight);
    if (!difference) return std::nullopt;
    if (sight.orderId != deal.reservation.orderId()) deal.reservation.forget();
    return toLeave(refusedEnding(code::answerDiffers, *difference));
}

/// What a poll's view means; nothing while there is still something to wait for.
std::optional<Made> judge(Deal& deal, const Sight& sight) {
    if (!deal.reservation.shownBy(sight)) return std::nullopt;  // an answer to another question
    if (auto differs = judgeDifference(deal, sight)) return differs;
    const bool refund = deal.reservation.what() == Reservation::What::refund;
    switch (sight.state) {
        case State::waiting:
        case State::withShopper:
            report(deal, sight.state);
            return std::nullopt;
        case State::captured:
            // A refund moves on by itself in the end, just as asked; the capture will say so.
            if (!refund)
                return toLeave(refusedEnding(code::capturedUndecided,
                                             "somebody captured it before it was decided"));
            [[fallthrough]];
        case State::reserved:
            if (auto stop = deal.stopped()) return toLeave(std::move(*stop));
            report(deal, State::reserved);
            return Made{Made::How::reserved, {}, sight};
        case State::declined:
            return over(declinedEnding());
        case State::cancelledByUs:
        case State::cancelledByWallet:
        case State::expired:
            break;
    }
    return over({Kind::cancelledByWallet, Outcome::cancelledByWallet, code::cancelledByWallet,
                 "the wallet says " + sight.word});
}

/// A no to the question itself. What waiting may mend is waited for.
std::optional<Made> judgeRefusal(const wallet::Answer& answer) {
    const auto* refused = std::get_if<wallet::Refused>(&answer);
    if (refused == nullptr || refused->meaning == Meaning::other) return std::nullopt;
    return toLeave(refusedEnding(*refused));
}

Procedure<Made> poll(Deal& deal) {
    Exchange& exchange = deal.exchange;
    for (;;) {
        if (auto stop = deal.stopped()) co_return toLeave(std::move(*stop));
        const wallet::Answer answer = co_await query(exchange, deal.reservation.query(true),
                                                     deal.reservation.serverId(), deal.cutOff());
        const auto sight = sightOf(answer);
        auto made = sight ? judge(deal, *sight) : judgeRefusal(answer);
        if (made) co_return std::move(*made);
        const auto next = exchange.pace(deal.reservation.serverId()).next();
        co_await exchange.wait(std::min(next.value_or(exchange.now().mono), deal.cutOff()));
    }
}

}  // namespace

Procedure<Made> make(Deal& deal) {
    auto ended = co_await create(deal);
    if (ended) co_return std::move(*ended);
    deal.exchange.progress(Progress::Stage::created, deal.reservation.payment());
    Made made = co_await poll(deal);
    co_return made;
}

Procedure<> makeAndSettle(Deal& deal, journal::Record row, journal::Decision decision) {
    const WriteResult promised = co_await deal.exchange.promise(std::move(row));
    if (!promised.durable) {
        const bool refund = deal.reservation.what() == Reservation::What::refund;
        tellOnly(deal, refund ? promiseFailedEnding(promised) : journalFailedEnding(promised.text));
        co_return;
    }
    Made made = co_await make(deal);
    if (made.how == Made::How::over)
        co_await closeAndTell(deal, std::move(made.ending));
    else if (made.how == Made::How::toLeave)
        co_await leave(deal, std::move(made.ending));
    else if (decision == journal::Decision::hold)
        co_await decideAndHold(deal, std::move(made.sight));
    else
        co_await decideAndTake(deal);
}

}  // namespace mobilepay::flow
