#include "driver/flow/taking.h"

#include "driver/flow/asking.h"
#include "driver/flow/refusals.h"

namespace mobilepay::flow {
namespace {

using How = Taken::How;
using Meaning = wallet::Refused::Meaning;

/// A captured sight after the server refused our capture. Wallets that do not tell how much was
/// captured have said so by their refusal when it was another amount, if they got as far as that.
How judgeCaptured(const Reservation& reservation, const wallet::Refused& refused,
                  const Sight& sight) {
    const bool otherAmount = refused.meaning == Meaning::capturedWithOtherAmount ||
                             (sight.captured && *sight.captured != reservation.amount());
    if (otherAmount) return reservation.ofOthers() ? How::notTaken : How::notYetSettled;
    const bool known = sight.captured || knowsThePayment(refused);
    return known && reservation.showsOurAmount(sight) ? How::confirmed : How::notYetSettled;
}

How judge(const Reservation& reservation, const wallet::Refused& refused, const Sight& sight) {
    if (sight.state == Sight::State::captured) return judgeCaptured(reservation, refused, sight);
    if (sight.nothingTaken()) return How::notTaken;
    const bool reserved = sight.state == Sight::State::reserved;
    if (reserved && reservation.ofOthers() && rulesCaptureOut(refused)) return How::ruledOut;
    return How::notYetSettled;
}

}  // namespace

Procedure<Taken> take(Exchange& exchange, const Reservation& reservation, int attempts,
                      std::optional<core::MonoTime> until) {
    Taken result;
    const wallet::Answer answer = co_await exchange.ask(reservation.capture(attempts), until);
    if (std::holds_alternative<wallet::Done>(answer)) {
        result.how = How::confirmed;
        co_return result;
    }
    const auto* refused = std::get_if<wallet::Refused>(&answer);
    if (refused == nullptr) {
        result.detail = "the server has not confirmed the capture";
        co_return result;
    }
    result.code = codeOf(*refused);
    result.detail = refused->text;
    const auto sight = co_await look(exchange, reservation, until);
    if (!sight) {
        result.needsPerson = isUnknownThere(*refused);
        co_return result;
    }
    result.how = judge(reservation, *refused, *sight);
    // Our own reservation, captured with an amount that nobody here decided.
    result.needsPerson = result.how == How::notYetSettled &&
                         sight->state == Sight::State::captured && knowsThePayment(*refused);
    result.state = sight->state;
    result.detail += " (the wallet says " + sight->word + ")";
    co_return result;
}

}  // namespace mobilepay::flow
