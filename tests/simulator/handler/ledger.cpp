#include "tests/simulator/handler/ledger.h"

namespace mobilepay::simulator {
namespace {

template <class State>
void writeHistory(JsonWriter& out, const History<State>& history) {
    out.key("history").beginArray();
    for (const auto& [state, at] : history) {
        out.beginObject()
            .textField("state", nameOf(state))
            .textField("at", core::toIso8601(at))
            .endObject();
    }
    out.endArray();
}

void writeOwner(JsonWriter& out, const Caller& owner) {
    out.textField("integrator", owner.integrator).textField("merchantVat", owner.merchantVat);
}

void write(JsonWriter& out, const Payment& payment, const PointOfSale& place) {
    out.beginObject()
        .textField("paymentId", payment.id.text())
        .textField("orderId", payment.orderId.text())
        .textField("posId", place.id.text())
        .textField("merchantPosId", place.facts.merchantPosId)
        .textField("state", nameOf(payment.state));
    writeOwner(out, payment.owner);
    if (payment.terms) {
        const core::Currency currency = payment.terms->amount.currency();
        out.textField("currencyCode", currency.code())
            .digitsField("authorized", payment.terms->amount.toDecimal())
            .digitsField("captured", core::Money(payment.capturedMinor, currency).toDecimal())
            .digitsField("refunded", core::Money(payment.refundedMinor, currency).toDecimal());
    }
    writeHistory(out, payment.history);
    out.endObject();
}

void write(JsonWriter& out, const Refund& refund, const Payment& payment) {
    out.beginObject()
        .textField("refundId", refund.id.text())
        .textField("refundOrderId", refund.orderId.text())
        .textField("paymentId", payment.id.text())
        .textField("state", nameOf(refund.state));
    writeOwner(out, refund.owner);
    out.textField("currencyCode", refund.amount.currency().code())
        .digitsField("amount", refund.amount.toDecimal());
    writeHistory(out, refund.history);
    out.endObject();
}

void write(JsonWriter& out, const PointOfSale& place) {
    out.beginObject()
        .textField("posId", place.id.text())
        .textField("merchantPosId", place.facts.merchantPosId)
        .textField("storeId", place.facts.storeId.text())
        .textField("beaconId", place.beaconId)
        .booleanField("deleted", place.deleted)
        .booleanField("isUserCheckedIn", place.checkIn.has_value());
    writeOwner(out, place.owner);
    out.endObject();
}

}  // namespace

std::string ledgerOf(const Model& model) {
    JsonWriter out;
    out.beginObject().textField("now", core::toIso8601(model.now()));
    out.key("pointsOfSale").beginArray();
    for (const auto& place : model.allPointsOfSale())
        write(out, place);
    out.endArray().key("payments").beginArray();
    for (const auto& payment : model.allPayments())
        write(out, payment, model.allPointsOfSale()[payment.pointOfSale]);
    out.endArray().key("refunds").beginArray();
    for (const auto& refund : model.allRefunds())
        write(out, refund, model.allPayments()[refund.payment]);
    out.endArray().endObject();
    return out.take();
}

}  // namespace mobilepay::simulator
