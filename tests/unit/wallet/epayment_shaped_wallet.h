#pragma once

#include "driver/wallet/wallet.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace mobilepay::wallet::testing {

/// What the next shopper does.
enum class Deed { approves, declines, staysAway };

/// A wallet in memory that behaves as the ePayment API does where that differs from v10, to prove
/// that the port fits: the payment's identity is our order id (the `reference`), nothing can be
/// searched for, money lives in sums and not in states, a capture or refund is one step made
/// harmless to repeat by a key, check-ins are pushed, nothing is prepared, no point of sale is
/// kept.
///
/// The port's capture and cancel carry no key: this wallet derives one from reference and amount.
/// Answers like "busy" (423, 6160, 6250) would be `NoAnswer{maybeDone = false}`.
class EpaymentShapedWallet final : public Wallet {
public:
    explicit EpaymentShapedWallet(core::Currency currency);

    void nextShopper(Deed shopper) { shopper_ = shopper; }
    /// From now on the work is done and the answers get lost.
    void loseAnswers(bool lose) { loseAnswers_ = lose; }

    [[nodiscard]] const Traits& traits() const override { return traits_; }
    /// Not storable when a phone number, a personal QR code or a token names the shopper.
    [[nodiscard]] Sealed seal(const PaymentRequest& request) const override;
    [[nodiscard]] Sealed seal(const RefundRequest& request) const override;
    [[nodiscard]] std::unique_ptr<Conversation> begin(
        const Call& call, std::optional<core::MonoTime> giveUpAt) override;
    [[nodiscard]] std::string qrText(const PointOfSaleView&) const override { return {}; }

    Answer operator()(const CreatePayment& call);
    Answer operator()(const QueryPayment& call);
    Answer operator()(const CapturePayment& call);
    Answer operator()(const CancelPayment& call);
    Answer operator()(const CreateRefund& call);
    Answer operator()(const QueryRefund& call);
    template <class Other>
    Answer operator()(const Other&) {
        return refusal(Refused::Meaning::other, "", "This wallet has no such call");
    }

private:
    enum class State { created, authorized, aborted, terminated };
    struct Refund {
        core::OrderId orderId;
        core::Money amount;
    };
    struct Payment {
        core::OrderId reference;
        core::Money amount;
        State state = State::created;
        Deed shopper = Deed::approves;
        int looks = 0;
        std::int64_t capturedMinor = 0;
        std::int64_t cancelledMinor = 0;
        std::int64_t refundedMinor = 0;
        std::map<std::string, Refund> refunds{};  ///< the log of events, by idempotency key
    };
    [[nodiscard]] static Refused refusal(Refused::Meaning meaning, std::string code,
                                         std::string text);
    [[nodiscard]] Payment* find(const core::PaymentId& id);
    [[nodiscard]] static PaymentStatus statusOf(const Payment& payment);
    /// Whether the key came before with this body, with another one, or never.
    enum class Seen { never, same, other };
    Seen see(const std::string& key, const std::string& body);

    core::Currency currency_;
    Traits traits_;
    Deed shopper_ = Deed::approves;
    bool loseAnswers_ = false;
    std::map<std::string, Payment> payments_;
    std::map<std::string, std::string> keys_;
};

}  // namespace mobilepay::wallet::testing
