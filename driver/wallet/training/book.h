#pragma once

#include "driver/wallet/calls.h"
#include "driver/wallet/training/identity.h"

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>

namespace mobilepay::wallet::training {

/// What the training wallet remembers, and its answers: a server of make-believe. Not thread-safe.
class Book {
public:
    explicit Book(core::Currency currency) : currency_(currency) {}
    [[nodiscard]] Answer answer(const Call& call);

    // payments.cpp
    Answer operator()(const CreatePayment& call);
    Answer operator()(const PreparePayment& call);
    Answer operator()(const ReadyPayment& call);
    Answer operator()(const QueryPayment& call);
    Answer operator()(const CapturePayment& call);
    Answer operator()(const CancelPayment& call);
    Answer operator()(const FindPayments& call);

    // refunds.cpp
    Answer operator()(const CreateRefund& call);
    Answer operator()(const QueryRefund& call);
    Answer operator()(const CaptureRefund& call);
    Answer operator()(const CancelRefund& call);
    Answer operator()(const FindRefunds& call);

    // points_of_sale.cpp: one store and one point of sale, where somebody is always checked in
    Answer operator()(const QueryCheckIn& call);
    Answer operator()(const CreatePointOfSale& call);
    Answer operator()(const DeletePointOfSale& call);
    Answer operator()(const QueryPointOfSale& call);
    Answer operator()(const FindPointsOfSale& call);
    Answer operator()(const FindStores& call);
    Answer operator()(const QueryStore& call);

private:
    struct Payment {
        core::PaymentId id;
        PaymentRequest order;
        PaymentStatus status = PaymentStatus::waiting;
        bool recalled = false;  ///< known by its id alone: its process is gone
        int looks = 0;          ///< how often it was asked for since it waits for the shopper
        int captures = 0;
        std::int64_t capturedMinor = 0;
        std::int64_t refundedMinor = 0;  ///< reserved for refunds or paid back
    };
    struct Refund {
        core::RefundId id;
        RefundRequest order;
        RefundStatus status = RefundStatus::waiting;
    };
    /// What a key was used for.
    struct Use {
        std::string body;
        std::string id;
    };

    /// Null for an id that is none of ours. An id of an earlier process is recalled.
    Payment* find(const core::PaymentId& id);
    Refund* find(const core::RefundId& id, const core::PaymentId& payment);
    Payment& keep(Payment payment);
    Refund& keep(Refund refund);
    [[nodiscard]] Payment recalledFrom(const Identity& identity, const core::PaymentId& id) const;
    static void letShopperAct(Payment& payment);
    [[nodiscard]] PaymentView viewOf(const Payment& payment) const;
    /// The id that this key made before; `Refused` when it came with another body.
    [[nodiscard]] std::optional<std::variant<std::string, Refused>> earlier(
        const core::IdempotencyKey& key, const std::string& body) const;
    void remember(const core::IdempotencyKey& key, const std::string& body, const std::string& id);

    core::Currency currency_;
    std::deque<Payment> payments_;  ///< the oldest first
    std::deque<Refund> refunds_;
    std::map<core::IdempotencyKey, Use> keys_;
    std::deque<core::IdempotencyKey> keysByAge_;
};

[[nodiscard]] Refused refusal(Refused::Meaning meaning, std::string text);

}  // namespace mobilepay::wallet::training
