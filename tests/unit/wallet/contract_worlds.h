#pragma once

#include "tests/unit/wallet/epayment_shaped_wallet.h"

#include <memory>
#include <string>
#include <vector>

namespace mobilepay::wallet::testing {

/// How a wallet's far side differs beyond what `Traits` say; every case reads both.
struct Deviations {
    bool hasWire = true;           ///< answers can get lost
    bool capturesInParts = false;  ///< a second capture takes more of the reservation
};

/// A wallet with a far side behind it and shoppers in front, for one case.
class World {
public:
    virtual ~World() = default;
    [[nodiscard]] virtual Wallet& wallet() = 0;
    [[nodiscard]] virtual Deviations deviations() const = 0;
    /// An order of about that many kroner, at which the shopper does so. Its order id is new.
    [[nodiscard]] virtual PaymentRequest order(Deed shopper, std::int64_t kroner) = 0;
    /// A call from beginning to end; time passes.
    [[nodiscard]] virtual Answer ask(const Call& call) = 0;
    /// From now on the far side does its work and its answers get lost.
    virtual void loseAnswers(bool) {}
    /// Well formed, but of nothing.
    [[nodiscard]] virtual core::PaymentId unknownPayment() const = 0;
    /// Time passes.
    virtual void wait(core::Milliseconds) {}
};

/// `v10`, `training`, `epayment-shaped`.
[[nodiscard]] const std::vector<std::string>& worldNames();
[[nodiscard]] std::unique_ptr<World> makeWorld(const std::string& name);

}  // namespace mobilepay::wallet::testing
