#include "driver/flow/undoing.h"

#include "driver/flow/clearing.h"
#include "driver/flow/refusals.h"

#include <algorithm>
#include <chrono>

namespace mobilepay::flow {
namespace {

using How = Undone::How;
using Meaning = wallet::Refused::Meaning;

/// How long a request may be stuck on its way and still be carried out; far beyond every time-out.
constexpr core::Milliseconds longestDelay = std::chrono::minutes{30};
/// The passes of recovery that repeat take minutes.
constexpr core::Milliseconds longestPass = std::chrono::minutes{5};

core::MonoTime afterARest(Undoing& u) {
    return u.exchange.now().mono + u.exchange.pace(u.reservation.serverId()).delay();
}

/// A while, so that nothing is repeated without time passing.
Exchange::Reply<void> restABit(Undoing& u) {
    core::MonoTime when = afterARest(u);
    if (u.limits.until) when = std::min(when, *u.limits.until);
    return u.exchange.pause(when);
}

/// It would be over by then.
bool restsTooLong(Undoing& u) {
    return u.limits.until && afterARest(u) >= *u.limits.until;
}

std::optional<core::MonoTime> sooner(std::optional<core::MonoTime> a,
                                     std::optional<core::MonoTime> b) {
    return a && b ? std::min(a, b) : a ? a : b;
}

/// Whether it is there under its order id. One whose identity is ours was asked for just before,
/// and was not there.
Procedure<Finding> search(Undoing& u) {
    if (u.reservation.identityIsOurs()) co_return Finding::nothing;
    const Finding finding = co_await findOurs(u.exchange, u.reservation, u.traits, u.limits.until);
    co_return finding;
}

/// The refusal would be the same at any other moment. Where a gateway may have said no, an earlier
/// attempt that is still on its way may be luckier; a refund's also where a node of the server has
/// not seen the payment or its capture yet, and it would be paid.
bool standsNow(const Undoing& u, const wallet::Refused& refused) {
    const bool refund = u.reservation.what() == Reservation::What::refund;
    if (refund && !holdsForEveryNode(refused)) return false;
    return standsForGood(refused) ||
           (mayComeFromTheWay(refused) && !refused.earlierAttemptMayArrive &&
            u.keyLife.olderThan(longestDelay, u.exchange.now()));
}

/// A refund that is made only to be cancelled is paid when the network then goes for a day. Once
/// the till's own attempt cannot arrive any more it is not repeated, but looked up.
bool betterNotMade(const Undoing& u) {
    return u.reservation.what() == Reservation::What::refund && u.traits.canSearch &&
           u.keyLife.olderThan(longestDelay, u.exchange.now());
}

/// Nor can what recovery has repeated until then.
bool nothingArrives(const Undoing& u) {
    return betterNotMade(u) &&
           u.keyLife.olderThan(2 * longestDelay + longestPass, u.exchange.now());
}

/// Repeats the create. True when there is an id now, or surely never will be.
Procedure<bool> repeatCreate(Undoing& u, Undone& result) {
    const auto until = sooner(u.limits.until, u.keyLife.end(u.exchange.now()));
    const wallet::Answer answer = co_await askInTime(u.exchange, u.reservation.create(), until);
    if (u.reservation.learn(answer)) co_return true;
    const auto* refused = std::get_if<wallet::Refused>(&answer);
    if (refused == nullptr) co_return false;
    const Finding finding = co_await search(u);
    if (finding == Finding::ours) co_return true;
    if (finding == Finding::nothing && standsNow(u, *refused)) {
        result.how = How::never;
        result.refusal = *refused;
        co_return true;
    }
    const bool blocked = u.reservation.what() == Reservation::What::payment &&
                         refused->meaning == Meaning::paymentAlreadyActive;
    if (blocked && u.limits.insist) {
        const Way way = co_await clearTheWay(u.exchange, u.reservation, u.traits, u.ownOrderPrefix,
                                             u.limits.until);
        co_return way.how == Way::How::ours;
    }
    co_return false;
}

/// One round of finding out. True when that settled it.
Procedure<bool> pinOnce(Undoing& u, Undone& result) {
    const bool repeatable = u.reservation.repeatable();
    if (!repeatable || betterNotMade(u) ||
        u.keyLife.at(u.exchange.now()) != KeyLife::State::lives) {
        const Finding finding = co_await search(u);
        if (finding == Finding::ours) co_return true;
        // Nothing is repeated on the strength of no answer: the first one to come (that of the
        // token's renewal, say) may be the one that tells that the key is dead.
        if (finding == Finding::unclear) co_return false;
        const auto life = u.keyLife.at(u.exchange.now());
        if (life == KeyLife::State::over || nothingArrives(u) ||
            (life == KeyLife::State::doubtful && !repeatable)) {
            result.how = How::never;
            co_return true;
        }
    }
    // Still in doubt it is repeated: if the key lives, a late one meets it; if it does not, what
    // comes of the repeat is cancelled, and nothing is open for ever.
    if (!repeatable || betterNotMade(u)) co_return false;
    const bool settled = co_await repeatCreate(u, result);
    co_return settled;
}

/// Finds out the id of a create of unknown fate, or that it never came to be.
Procedure<Undone> pin(Undoing& u) {
    Undone result;
    for (int round = 0; !u.limits.over(u.exchange.now(), round); ++round) {
        const bool settled = co_await pinOnce(u, result);
        if (settled || !u.limits.insist) break;
        co_await restABit(u);
    }
    co_return result;
}

Undone confirmed() {
    Undone result;
    result.how = How::cancelled;
    return result;
}

/// What a look after a refused cancel settles; nothing while it may still be cancelled.
std::optional<Undone> settledBy(const Sight& sight) {
    Undone result;
    result.state = sight.state;
    if (sight.state == Sight::State::captured)
        result.how = How::captured;
    else if (sight.nothingTaken())
        result.how = How::cancelled;
    else
        return std::nullopt;
    return result;
}

}  // namespace

bool startsLater(core::WallTime serverTime, const core::Now& now) {
    return serverTime - now.server > std::chrono::minutes{1};
}

KeyLife::State KeyLife::at(const core::Now& now) const {
    if (born_) return now.mono - *born_ >= life_ ? State::over : State::lives;
    if (!known_ && now.wall - bornHere_ >= life_) return State::over;
    if (!known_ || !now.serverKnown || startsLater(bornAtServer_, now)) return State::doubtful;
    return now.server - bornAtServer_ >= life_ ? State::over : State::lives;
}

bool KeyLife::olderThan(core::Milliseconds age, const core::Now& now) const {
    if (born_) return now.mono - *born_ >= age;
    return known_ && now.serverKnown && now.server - bornAtServer_ >= age;
}

std::optional<core::MonoTime> KeyLife::end(const core::Now& now) const {
    if (born_) return *born_ + life_;
    if (!known_ || !now.serverKnown || startsLater(bornAtServer_, now)) return std::nullopt;
    return now.mono + (bornAtServer_ + life_ - now.server);
}

Procedure<Undone> undo(Undoing& u) {
    bool absent = !u.reservation.known();
    Undone unresolved;
    for (int round = 0; !u.limits.over(u.exchange.now(), round); ++round) {
        if (absent) {
            const Undone pinned = co_await pin(u);
            if (pinned.how == How::never) co_return pinned;
            if (!u.reservation.known() || u.limits.over(u.exchange.now(), round)) break;
        }
        const wallet::Answer answer =
            co_await askInTime(u.exchange, u.reservation.cancel(), u.limits.until);
        if (std::holds_alternative<wallet::Done>(answer)) co_return confirmed();
        const auto* refused = std::get_if<wallet::Refused>(&answer);
        absent = refused != nullptr && refused->meaning == Meaning::notFound &&
                 u.reservation.identityIsOurs();
        bool answered = absent;
        unresolved.refusal = refused == nullptr ? std::nullopt : std::optional(*refused);
        if (refused != nullptr && !absent) {  // nobody but the server knows why
            const auto sight = co_await look(u.exchange, u.reservation, u.limits.until);
            answered = sight.has_value();
            const auto settled = answered ? settledBy(*sight) : std::nullopt;
            if (settled) co_return *settled;
        }
        if (!u.limits.insist && (!answered || restsTooLong(u))) break;
        co_await restABit(u);
    }
    co_return unresolved;
}

}  // namespace mobilepay::flow
