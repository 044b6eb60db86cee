#include "driver/wallet/v10/wallet.h"

#include "driver/core/error.h"
#include "driver/wallet/answered.h"
#include "driver/wallet/v10/bodies.h"
#include "driver/wallet/v10/conversation.h"
#include "driver/wallet/v10/forms.h"
#include "driver/wallet/v10/plan.h"

#include <utility>

namespace mobilepay::wallet::v10 {

namespace {

Configuration checked(Configuration configuration) {
    check(configuration);
    return configuration;
}

/// What v10 promises; keys live 24 hours there, less a reserve for clocks and the way.
Traits traitsOfV10() {
    Traits traits;
    traits.repeatedCaptureTells = true;
    return traits;
}

}  // namespace

Wallet::Wallet(Configuration configuration, gsl::not_null<rest::TokenSource*> tokens,
               gsl::not_null<core::Random*> random)
    : configuration_(checked(std::move(configuration))),
      traits_(traitsOfV10()),
      tokens_(tokens),
      random_(random) {}

Sealed Wallet::seal(const PaymentRequest& request) const {
    return {createPaymentBody(request, configuration_.currency), true};
}

Sealed Wallet::seal(const RefundRequest& request) const {
    return {createRefundBody(request, configuration_.currency), true};
}

std::unique_ptr<Conversation> Wallet::begin(const Call& call,
                                            std::optional<core::MonoTime> giveUpAt) {
    try {
        return std::make_unique<Exchange>(planOf(call, configuration_), configuration_.retry,
                                          tokens_, random_, &pollGate_, giveUpAt);
    } catch (const core::Fault& fault) {
        Refused refused;
        refused.meaning = Refused::Meaning::badRequest;
        refused.text = fault.what();
        return std::make_unique<Answered>(std::move(refused));
    }
}

std::string Wallet::qrText(const PointOfSaleView& pointOfSale) const {
    const std::string beacon = lowerCase(pointOfSale.configuration.beaconId);
    return beacon.empty() ? "" : "mobilepaypos://pos?id=" + beacon + "&source=qr";
}

}  // namespace mobilepay::wallet::v10
