#pragma once

#include "driver/core/clock.h"
#include "driver/core/ids.h"
#include "driver/core/money.h"
#include "driver/core/secret.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What a till asks of any wallet, and what any wallet can answer: values only, no wire, no thread.
/// The words are ours; MobilePay's stay inside `wallet/v10`.
namespace mobilepay::wallet {

/// What the flows must know of how a wallet behaves.
struct Traits {
    /// The payment's identity is the order id that we made (ePayment's reference); a query or
    /// cancel needs no answer of the create.
    bool identityIsOurs = false;
    /// `FindPayments` and `FindRefunds` exist. Without them the journal is the only way back.
    bool canSearch = true;
    /// A refund is created, then captured or cancelled (v10). Otherwise the create moves the money.
    bool refundInTwoSteps = true;
    /// The server refuses a second active payment at one point of sale (v10: 409/1301).
    bool onePaymentPerPointOfSale = true;
    /// Check-in can be asked for (v10). Otherwise it is pushed.
    bool checkInCanBePolled = true;
    /// Views name no captured amount, but a captured payment tells it: a repeated capture takes
    /// nothing, is `Done` for the amount that was taken, and for any other one
    /// `capturedWithOtherAmount` (v10). Never true where captures add up (ePayment).
    bool repeatedCaptureTells = false;
    /// How long a repeated create with the same key surely is the same create, already shortened
    /// for safety (v10: 23 h).
    core::Milliseconds keyLife = std::chrono::hours{23};
    /// How long a reservation waits for its capture (v10: 7 days).
    core::Milliseconds reservationLife = std::chrono::hours{24 * 7};
    /// How long after the capture a refund is possible (v10: 90 days).
    core::Milliseconds refundWindow = std::chrono::hours{24 * 90};
    /// A refund left reserved is captured by the server after this (v10: 24 h).
    core::Milliseconds refundReservationLife = std::chrono::hours{24};
    /// The delay to start polling with where the server never said one.
    core::Milliseconds defaultPollDelay{1000};
    /// `PreparePayment` and `ReadyPayment` exist (v10). Otherwise they are `Refused`.
    bool canPrepare = true;
    /// Points of sale and stores are kept at the server (v10). Otherwise calls about them are
    /// `Refused`.
    bool managesPointsOfSale = true;
};

/// When the merchant means to capture (v10 plannedCaptureDelay).
enum class CaptureDelay { none, lessThan24Hours, lessThan14Days };

struct Restrictions {
    bool debitCardDisallowed = false;
    bool creditCardDisallowed = false;
    friend bool operator==(const Restrictions&, const Restrictions&) = default;
};

/// Who pays, for wallets that must be told (ePayment). All empty: whoever checks in at the point of
/// sale (v10).
struct Shopper {
    core::Secret phoneNumber;
    core::Secret personalQr;
    core::Secret customerToken;
};

/// A payment or refund as the till wants it; `Wallet::seal` turns it into the bytes that every
/// repeat carries.
struct PaymentRequest {
    core::PointOfSaleId pointOfSale;
    core::OrderId orderId;
    core::Money amount;
    CaptureDelay captureDelay = CaptureDelay::none;
    std::string label{};  ///< shown to the shopper; empty: none; at most 36 MobilePay characters
    Restrictions restrictions{};
    Shopper shopper{};
};

struct RefundRequest {
    core::PaymentId payment;
    core::OrderId orderId;  ///< the refund's own
    core::Money amount;
};

/// The exact body of a create, made once. Same key, same bytes, after a restart and an update of
/// the driver too.
struct Sealed {
    std::string bytes;
    /// False where the bytes hold a secret (a phone number): then the journal keeps none and a
    /// restart resolves by identity.
    bool storable = true;
};

// ---- calls ----

struct CreatePayment {
    core::OrderId orderId;
    core::IdempotencyKey key;
    Sealed body;
};
struct PreparePayment {
    core::OrderId orderId;
    core::IdempotencyKey key;
    core::PointOfSaleId pointOfSale;
};
/// Gives a prepared payment its amount.
struct ReadyPayment {
    core::PaymentId payment;
    PaymentRequest request;
};
struct QueryPayment {
    core::PaymentId payment;
    /// A poll is asked once and not repeated; any other query follows the retry policy.
    bool poll = false;
};
/// `attempts` 1 sends exactly one capture; 0 leaves it to the retry policy.
struct CapturePayment {
    core::PaymentId payment;
    core::Money amount;
    int attempts = 0;
};
struct CancelPayment {
    core::PaymentId payment;
};
/// Payments at a point of sale (`orderId` empty: all active and reserved ones), or with an order
/// id. `captured` asks for the captured ones instead of active and reserved ones.
struct FindPayments {
    core::PointOfSaleId pointOfSale;
    core::OrderId orderId;
    bool captured = false;
};
struct CreateRefund {
    core::PaymentId payment;
    core::OrderId orderId;
    core::IdempotencyKey key;
    Sealed body;
};
struct QueryRefund {
    core::RefundId refund;
    core::PaymentId payment;
    bool poll = false;
};
struct CaptureRefund {
    core::RefundId refund;
    core::PaymentId payment;
    int attempts = 0;
};
struct CancelRefund {
    core::RefundId refund;
    core::PaymentId payment;
};
struct FindRefunds {
    core::PaymentId payment;
};
struct QueryCheckIn {
    core::PointOfSaleId pointOfSale;
};
/// A point of sale as the merchant configures it (v10 Point of Sale management).
struct PointOfSaleRequest {
    std::string merchantPosId;
    std::string storeId;
    std::string name;
    std::vector<std::string> beaconTypes;  ///< QR, NFC, Bluetooth
    std::string beaconId;                  ///< empty: the server makes one
    std::string callbackAlias;             ///< empty: none
    std::optional<bool> requirePaymentBeforeCheckIn;
};
struct CreatePointOfSale {
    core::IdempotencyKey key;
    PointOfSaleRequest request;
};
struct DeletePointOfSale {
    core::PointOfSaleId pointOfSale;
};
struct QueryPointOfSale {
    core::PointOfSaleId pointOfSale;
};
/// Filters combine; at least one is set. `once`: asked once and not repeated, whatever comes of it.
struct FindPointsOfSale {
    std::string merchantPosId;
    std::string storeId;
    std::string beaconId;
    bool once = false;
};
/// None or both. `detailed`: the answer holds the stores themselves, not only their ids.
struct FindStores {
    std::string merchantBrandId;
    std::string merchantLocationId;
    bool detailed = false;
};
struct QueryStore {
    std::string storeId;
};

using Call =
    std::variant<CreatePayment, PreparePayment, ReadyPayment, QueryPayment, CapturePayment,
                 CancelPayment, FindPayments, CreateRefund, QueryRefund, CaptureRefund,
                 CancelRefund, FindRefunds, QueryCheckIn, CreatePointOfSale, DeletePointOfSale,
                 QueryPointOfSale, FindPointsOfSale, FindStores, QueryStore>;

// ---- answers ----

enum class PaymentStatus {
    prepared,           ///< made, without an amount yet
    waiting,            ///< nobody has seen it yet
    withShopper,        ///< on the shopper's phone
    reserved,           ///< approved, money reserved; only now may a capture start
    captured,           ///< money taken (all or part of it)
    declined,           ///< the shopper said no
    cancelledByUs,      ///< final, nothing taken
    cancelledByWallet,  ///< nobody answered in time, a card was refused …: final, nothing taken
    expired,            ///< reserved, but never captured in time: final, nothing taken
};

struct PaymentCreated {
    core::PaymentId payment;
    /// What a till shows as a QR code for this one payment (ePayment's one-time QR); empty where
    /// the shopper is led by something else.
    std::string qrText{};
};
struct PaymentView {
    core::PaymentId payment;
    core::OrderId orderId;
    PaymentStatus status = PaymentStatus::waiting;
    std::string walletStatus;  ///< the wallet's own word, for people
    std::optional<core::Money> amount;
    std::optional<core::Money> captured;  ///< where the wallet tells
    std::optional<core::Money>
        refunded;  ///< where the wallet tells (v10 does not: ask `FindRefunds`)
    std::optional<bool> partialCapturePossible;
    std::optional<core::Milliseconds> pollDelay;
    std::optional<core::WallTime> expiresAt;
    std::optional<std::vector<std::string>>
        loyaltyIds;  ///< nullopt: not looked up yet; empty: the shopper has none
    core::Secret customerToken;
    core::Secret customerReceiptToken;
    core::PointOfSaleId pointOfSale{};           ///< empty where the wallet has none
    std::string label{};                         ///< empty: none
    std::optional<CaptureDelay> captureDelay{};  ///< where the wallet tells
    std::optional<Restrictions> restrictions{};  ///< where the wallet tells
    bool shopperPresent =
        false;  ///< somebody is checked in for this payment; where the wallet tells
};
struct PaymentsFound {
    std::vector<core::PaymentId> payments;
};

enum class RefundStatus { waiting, reserved, captured, cancelledByUs, cancelledByWallet };

struct RefundCreated {
    core::RefundId refund;
};
struct RefundView {
    core::RefundId refund;
    core::PaymentId payment;
    core::OrderId orderId;
    RefundStatus status = RefundStatus::waiting;
    std::string walletStatus;
    std::optional<core::Money> amount;
    std::optional<core::Milliseconds> pollDelay;
};
struct RefundsFound {
    std::vector<core::RefundId> refunds;
};
struct CheckInView {
    bool checkedIn = false;
    std::optional<core::Milliseconds> pollDelay;
    std::optional<std::vector<std::string>> loyaltyIds;
    core::Secret customerToken;
    core::Secret customerReceiptToken;
};
struct PointOfSaleCreated {
    core::PointOfSaleId pointOfSale;
};
struct PointOfSaleView {
    core::PointOfSaleId pointOfSale;
    PointOfSaleRequest configuration;
};
struct PointsOfSaleFound {
    std::vector<core::PointOfSaleId> pointsOfSale;
};
struct StoreView {
    std::string storeId;
    std::string name;
    std::string brandName;
    std::string merchantBrandId;
    std::string merchantLocationId;
    std::string street{};
    std::string zipCode{};
    std::string city{};
};
struct StoresFound {
    std::vector<std::string> storeIds;
    std::vector<StoreView> stores{};  ///< filled when `FindStores::detailed` was asked
};
/// The change is made: capture, cancel, ready, delete.
struct Done {};

/// A definite no: the server understood and did nothing. `code` is the wallet's own (v10 `1301`),
/// for people and for the till.
struct Refused {
    enum class Meaning {
        badRequest,               ///< 400: a rule on a field was broken
        amountInvalid,            ///< 400: no such amount can be paid, captured or refunded
        unauthorised,             ///< 401/403: credentials or rights; configuration
        anothers,                 ///< the payment or refund is another merchant's or client's
        notFound,                 ///< 404 or 409 'not found'
        pointOfSaleNotFound,      ///< the point of sale or its store is gone or not activated
        paymentAlreadyActive,     ///< another payment is active at this point of sale
        keyReused,                ///< the key came with another body
        notPrepared,              ///< ready on a payment that is not prepared
        notReserved,              ///< capture on what is not reserved
        amountTooHigh,            ///< above the reservation, or above what can still be refunded
        capturedWithOtherAmount,  ///< captured before, with another amount
        partialNotPossible,       ///< this reservation can only be captured whole
        notCancellable,           ///< cancel on what is final
        notCaptured,              ///< refund of what is not captured
        currencyDiffers,
        refundWindowPassed,
        storeBalanceTooLow,
        alreadyExists,  ///< a point of sale or beacon of that id
        other,          ///< any other 4xx
    };
    Meaning meaning = Meaning::other;
    int httpStatus = 0;
    std::string code;
    std::string text;
    /// An earlier attempt of the same call may have reached the server and may still be executed
    /// later.
    bool earlierAttemptMayArrive = false;
};

/// No usable answer. `maybeDone` false: surely nothing happened (never sent). True: the fate of a
/// changing call is unknown.
struct NoAnswer {
    bool maybeDone = true;
    std::string text;
    /// For want of time, or because the server wants to be left alone for longer: the silence says
    /// nothing about the server.
    bool notAsked = false;
};

/// An answer that breaks the protocol (unknown state, malformed body). For a changing call its fate
/// is unknown.
struct Malformed {
    std::string text;
};

using Answer =
    std::variant<PaymentCreated, PaymentView, PaymentsFound, RefundCreated, RefundView,
                 RefundsFound, CheckInView, PointOfSaleCreated, PointOfSaleView, PointsOfSaleFound,
                 StoreView, StoresFound, Done, Refused, NoAnswer, Malformed>;

/// What came instead of an answer, for people; empty where one came.
[[nodiscard]] inline std::string troubleIn(const Answer& answer) {
    if (const auto* silence = std::get_if<NoAnswer>(&answer)) return silence->text;
    if (const auto* noise = std::get_if<Malformed>(&answer)) return noise->text;
    return {};
}

}  // namespace mobilepay::wallet
