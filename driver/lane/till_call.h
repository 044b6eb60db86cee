#pragma once

#include "driver/flow/orders.h"
#include "driver/journal/journal.h"
#include "driver/lane/errand.h"
#include "driver/lane/findings.h"
#include "driver/lane/flow_run.h"
#include "driver/lane/lane.h"
#include "driver/wallet/wallet.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
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
    std::function<void(const Finding&)> found = {};  ///< by recovery, or on a till's way
    FlowRun::WarningHandler warn{};                  ///< see there; empty: nobody listens
};

/// Tells the bench what the settlement of that row, as it was, came to. Precondition: the run is
/// over.
Finding report(const Bench& bench, const journal::Record& row, const FlowRun& settlement);

/// One request of the till, from intent to verdict: finds what it refers to, finishes what stands
/// in its way (an unresolved create of this lane, the pending capture of the very payment), learns
/// the server's time where this process does not know it yet (a payment is promised with it: the
/// life of its key is judged by it), then runs its flow. Everything in simulation and production
/// goes through here.
class TillCall final : public Chain {
public:
    /// Throws as `requirePossible`; nothing is written or sent then. `pointOfSale` empty: not known
    /// yet, a sale ends `notSent`. `deadline`: of the whole, where its time began before this.
    TillCall(const Bench& bench, Request request, core::PointOfSaleId pointOfSale,
             FlowRun::ProgressHandler progress = {},
             std::optional<core::MonoTime> deadline = std::nullopt);

    /// Precondition: over.
    [[nodiscard]] Result result(const core::Now& now) const;
    /// Of the row that this call makes, if it comes to that.
    [[nodiscard]] const core::OrderId& orderId() const noexcept { return orderId_; }

private:
    enum class Phase {
        start,
        settlingOriginal,
        findReserved,
        findCaptured,
        clearing,
        learningTime,
        flow,
        over
    };

    std::unique_ptr<Errand> next(const core::Now& now) override;
    std::unique_ptr<Errand> findOriginal(const core::Now& now);
    std::unique_ptr<Errand> find(bool captured);
    std::unique_ptr<Errand> found(const core::Now& now, const wallet::Answer& answer);
    std::unique_ptr<Errand> clearTheWay(const core::Now& now);
    std::unique_ptr<Errand> settle(journal::Record row);
    void noteSettled();
    [[nodiscard]] std::optional<journal::Record> stillInTheWay() const;
    std::unique_ptr<Errand> learnTime(const core::Now& now);
    std::unique_ptr<Errand> learnedTime(const core::Now& now, const wallet::Answer& answer);
    std::unique_ptr<Errand> runFlow();
    std::unique_ptr<flow::Flow> makeFlow();
    [[nodiscard]] core::Milliseconds timeout() const;
    [[nodiscard]] flow::Terms terms() const;
    [[nodiscard]] flow::Order order() const;
    [[nodiscard]] flow::PaymentOrder paymentOrder() const;
    [[nodiscard]] flow::VoidOrder voidOrder() const;
    std::unique_ptr<Errand> stopped();
    std::unique_ptr<Errand> notResolved(const journal::Record& row, std::string code,
                                        const std::string& what);
    std::unique_ptr<Errand> tell(flow::Verdict::Kind kind, std::string code, std::string detail);
    [[nodiscard]] bool creates() const;
    [[nodiscard]] std::optional<bool> madeInTraining(const Reference& reference) const;
    [[nodiscard]] wallet::Wallet& wallet() const;

    Bench bench_;
    Request request_;
    core::PointOfSaleId pointOfSale_;
    FlowRun::ProgressHandler progress_;
    core::OrderId orderId_;
    core::IdempotencyKey key_;
    Reference original_;
    core::OrderId named_;  ///< the server was searched for it
    bool training_ = false;
    Phase phase_ = Phase::start;
    std::optional<core::MonoTime> deadline_;
    Ask* asked_ = nullptr;
    FlowRun* run_ = nullptr;
    std::deque<journal::Record> inTheWay_;
    std::optional<journal::Record>
        settling_;  ///< the row that `run_` settles, while clearing the way
    std::map<core::OrderId, std::string> standing_;  ///< rows that could not be settled, and why
    flow::Verdict verdict_;
};

/// One pass over the rows that are open when it is made, each for half a minute at most; what takes
/// longer is left for the next pass. Precondition: no till's call of the lane is under way then
/// (its row would be taken for an orphan); one that begins later does not mind.
class Recovery final : public Chain {
public:
    /// `giveUpAt`: nothing new is begun later.
    explicit Recovery(const Bench& bench, std::optional<core::MonoTime> giveUpAt = std::nullopt);

private:
    std::unique_ptr<Errand> next(const core::Now& now) override;

    Bench bench_;
    std::optional<core::MonoTime> giveUpAt_;
    std::deque<journal::Record> rows_;
    std::optional<journal::Record> settling_;
    FlowRun* run_ = nullptr;
};

/// Takes back what was approved and never heard of (setting `undelivered = undo`): voids those
/// rows, one by one. What is confirmed, by the void or by the server's word that nothing was taken,
/// counts as handed over; what stays uncertain is left for the next pass.
class Undo final : public Chain {
public:
    /// `results`: as they stood when the lane was claimed; rows that are no approved sale or
    /// pre-sale, or that were heard of since, are passed over.
    Undo(const Bench& bench, const std::vector<core::OrderId>& results);
    /// Whether it may have to undo that row.
    [[nodiscard]] static bool concerns(const journal::Record& row);

    /// What is to be tried again, at any time: also when the pass was broken off.
    [[nodiscard]] std::vector<core::OrderId> left() const;

    /// What could not be undone, and why.
    struct Refusal {
        core::OrderId orderId;
        std::string text;
        bool mayChange;  ///< it is among what is left; the store's balance, say, was too low
    };
    [[nodiscard]] const std::vector<Refusal>& refused() const noexcept { return refused_; }

private:
    std::unique_ptr<Errand> next(const core::Now& now) override;
    std::unique_ptr<Errand> voidOf(const journal::Record& row);
    void judge(const Result& result);

    Bench bench_;
    std::deque<journal::Record> rows_;
    std::vector<core::OrderId> later_;
    std::vector<Refusal> refused_;
    TillCall* call_ = nullptr;
};

}  // namespace mobilepay::lane
