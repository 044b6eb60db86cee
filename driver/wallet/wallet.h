#pragma once

#include "driver/rest/call.h"
#include "driver/wallet/calls.h"

#include <memory>
#include <optional>
#include <variant>

namespace mobilepay::wallet {

/// One call on its way: no thread, no clock, no socket. The runner of a lane drives it over a real
/// connection, the simulation over virtual time. Begin with `next`; after `Send` give the result to
/// `answered`; after `WaitUntil` call `next` again at that time. After `Answer` the conversation is
/// over.
class Conversation {
public:
    using Step = std::variant<rest::Send, rest::WaitUntil, Answer>;
    virtual ~Conversation() = default;
    virtual Step next(core::Now now) = 0;
    virtual Step answered(core::Now now, const rest::HttpResult& result) = 0;
};

/// What a till needs of any wallet. One object serves all lanes of one merchant, environment and
/// currency of a process. All members are safe to call from any thread at once; a `Conversation`
/// belongs to one thread at a time.
class Wallet {
public:
    virtual ~Wallet() = default;
    [[nodiscard]] virtual const Traits& traits() const = 0;

    /// The bytes of a create. Throws `TextError`, `AmountError` or `ConfigurationError` when the
    /// request breaks a rule that can be known before anything is sent.
    [[nodiscard]] virtual Sealed seal(const PaymentRequest& request) const = 0;
    [[nodiscard]] virtual Sealed seal(const RefundRequest& request) const = 0;

    /// Starts a call. `giveUpAt`: no attempt is started later, and an attempt's time-out is cut to
    /// it. The wallet must outlive the conversation. What can be known to be wrong before anything
    /// is sent (an id that is none of this wallet's, an amount in another currency) is answered
    /// `Refused` with `httpStatus` 0 at once; `begin` itself throws nothing of the sort.
    [[nodiscard]] virtual std::unique_ptr<Conversation> begin(
        const Call& call, std::optional<core::MonoTime> giveUpAt) = 0;

    /// The text of the QR code that leads a shopper's phone to a point of sale; empty where the
    /// wallet has none.
    [[nodiscard]] virtual std::string qrText(const PointOfSaleView& pointOfSale) const = 0;
};

}  // namespace mobilepay::wallet
