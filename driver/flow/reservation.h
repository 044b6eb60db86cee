#pragma once

#include "driver/core/clock.h"
#include "driver/core/ids.h"
#include "driver/core/money.h"
#include "driver/journal/record.h"
#include "driver/wallet/calls.h"

#include <optional>
#include <string>

namespace mobilepay::flow {

struct Order;
struct PaymentOrder;
struct RefundOrder;

/// What became of a payment or a refund, in words that fit both.
struct Sight {
    enum class State {
        waiting,      ///< nobody has seen it yet, or the server is not ready
        withShopper,  ///< on the shopper's phone
        reserved,     ///< may be captured
        captured,     ///< the money has moved; final
        declined,     ///< by the shopper; final, as are the rest
        cancelledByUs,
        cancelledByWallet,
        expired,
    };
    State state = State::waiting;
    core::PaymentId payment;
    core::RefundId refund;
    core::OrderId orderId;
    std::string word;  ///< the wallet's own, for people
    std::optional<core::Money> amount;
    std::optional<core::Money> captured;  ///< where the wallet tells
    std::optional<core::Money> refunded;  ///< where the wallet tells
    std::optional<core::Milliseconds> pollDelay;
    std::optional<bool> partialCapturePossible;
    std::optional<core::WallTime> expiresAt;

    /// Blocks another payment at the same point of sale.
    [[nodiscard]] bool active() const;
    /// Final, and no money has moved.
    [[nodiscard]] bool nothingTaken() const;
};

/// For people: `12.50 DKK`.
[[nodiscard]] std::string words(const core::Money& amount);

/// GUIDs are the same in either case.
[[nodiscard]] bool sameId(const std::string& a, const std::string& b);

/// A payment or refund as the wallet shows it; nothing when the answer shows neither.
[[nodiscard]] std::optional<Sight> sightOf(const wallet::Answer& answer);

/// What a flow makes at the server, or finds there, and then takes or leaves: a payment, or a
/// refund in two steps. Both are created, looked at until they are reserved, then captured or
/// cancelled. Here is where they differ: the calls.
class Reservation {
public:
    enum class What { payment, refund };

    [[nodiscard]] static Reservation of(const PaymentOrder& order, const wallet::Traits& traits);
    [[nodiscard]] static Reservation of(const RefundOrder& order);
    /// A payment that another row made, as a completion or a void meets it.
    [[nodiscard]] static Reservation ofOthers(const core::OrderId& rowId,
                                              const core::PaymentId& payment,
                                              const core::Money& amount);
    /// What an open row is about.
    [[nodiscard]] static Reservation of(const journal::Record& row, const wallet::Traits& traits);

    [[nodiscard]] What what() const noexcept { return what_; }
    [[nodiscard]] const core::OrderId& orderId() const noexcept { return orderId_; }
    [[nodiscard]] const core::Money& amount() const noexcept { return amount_; }
    [[nodiscard]] const core::PaymentId& payment() const noexcept { return payment_; }
    [[nodiscard]] const core::RefundId& refund() const noexcept { return refund_; }
    [[nodiscard]] const core::PointOfSaleId& pointOfSale() const noexcept { return pointOfSale_; }

    /// Made by another row: others may take it too.
    [[nodiscard]] bool ofOthers() const noexcept { return ofOthers_; }
    /// The server knows it by an id that we made; the answer of the create is not needed.
    [[nodiscard]] bool identityIsOurs() const noexcept { return identityIsOurs_; }
    /// It has an id by which it can be looked at, captured and cancelled.
    [[nodiscard]] bool known() const noexcept { return !serverId().empty(); }
    /// That id's text; empty: not known.
    [[nodiscard]] const std::string& serverId() const noexcept;
    /// The create can be repeated byte for byte.
    [[nodiscard]] bool repeatable() const noexcept { return !key_.empty() && !body_.bytes.empty(); }

    /// Takes the id from the answer of a create; false when there is none in it.
    bool learn(const wallet::Answer& answer);
    /// Takes the id of what was found to be ours.
    void found(const Sight& ours);
    /// The id is not to be trusted; it has to be learned again. Nothing where it is of our making.
    void forget();

    /// The sight is of the very thing asked about, whatever it says of it.
    [[nodiscard]] bool shownBy(const Sight& sight) const;
    /// How a sight of it differs from what we made, in words; nothing when it does not.
    [[nodiscard]] std::optional<std::string> difference(const Sight& sight) const;
    /// A captured sight shows that our amount was taken.
    [[nodiscard]] bool showsOurAmount(const Sight& sight) const;

    /// Precondition: repeatable.
    [[nodiscard]] wallet::Call create() const;
    /// Precondition of these: known.
    [[nodiscard]] wallet::Call query(bool poll) const;
    [[nodiscard]] wallet::Call capture(int attempts) const;
    [[nodiscard]] wallet::Call cancel() const;

    /// The row to be promised for it; nothing decided.
    [[nodiscard]] journal::Record record(const Order& order, journal::Kind kind,
                                         const core::Now& now) const;

private:
    Reservation(What what, core::OrderId orderId, core::Money amount);

    What what_;
    core::OrderId orderId_;
    core::Money amount_;
    core::IdempotencyKey key_;
    wallet::Sealed body_;
    core::PointOfSaleId pointOfSale_;
    core::PaymentId payment_;
    core::RefundId refund_;
    bool ofOthers_ = false;
    bool identityIsOurs_ = false;
};

}  // namespace mobilepay::flow
