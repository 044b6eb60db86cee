#include "driver/wallet/training/behaviour.h"

namespace mobilepay::wallet::training {

Behaviour behaviourOf(const core::Money& amount) noexcept {
    switch (amount.minor() % 100) {
        case 51:
            return Behaviour::declined;
        case 52:
            return Behaviour::nobodyAnswers;
        case 53:
            return Behaviour::cancelledByWallet;
        case 54:
            return Behaviour::captureGoesUnheard;
        case 55:
            return Behaviour::capturedWholeOnly;
        case 56:
            return Behaviour::storeBalanceTooLow;
        default:
            return Behaviour::approved;
    }
}

}  // namespace mobilepay::wallet::training
