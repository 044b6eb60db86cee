#include "driver/flow/asking.h"

#include <utility>

namespace mobilepay::flow {
namespace {

constexpr int fewRounds = 3;

/// That the list holds our order id is the server's word only once the payment itself shows it.
Procedure<Finding> findAmong(Exchange& exchange, Reservation& reservation,
                             std::vector<core::PaymentId> candidates,
                             std::optional<core::MonoTime> until) {
    for (const core::PaymentId& id : candidates) {
        const wallet::Call call = wallet::QueryPayment{id, false};
        const wallet::Answer shown = co_await query(exchange, call, id.text(), until);
        auto sight = sightOf(shown);
        if (!sight || !sameId(sight->payment.text(), id.text())) co_return Finding::unclear;
        if (sight->orderId != reservation.orderId()) continue;
        reservation.found(*sight);
        co_return Finding::ours;
    }
    co_return Finding::nothing;
}

Procedure<Finding> findPayment(Exchange& exchange, Reservation& reservation,
                               std::optional<core::MonoTime> until) {
    // v10: with the point of sale for active and reserved ones, without it for captured ones.
    for (const bool captured : {false, true}) {
        const core::PointOfSaleId where =
            captured ? core::PointOfSaleId() : reservation.pointOfSale();
        const wallet::Call call = wallet::FindPayments{where, reservation.orderId(), captured};
        const wallet::Answer answer = co_await askInTime(exchange, call, until);
        const auto* list = std::get_if<wallet::PaymentsFound>(&answer);
        if (list == nullptr) co_return Finding::unclear;
        const Finding finding = co_await findAmong(exchange, reservation, list->payments, until);
        if (finding != Finding::nothing) co_return finding;
    }
    co_return Finding::nothing;
}

Procedure<std::optional<Sight>> refundShown(Exchange& exchange, core::PaymentId payment,
                                            core::RefundId id,
                                            std::optional<core::MonoTime> until) {
    const wallet::Call call = wallet::QueryRefund{id, payment, false};
    const wallet::Answer shown = co_await query(exchange, call, id.text(), until);
    auto sight = sightOf(shown);
    if (sight && sight->refund.empty()) sight.reset();
    co_return sight;
}

Procedure<Finding> findRefund(Exchange& exchange, Reservation& reservation,
                              std::optional<core::MonoTime> until) {
    const wallet::Call find = wallet::FindRefunds{reservation.payment()};
    const wallet::Answer answer = co_await askInTime(exchange, find, until);
    const auto* list = std::get_if<wallet::RefundsFound>(&answer);
    if (list == nullptr) co_return Finding::unclear;
    Finding otherwise = Finding::nothing;
    for (const core::RefundId& id : list->refunds) {
        const auto refund = co_await refundShown(exchange, reservation.payment(), id, until);
        if (!refund) otherwise = Finding::unclear;  // of somebody else, perhaps: ours may follow
        if (!refund || refund->orderId != reservation.orderId()) continue;
        reservation.found(*refund);
        co_return Finding::ours;
    }
    co_return otherwise;
}

}  // namespace

bool Limits::over(const core::Now& now, int round) const {
    if (until && now.mono >= *until) return true;
    return !insist && round >= fewRounds;
}

Procedure<wallet::Answer> askInTime(Exchange& exchange, wallet::Call call,
                                    std::optional<core::MonoTime> until) {
    if (until && exchange.now().mono >= *until)
        co_return wallet::NoAnswer{false, "no time left to ask", true};
    wallet::Answer answer = co_await exchange.ask(std::move(call), until);
    co_return answer;
}

Procedure<wallet::Answer> query(Exchange& exchange, wallet::Call call, std::string serverId,
                                std::optional<core::MonoTime> until) {
    Pace& pace = exchange.pace(serverId);
    const core::MonoTime next = pace.next().value_or(exchange.now().mono);
    if (until && next >= *until)
        co_return wallet::NoAnswer{false, "the server does not want to be asked that soon", true};
    co_await exchange.pause(next);
    wallet::Answer answer = co_await askInTime(exchange, std::move(call), until);
    const auto sight = sightOf(answer);
    pace.heard(exchange.now().mono, sight ? sight->pollDelay : std::nullopt);
    co_return answer;
}

Procedure<std::optional<Sight>> look(Exchange& exchange, const Reservation& reservation,
                                     std::optional<core::MonoTime> until) {
    const wallet::Answer answer =
        co_await query(exchange, reservation.query(false), reservation.serverId(), until);
    std::optional<Sight> sight = sightOf(answer);
    if (sight && !reservation.shownBy(*sight)) sight.reset();
    co_return sight;
}

Procedure<Finding> findOurs(Exchange& exchange, Reservation& reservation,
                            const wallet::Traits& traits, std::optional<core::MonoTime> until) {
    if (!traits.canSearch) co_return Finding::unclear;
    Finding finding = Finding::unclear;
    if (reservation.what() == Reservation::What::payment)
        finding = co_await findPayment(exchange, reservation, until);
    else
        finding = co_await findRefund(exchange, reservation, until);
    co_return finding;
}

Procedure<std::optional<std::vector<Sight>>> refundsOf(Exchange& exchange, core::PaymentId payment,
                                                       std::optional<core::MonoTime> until) {
    const wallet::Call find = wallet::FindRefunds{payment};
    const wallet::Answer answer = co_await askInTime(exchange, find, until);
    const auto* list = std::get_if<wallet::RefundsFound>(&answer);
    if (list == nullptr) co_return std::nullopt;
    std::vector<Sight> refunds;
    for (const core::RefundId& id : list->refunds) {
        const auto refund = co_await refundShown(exchange, payment, id, until);
        if (!refund) co_return std::nullopt;
        refunds.push_back(*refund);
    }
    co_return std::make_optional(std::move(refunds));
}

}  // namespace mobilepay::flow
