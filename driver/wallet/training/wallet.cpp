#include "driver/wallet/training/wallet.h"

#include "driver/core/error.h"
#include "driver/core/text.h"
#include "driver/wallet/answered.h"
#include "driver/wallet/training/identity.h"

namespace mobilepay::wallet::training {

namespace {

Traits traitsOfTraining() {
    Traits traits;
    traits.onePaymentPerPointOfSale = false;
    return traits;
}

void requireAmount(const core::Money& amount, core::Currency currency) {
    const std::string start =
        "The amount " + amount.toDecimal() + " " + std::string(amount.currency().code()) + " ";
    if (amount.currency() != currency)
        throw core::AmountError(start + "is in another currency than the till's, " +
                                std::string(currency.code()));
    if (amount.minor() <= 0) throw core::AmountError(start + "must be above zero");
    if (amount.minor() > largestAmount)
        throw core::AmountError(start + "is too large for a training payment");
}

}  // namespace

Wallet::Wallet(core::Currency currency)
    : currency_(currency), traits_(traitsOfTraining()), book_(currency) {}

Sealed Wallet::seal(const PaymentRequest& request) const {
    requireAmount(request.amount, currency_);
    core::requireMobilePayText("orderId", request.orderId.text());
    if (!request.label.empty()) core::requireMobilePayText("label", request.label);
    return {writeOrder(request), true};
}

Sealed Wallet::seal(const RefundRequest& request) const {
    requireAmount(request.amount, currency_);
    core::requireMobilePayText("refundOrderId", request.orderId.text());
    if (!Identity::parse(request.payment.text()))
        throw core::TextError("The payment '" + core::printableAscii(request.payment.text(), 64) +
                              "' is no training payment; leave the training mode for a real one");
    return {writeOrder(request), true};
}

std::unique_ptr<Conversation> Wallet::begin(const Call& call, std::optional<core::MonoTime>) {
    const std::lock_guard guard(mutex_);
    return std::make_unique<Answered>(book_.answer(call));
}

}  // namespace mobilepay::wallet::training
