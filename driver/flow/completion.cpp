#include "driver/flow/completion.h"

#include "driver/flow/deal.h"
#include "driver/flow/original.h"

#include <optional>
#include <utility>

#include <gsl/gsl>

namespace mobilepay::flow {
namespace {

/// Why the server would refuse the capture; nothing when it may not.
std::optional<Ending> objection(const Sight& sight, const core::Money& amount) {
    if (sight.state == Sight::State::captured)
        return refusedEnding(code::alreadyCaptured, "the reservation was captured before");
    if (sight.state != Sight::State::reserved)
        return refusedEnding(code::notReserved, "the wallet says " + sight.word);
    if (!sight.amount) return std::nullopt;
    if (sight.amount->currency() != amount.currency())
        return refusedEnding(code::currencyDiffers, against(amount, *sight.amount));
    if (amount > *sight.amount)
        return refusedEnding(code::amountTooHigh, against(amount, *sight.amount));
    if (amount < *sight.amount && sight.partialCapturePossible == false)
        return refusedEnding(code::partialNotPossible, against(amount, *sight.amount));
    return std::nullopt;
}

}  // namespace

Completion::Completion(Terms terms, CompletionOrder order)
    : Script(terms.traits), terms_(std::move(terms)), order_(std::move(order)) {
    Expects(!order_.payment.empty());
}

Procedure<> Completion::play() {
    const Original original =
        co_await findOriginal(exchange_, terms_, order_.payment, order_.named);
    const auto refused = original.sight ? objection(*original.sight, order_.amount)
                                        : std::make_optional(original.ending);
    if (refused) {
        tellWithoutRow(exchange_, order_.orderId, order_.payment, *refused);
        co_return;
    }
    Deal deal{exchange_, terms_,
              Reservation::ofOthers(order_.orderId, order_.payment, order_.amount),
              exchange_.now().mono};
    journal::Record row =
        deal.reservation.record(order_, journal::Kind::completion, exchange_.now());
    row.decision = journal::Decision::capture;
    const WriteResult promised = co_await exchange_.promise(std::move(row));
    if (promised.durable)
        co_await takeDecided(deal);
    else
        tellOnly(deal, promiseFailedEnding(promised));
}

}  // namespace mobilepay::flow
