#pragma once

#include "driver/core/clock.h"
#include "driver/core/ids.h"
#include "driver/core/money.h"
#include "tests/simulator/model/script.h"
#include "tests/simulator/model/states.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace mobilepay::simulator {

using StoreId = core::Id<struct StoreIdTag>;

/// Who asks: the integrator (its client id) on behalf of a merchant (its VAT number with the
/// country in front).
struct Caller {
    std::string integrator;
    std::string merchantVat;
    friend bool operator==(const Caller&, const Caller&) = default;
};

struct Store {
    StoreId id;
    std::string merchantVat;
    std::string name;
    std::string street;
    std::string zipCode;
    std::string city;
    std::string brandName;
    std::string merchantBrandId;
    std::string merchantLocationId;
    bool activated = true;
    /// Minor units that refunds may take; nothing means that the balance always suffices.
    std::optional<std::int64_t> balance{};
};

enum class Card { credit, debit };

/// A user of the MobilePay app (the sandbox's test users). Not secret: they are made up.
struct Shopper {
    std::string phone;
    Card card = Card::credit;
    std::vector<std::string> loyaltyIds{};
    bool partialCapture = false;
    std::string customerToken;
    std::string receiptToken;  ///< empty: has none
};

/// A shopper standing at a point of sale.
struct CheckIn {
    std::string phone;
    core::WallTime lookedUpAt;       ///< before: loyalty and receipt token are not known yet
    core::WallTime endsAt;           ///< gone again when no payment came
    std::optional<Script> script{};  ///< how he goes on; nothing: he is moved by hand
};

struct NewPointOfSale {
    StoreId storeId;
    std::string merchantPosId;
    std::string name;
    std::optional<std::string> beaconId;
    std::optional<std::string> callbackAlias;
    std::vector<std::string> supportedBeaconTypes;
    bool requirePaymentBeforeCheckin = false;
};

struct PointOfSale {
    core::PointOfSaleId id;
    Caller owner;
    NewPointOfSale facts;
    std::string beaconId;
    bool deleted = false;
    std::optional<CheckIn> checkIn{};
    std::optional<std::size_t> active{};  ///< the payment that blocks it
    std::set<std::size_t> open{};         ///< active and reserved payments, oldest first
    std::vector<std::size_t> captured{};
};

struct Restrictions {
    std::optional<bool> debitCardDisallowed;
    std::optional<bool> creditCardDisallowed;
    friend bool operator==(const Restrictions&, const Restrictions&) = default;
};

/// What the shopper is asked to agree to.
struct Terms {
    core::Money amount;
    std::string plannedCaptureDelay;  ///< as on the wire
    std::optional<std::string> label{};
    std::optional<Restrictions> restrictions{};
    friend bool operator==(const Terms&, const Terms&) = default;
};

template <class State>
using History = std::vector<std::pair<State, core::WallTime>>;

struct Payment {
    core::PaymentId id;
    Caller owner;
    std::size_t pointOfSale = 0;
    core::OrderId orderId;
    PaymentState state = PaymentState::initiated;
    bool wasPrepared = false;
    std::optional<Terms> terms{};  ///< nothing until a prepared payment is ready
    Script script{};               ///< how the shopper behaves
    std::optional<std::string> payer{};
    core::WallTime payerLookedUpAt{};
    std::int64_t capturedMinor = 0;
    std::int64_t refundedMinor = 0;  ///< refunds that are not cancelled
    History<PaymentState> history{};
    std::vector<std::size_t> refunds{};
    // When something will happen by itself; nothing: it will not.
    std::optional<core::WallTime> arrivesAt{};
    std::optional<core::WallTime> answersAt{};
    std::optional<core::WallTime> idleAt{};
    std::optional<core::WallTime> expiresAt{};
};

struct Refund {
    core::RefundId id;
    Caller owner;
    std::size_t payment = 0;
    core::OrderId orderId;
    core::Money amount;
    RefundState state = RefundState::initiated;
    bool doomed = false;  ///< MobilePay will cancel it
    History<RefundState> history{};
    std::optional<core::WallTime> settlesAt{};   ///< reserved, or cancelled when doomed
    std::optional<core::WallTime> capturesAt{};  ///< by itself
};

}  // namespace mobilepay::simulator
