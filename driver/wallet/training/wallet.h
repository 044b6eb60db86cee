#pragma once

#include "driver/core/money.h"
#include "driver/wallet/training/book.h"
#include "driver/wallet/wallet.h"

#include <mutex>
#include <string>

namespace mobilepay::wallet::training {

/// The wallet for training a cashier: answers at once, without any network, and moves no money.
/// Every id begins `TRAINING-` and holds currency, amount and kind, so that a void or a refund of
/// a payment of an earlier process works too; ids of real payments are refused. It behaves as
/// `behaviour.h` says, by the amount alone.
///
/// Payments are kept in memory (the last thousand). One whose process is gone is known by its id
/// alone: as captured when it was a sale (`CaptureDelay::none`), as reserved when it was to be
/// captured later; what was done to it since is forgotten.
class Wallet final : public wallet::Wallet {
public:
    explicit Wallet(core::Currency currency);

    [[nodiscard]] const Traits& traits() const override { return traits_; }
    /// Throws as the real wallet does: `TextError` for order id and label, `AmountError` for an
    /// amount that is not above zero or in another currency.
    [[nodiscard]] Sealed seal(const PaymentRequest& request) const override;
    [[nodiscard]] Sealed seal(const RefundRequest& request) const override;
    [[nodiscard]] std::unique_ptr<Conversation> begin(
        const Call& call, std::optional<core::MonoTime> giveUpAt) override;
    [[nodiscard]] std::string qrText(const PointOfSaleView&) const override { return {}; }

private:
    const core::Currency currency_;
    const Traits traits_;
    std::mutex mutex_;
    Book book_;  ///< guarded by `mutex_`
};

}  // namespace mobilepay::wallet::training
