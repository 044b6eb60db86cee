#pragma once

#include "driver/core/ids.h"
#include "driver/rest/token.h"
#include "driver/wallet/v10/configuration.h"
#include "driver/wallet/v10/poll_gate.h"
#include "driver/wallet/wallet.h"

#include <gsl/gsl>

namespace mobilepay::wallet::v10 {

/// MobilePay PoS API v10: every endpoint, field and error code of it, behind the port. Sends
/// nothing itself; its conversations say what to send.
///
/// Repeated are creates, ready, capture, cancel, delete and queries, as `Configuration::retry`
/// says, with the same key and the same bytes; polls (`QueryPayment::poll`, `QueryRefund::poll`,
/// `QueryCheckIn`) and a capture with `attempts` 1 are sent once. A 4xx is `Refused`, with the
/// meaning of its code; 408, 429, 5xx and silence are `NoAnswer`; everything that breaks the
/// protocol is `Malformed`.
class Wallet final : public wallet::Wallet {
public:
    /// Throws `core::ConfigurationError`. `tokens` (shared by the wallets of one client and
    /// merchant) and `random` (jitter) outlive the wallet and its conversations.
    Wallet(Configuration configuration, gsl::not_null<rest::TokenSource*> tokens,
           gsl::not_null<core::Random*> random);

    [[nodiscard]] const Traits& traits() const override { return traits_; }

    /// The amount is above zero and in the configured currency (`AmountError`), the point of sale a
    /// GUID, order id and label valid texts (`TextError`).
    [[nodiscard]] Sealed seal(const PaymentRequest& request) const override;
    [[nodiscard]] Sealed seal(const RefundRequest& request) const override;

    [[nodiscard]] std::unique_ptr<Conversation> begin(
        const Call& call, std::optional<core::MonoTime> giveUpAt) override;

    /// `mobilepaypos://pos?id={beaconId}&source=qr`, all lowercase (v10 Formats).
    [[nodiscard]] std::string qrText(const PointOfSaleView& pointOfSale) const override;

private:
    const Configuration configuration_;
    const Traits traits_;
    const gsl::not_null<rest::TokenSource*> tokens_;
    const gsl::not_null<core::Random*> random_;
    PollGate pollGate_;
};

}  // namespace mobilepay::wallet::v10
