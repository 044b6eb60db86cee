#include "driver/flow/refund.h"

#include "driver/flow/original.h"
#include "driver/flow/refunding.h"

#include <optional>
#include <utility>

#include <gsl/gsl>

namespace mobilepay::flow {
namespace {

/// Why the server would refuse the refund; nothing when it may not.
std::optional<Ending> objection(const Sight& sight, const core::Money& amount) {
    if (sight.state != Sight::State::captured)
        return refusedEnding(code::paymentNotCaptured, "the wallet says " + sight.word);
    const std::optional<core::Money>& taken = sight.captured ? sight.captured : sight.amount;
    if (!taken) return std::nullopt;
    if (taken->currency() != amount.currency())
        return refusedEnding(code::currencyDiffers, against(amount, *taken));
    const bool told = sight.refunded && sight.refunded->currency() == taken->currency();
    const core::Money left = told ? *taken - *sight.refunded : *taken;
    if (amount > left) return refusedEnding(code::amountTooHigh, against(amount, left));
    return std::nullopt;
}

}  // namespace

Refund::Refund(Terms terms, RefundOrder order)
    : Script(terms.traits), terms_(std::move(terms)), order_(std::move(order)) {
    Expects(!order_.payment.empty());
}

Procedure<> Refund::play() {
    const Original original =
        co_await findOriginal(exchange_, terms_, order_.payment, order_.named);
    const auto refused = original.sight ? objection(*original.sight, order_.amount)
                                        : std::make_optional(original.ending);
    if (refused)
        tellWithoutRow(exchange_, order_.orderId, order_.payment, *refused);
    else
        co_await payBack(exchange_, terms_, order_, journal::Kind::refund);
}

}  // namespace mobilepay::flow
