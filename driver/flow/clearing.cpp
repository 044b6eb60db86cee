#include "driver/flow/clearing.h"

#include "driver/flow/asking.h"

namespace mobilepay::flow {
namespace {

bool isNotFound(const wallet::Answer& answer) {
    const auto* refused = std::get_if<wallet::Refused>(&answer);
    return refused != nullptr && refused->meaning == wallet::Refused::Meaning::notFound;
}

bool beginsWith(const core::OrderId& orderId, const std::string& prefix) {
    return !prefix.empty() && orderId.text().starts_with(prefix);
}

}  // namespace

Procedure<Way> clearTheWay(Exchange& exchange, Reservation& reservation,
                           const wallet::Traits& traits, const std::string& ownOrderPrefix,
                           std::optional<core::MonoTime> until) {
    Way way;
    if (!traits.canSearch) co_return way;
    const wallet::Call find = wallet::FindPayments{reservation.pointOfSale(), {}, false};
    const wallet::Answer answer = co_await askInTime(exchange, find, until);
    const auto* list = std::get_if<wallet::PaymentsFound>(&answer);
    if (list == nullptr) co_return way;
    for (const core::PaymentId& id : list->payments) {
        const wallet::Call call = wallet::QueryPayment{id, false};
        const wallet::Answer shown = co_await query(exchange, call, id.text(), until);
        if (isNotFound(shown)) continue;
        const auto sight = sightOf(shown);
        if (!sight) co_return way;
        if (!sight->active()) continue;
        if (sight->orderId == reservation.orderId()) {
            reservation.found(*sight);
            way.how = Way::How::ours;
            co_return way;
        }
        if (!beginsWith(sight->orderId, ownOrderPrefix)) {
            way = {Way::How::stranger, id, sight->orderId};
            co_return way;
        }
        const wallet::Call cancel = wallet::CancelPayment{id};
        co_await askInTime(exchange, cancel, until);  // the next create shows whether it worked
    }
    way.how = Way::How::free;
    co_return way;
}

}  // namespace mobilepay::flow
