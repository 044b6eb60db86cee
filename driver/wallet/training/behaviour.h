#pragma once

#include "driver/core/money.h"

namespace mobilepay::wallet::training {

/// What a training payment does, told by the last two digits of its amount in minor units
/// (12.51: the shopper declines). All other amounts are approved.
enum class Behaviour {
    approved,
    declined,            ///< 51: the shopper says no
    nobodyAnswers,       ///< 52: waits until the till gives up
    cancelledByWallet,   ///< 53: the shopper's card is refused
    captureGoesUnheard,  ///< 54: the first capture gets no answer, the next one works
    capturedWholeOnly,   ///< 55: a part of the reservation cannot be captured
    storeBalanceTooLow,  ///< 56: of a refund: the store's balance does not cover it
};

[[nodiscard]] Behaviour behaviourOf(const core::Money& amount) noexcept;

}  // namespace mobilepay::wallet::training
