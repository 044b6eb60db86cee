#pragma once

#include "driver/core/clock.h"
#include "driver/core/ids.h"
#include "tests/simulator/model/agenda.h"
#include "tests/simulator/model/entities.h"
#include "tests/simulator/model/key_book.h"
#include "tests/simulator/model/refusal.h"
#include "tests/simulator/model/script.h"
#include "tests/simulator/model/world.h"

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace mobilepay::simulator {

struct NewPayment {
    core::PointOfSaleId pointOfSale;
    core::OrderId orderId;
    std::optional<Terms> terms{};  ///< nothing: a prepared payment
};

struct NewRefund {
    core::PaymentId payment;
    core::OrderId orderId;
    core::Money amount;
};

/// Filter of `GET /payments`; at least one of the ids is set.
struct PaymentFilter {
    std::optional<core::PointOfSaleId> pointOfSale{};
    std::optional<core::OrderId> orderId{};
    bool captured = false;
};

struct PointOfSaleFilter {
    std::optional<StoreId> store{};
    std::optional<std::string> beaconId{};
    std::optional<std::string> merchantPosId{};
};

/// What MobilePay's server knows and decides: points of sale, payments, refunds, shoppers. Pure
/// state: no I/O, no wire format, no clock of its own; the same calls with the same times and the
/// same `core::Random` give the same answers. Values that it is handed were checked for their form;
/// what depends on the state is refused here, with MobilePay's codes.
///
/// Not safe for several threads at once. Pointers that are handed out live until `clear`.
class Model {
public:
    /// `random` must outlive the model.
    Model(World world, Rules rules, core::Random& random);

    /// Makes everything happen that is due by `now`, in order. To be called before each operation;
    /// a time that lies before the last one counts as the last one.
    void advance(core::WallTime now);
    [[nodiscard]] core::WallTime now() const noexcept { return now_; }

    // Payments (payments.cpp)
    Result<core::PaymentId> create(const Caller& caller, const core::IdempotencyKey& key,
                                   const NewPayment& wanted);
    Result<Done> ready(const Caller& caller, const core::PaymentId& id, const Terms& terms);
    Result<Done> capture(const Caller& caller, const core::PaymentId& id, std::int64_t minor);
    Result<Done> cancel(const Caller& caller, const core::PaymentId& id);
    [[nodiscard]] Result<const Payment*> payment(const Caller& caller,
                                                 const core::PaymentId& id) const;
    [[nodiscard]] std::vector<core::PaymentId> payments(const Caller& caller,
                                                        const PaymentFilter& filter) const;
    /// MobilePay cancels an active payment of its own accord; false when it is not active.
    bool cancelByMobilePay(const core::PaymentId& id);

    // Refunds (refunds.cpp)
    Result<core::RefundId> createRefund(const Caller& caller, const core::IdempotencyKey& key,
                                        const NewRefund& wanted);
    Result<Done> captureRefund(const Caller& caller, const core::RefundId& id);
    Result<Done> cancelRefund(const Caller& caller, const core::RefundId& id);
    [[nodiscard]] Result<const Refund*> refund(const Caller& caller,
                                               const core::RefundId& id) const;
    [[nodiscard]] std::vector<core::RefundId> refunds(const Caller& caller,
                                                      const core::PaymentId& payment) const;

    // Points of sale and stores (points_of_sale.cpp)
    Result<core::PointOfSaleId> createPointOfSale(const Caller& caller,
                                                  const core::IdempotencyKey& key,
                                                  const NewPointOfSale& wanted);
    Result<Done> deletePointOfSale(const Caller& caller, const core::PointOfSaleId& id);
    [[nodiscard]] Result<const PointOfSale*> pointOfSale(const Caller& caller,
                                                         const core::PointOfSaleId& id) const;
    /// Like `pointOfSale`, with the one code that check-in has for strangers.
    [[nodiscard]] Result<const PointOfSale*> checkedPointOfSale(
        const Caller& caller, const core::PointOfSaleId& id) const;
    [[nodiscard]] std::vector<core::PointOfSaleId> pointsOfSale(
        const Caller& caller, const PointOfSaleFilter& filter) const;
    [[nodiscard]] std::vector<const Store*> stores(const Caller& caller) const;
    [[nodiscard]] const Store* store(const Caller& caller, const StoreId& id) const;
    /// For tests that change a store (activation, balance); null when there is none.
    [[nodiscard]] Store* anyStore(const StoreId& id);

    // Shoppers (shoppers.cpp); false: not possible now
    bool checkIn(const std::string& beaconId, const std::string& phone);
    bool accept(const std::string& beaconId, const std::string& phone);
    bool declineAt(const std::string& beaconId);
    /// Who comes to the next payments, there or everywhere (empty); see `ScriptBook::set`.
    void script(const core::PointOfSaleId& where, const Script& script, std::size_t times);
    /// A scripted shopper checks in now, before any payment, and follows his script when one comes.
    bool arriveFirst(const core::PointOfSaleId& where, const Script& script);

    /// The delay that an answer to a poll carries.
    [[nodiscard]] core::Milliseconds pollDelay();

    [[nodiscard]] const World& world() const noexcept { return world_; }
    [[nodiscard]] Rules& rules() noexcept { return rules_; }
    [[nodiscard]] const Shopper* shopper(const std::string& phone) const;
    [[nodiscard]] const std::deque<PointOfSale>& allPointsOfSale() const { return pointsOfSale_; }
    [[nodiscard]] const std::deque<Payment>& allPayments() const { return payments_; }
    [[nodiscard]] const std::deque<Refund>& allRefunds() const { return refunds_; }
    [[nodiscard]] const std::vector<Store>& allStores() const { return world_.stores; }

    /// Everything that a restart must bring back; the agenda and the indexes are made anew.
    struct Snapshot {
        core::WallTime now;
        std::vector<Store> stores;
        std::deque<PointOfSale> pointsOfSale;
        std::deque<Payment> payments;
        std::deque<Refund> refunds;
        KeyBook keys;
    };
    [[nodiscard]] Snapshot snapshot() const;
    void restore(Snapshot snapshot);
    /// Back to the world of the constructor, rules included.
    void clear();

private:
    // model.cpp
    void happen(const Appointment& appointment);
    void schedule(std::optional<core::WallTime>& field, core::WallTime at, Due due,
                  std::size_t index);
    [[nodiscard]] Refusal conflict() const;
    void indexPointOfSale(std::size_t index);
    void indexPayment(std::size_t index);
    void scheduleAgain();

    // payments.cpp
    [[nodiscard]] std::variant<std::size_t, Refusal> findPayment(const Caller& caller,
                                                                 const core::PaymentId& id,
                                                                 int strangerCode) const;
    std::size_t add(const Caller& caller, const NewPayment& wanted, std::size_t pointOfSale);
    void move(std::size_t index, PaymentState to);
    void leaveActive(std::size_t index);
    void offer(std::size_t index);

    // refunds.cpp
    [[nodiscard]] std::optional<Refusal> objection(const Payment& payment,
                                                   const NewRefund& wanted) const;
    [[nodiscard]] std::variant<std::size_t, Refusal> findRefund(const Caller& caller,
                                                                const core::RefundId& id) const;
    void move(Refund& refund, RefundState to);
    void settle(std::size_t index);
    [[nodiscard]] Store& storeOf(const PointOfSale& place);

    // points_of_sale.cpp
    [[nodiscard]] std::optional<std::size_t> livePointOfSale(const core::PointOfSaleId& id) const;
    [[nodiscard]] Result<const PointOfSale*> pointOfSale(const Caller& caller,
                                                         const core::PointOfSaleId& id,
                                                         int strangerMerchantCode) const;
    [[nodiscard]] bool isMatch(const PointOfSale& place, const Caller& caller,
                               const PointOfSaleFilter& filter) const;

    // shoppers.cpp
    [[nodiscard]] std::optional<std::size_t> atBeacon(const std::string& beaconId) const;
    [[nodiscard]] std::string phoneFor(const Script& script, const PointOfSale& place) const;
    bool standAt(std::size_t pointOfSale, const std::string& phone, std::optional<Script> script);
    void meet(std::size_t payment);
    void answer(std::size_t payment);
    [[nodiscard]] bool mayPay(const Payment& payment) const;
    void scheduleAnswer(std::size_t payment);

    World world_;
    World firstWorld_;
    Rules rules_;
    Rules firstRules_;
    core::Random& random_;
    core::WallTime now_{};
    Agenda agenda_;
    KeyBook keys_;
    ScriptBook scripts_;
    std::deque<PointOfSale> pointsOfSale_;
    std::deque<Payment> payments_;
    std::deque<Refund> refunds_;
    std::unordered_map<std::string, std::size_t> pointOfSaleById_;
    std::unordered_map<std::string, std::size_t> pointOfSaleByBeacon_;  ///< those not deleted
    std::unordered_map<std::string, std::size_t> pointOfSaleByName_;    ///< those not deleted
    std::unordered_map<core::PaymentId, std::size_t> paymentById_;
    std::unordered_map<std::string, std::size_t> newestByOrder_;
    std::unordered_map<core::RefundId, std::size_t> refundById_;
};

}  // namespace mobilepay::simulator
