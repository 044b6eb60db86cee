#pragma once

#include "driver/flow/orders.h"
#include "driver/journal/journal.h"
#include "driver/lane/errand.h"
#include "driver/lane/flow_run.h"
#include "driver/lane/lane.h"
#include "driver/wallet/wallet.h"

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace mobilepay::lane {

/// What the errands of a lane work with. Everything outlives them.
struct Bench {
    const registry::Profile& profile;
    journal::Journal& journal;
    wallet::Wallet& live;
    wallet::Wallet& training;
    core::Random& random;
    FlowRun::WarningHandler warn{};  ///< see there; empty: nobody listens
};

/// One request of the till, from intent to verdict: finds what it refers to, finishes what stands
/// in its way (an unresolved create of this lane, the pending capture of the very payment), learns
/// the server's time where this process does not know it yet (a payment is promised with it: the
/// life of its key is judged by it), then runs its flow. Everything in simulation and production
/// goes through here.
class TillCall final : public Chain {
public:
    /// Throws core::AmountError, TextError or ConfigurationError when the request can be known to
    /// be wrong; nothing is written or sent then. `pointOfSale` empty: not known yet, a sale ends
    /// `notSent`.
    TillCall(const Bench& bench, Request request, core::PointOfSaleId pointOfSale,
             FlowRun::ProgressHandler progress = {});

    /// Precondition: over.
    [[nodiscard]] Result result(const core::Now& now) const;
    /// Of the row that this call makes, if it comes to that.
    [[nodiscard]] const core::OrderId& orderId() const noexcept { return orderId_; }

private:
    enum class Phase { start, findReserved, findCaptured, clearing, learningTime, flow, over };

    std::unique_ptr<Errand> next(const core::Now& now) override;
    std::unique_ptr<Errand> findOriginal(const core::Now& now);
    std::unique_ptr<Errand> find(bool captured);
    std::unique_ptr<Errand> found(const core::Now& now, const wallet::Answer& answer);
    std::unique_ptr<Errand> clearTheWay(const core::Now& now);
    std::unique_ptr<Errand> learnTime(const core::Now& now);
    std::unique_ptr<Errand> learnedTime(const wallet::Answer& answer);
    std::unique_ptr<Errand> runFlow();
    std::unique_ptr<flow::Flow> makeFlow();
    [[nodiscard]] core::Milliseconds timeout() const;
    [[nodiscard]] flow::Terms terms() const;
    [[nodiscard]] flow::Order order() const;
    [[nodiscard]] flow::PaymentOrder paymentOrder() const;
    [[nodiscard]] flow::VoidOrder voidOrder() const;
    std::unique_ptr<Errand> tell(flow::Verdict::Kind kind, std::string code, std::string detail);
    [[nodiscard]] bool creates() const;
    [[nodiscard]] wallet::Wallet& wallet() const;

    Bench bench_;
    Request request_;
    core::PointOfSaleId pointOfSale_;
    FlowRun::ProgressHandler progress_;
    core::OrderId orderId_;
    core::IdempotencyKey key_;
    Reference original_;
    bool training_ = false;
    Phase phase_ = Phase::start;
    core::MonoTime deadline_;
    Ask* asked_ = nullptr;
    FlowRun* run_ = nullptr;
    std::deque<journal::Record> inTheWay_;
    flow::Verdict verdict_;
};

/// One pass over the rows that are open when it is made. Precondition: no till's call of the lane
/// is under way then (its row would be taken for an orphan); one that begins later does not mind.
class Recovery final : public Chain {
public:
    explicit Recovery(const Bench& bench);

private:
    std::unique_ptr<Errand> next(const core::Now& now) override;

    Bench bench_;
    std::deque<journal::Record> rows_;
};

/// Takes back what was approved and never heard of (setting `undelivered = undo`): voids those
/// rows, one by one.
class Undo final : public Chain {
public:
    /// `results`: as they stood when the lane was claimed; rows that are no approved sale or
    /// pre-sale are passed over.
    Undo(const Bench& bench, const std::vector<core::OrderId>& results);

private:
    std::unique_ptr<Errand> next(const core::Now& now) override;

    Bench bench_;
    std::deque<journal::Record> rows_;
    TillCall* call_ = nullptr;
};

}  // namespace mobilepay::lane
