#include "driver/flow/sale.h"

#include "driver/flow/making.h"

#include <utility>

namespace mobilepay::flow {
namespace {

Procedure<> pay(Exchange& exchange, const Terms& terms, const PaymentOrder& order,
                journal::Kind kind, journal::Decision decision) {
    Deal deal{exchange, terms, Reservation::of(order, terms.traits), exchange.now().mono};
    if (const auto stop = deal.stopped()) {
        tellOnly(deal, *stop);
        co_return;
    }
    co_await makeAndSettle(deal, deal.reservation.record(order, kind, exchange.now()), decision);
}

}  // namespace

Sale::Sale(Terms terms, PaymentOrder order)
    : Script(terms.traits), terms_(std::move(terms)), order_(std::move(order)) {}

Procedure<> Sale::play() {
    return pay(exchange_, terms_, order_, journal::Kind::sale, journal::Decision::capture);
}

PreSale::PreSale(Terms terms, PaymentOrder order)
    : Script(terms.traits), terms_(std::move(terms)), order_(std::move(order)) {}

Procedure<> PreSale::play() {
    return pay(exchange_, terms_, order_, journal::Kind::preSale, journal::Decision::hold);
}

}  // namespace mobilepay::flow
