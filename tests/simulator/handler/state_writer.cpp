#include "tests/simulator/handler/handler.h"
#include "tests/simulator/handler/json_writer.h"

#include <map>

namespace mobilepay::simulator {
namespace {

std::int64_t millis(core::WallTime at) {
    return at.sinceEpoch.count();
}

void field(JsonWriter& out, std::string_view name, const std::optional<core::WallTime>& at) {
    if (at) out.numberField(name, millis(*at));
}

void field(JsonWriter& out, std::string_view name, const std::optional<std::string>& text) {
    if (text) out.textField(name, *text);
}

void owner(JsonWriter& out, const Caller& caller) {
    out.textField("integrator", caller.integrator).textField("merchantVat", caller.merchantVat);
}

void money(JsonWriter& out, const core::Money& amount) {
    out.numberField("minor", amount.minor()).textField("currency", amount.currency().code());
}

template <class State>
void history(JsonWriter& out, const History<State>& entries) {
    out.key("history").beginArray();
    for (const auto& [state, at] : entries)
        out.beginArray().text(nameOf(state)).number(millis(at)).endArray();
    out.endArray();
}

void script(JsonWriter& out, const Script& script) {
    out.key("script")
        .beginObject()
        .textField("deed", nameOf(script.deed))
        .numberField("checkInAfterMs", script.checkInAfter.count())
        .numberField("answerAfterMs", script.answerAfter.count())
        .booleanField("lastMoment", script.lastMoment)
        .textField("phoneNumber", script.phone)
        .endObject();
}

void write(JsonWriter& out, const Store& store) {
    out.beginObject().textField("id", store.id.text()).booleanField("activated", store.activated);
    if (store.balance) out.numberField("balance", *store.balance);
    out.endObject();
}

void write(JsonWriter& out, const PointOfSale& place) {
    out.beginObject()
        .textField("id", place.id.text())
        .textField("storeId", place.facts.storeId.text())
        .textField("merchantPosId", place.facts.merchantPosId)
        .textField("name", place.facts.name)
        .textField("beaconId", place.beaconId)
        .booleanField("before", place.facts.requirePaymentBeforeCheckin)
        .booleanField("deleted", place.deleted);
    owner(out, place.owner);
    field(out, "wantedBeaconId", place.facts.beaconId);
    field(out, "callbackAlias", place.facts.callbackAlias);
    out.key("types").beginArray();
    for (const auto& type : place.facts.supportedBeaconTypes)
        out.text(type);
    out.endArray();
    if (place.checkIn) {
        out.key("checkIn")
            .beginObject()
            .textField("phone", place.checkIn->phone)
            .numberField("lookedUpAt", millis(place.checkIn->lookedUpAt))
            .numberField("endsAt", millis(place.checkIn->endsAt));
        if (place.checkIn->script) script(out, *place.checkIn->script);
        out.endObject();
    }
    out.endObject();
}

void terms(JsonWriter& out, const Terms& terms) {
    out.key("terms").beginObject();
    money(out, terms.amount);
    out.textField("plannedCaptureDelay", terms.plannedCaptureDelay);
    field(out, "label", terms.label);
    if (terms.restrictions) {
        out.key("restrictions").beginObject();
        if (const auto& flag = terms.restrictions->debitCardDisallowed)
            out.booleanField("debit", *flag);
        if (const auto& flag = terms.restrictions->creditCardDisallowed)
            out.booleanField("credit", *flag);
        out.endObject();
    }
    out.endObject();
}

void write(JsonWriter& out, const Payment& payment) {
    out.beginObject()
        .textField("id", payment.id.text())
        .numberField("pointOfSale", payment.pointOfSale)
        .textField("orderId", payment.orderId.text())
        .textField("state", nameOf(payment.state))
        .booleanField("wasPrepared", payment.wasPrepared)
        .numberField("payerLookedUpAt", millis(payment.payerLookedUpAt))
        .numberField("captured", payment.capturedMinor)
        .numberField("refunded", payment.refundedMinor);
    owner(out, payment.owner);
    if (payment.terms) terms(out, *payment.terms);
    script(out, payment.script);
    field(out, "payer", payment.payer);
    field(out, "arrivesAt", payment.arrivesAt);
    field(out, "answersAt", payment.answersAt);
    field(out, "idleAt", payment.idleAt);
    field(out, "expiresAt", payment.expiresAt);
    history(out, payment.history);
    out.endObject();
}

void write(JsonWriter& out, const Refund& refund) {
    out.beginObject()
        .textField("id", refund.id.text())
        .numberField("payment", refund.payment)
        .textField("orderId", refund.orderId.text())
        .textField("state", nameOf(refund.state))
        .booleanField("doomed", refund.doomed);
    owner(out, refund.owner);
    money(out, refund.amount);
    field(out, "settlesAt", refund.settlesAt);
    field(out, "capturesAt", refund.capturesAt);
    history(out, refund.history);
    out.endObject();
}

template <class Things>
void writeAll(JsonWriter& out, std::string_view name, const Things& things) {
    out.key(name).beginArray();
    for (const auto& thing : things)
        write(out, thing);
    out.endArray();
}

}  // namespace

std::string Handler::save() const {
    const Model::Snapshot snapshot = model_.snapshot();
    JsonWriter out;
    out.beginObject()
        .textField("mpsim", "state 1")
        .numberField("now", millis(snapshot.now))
        .numberField("clockOffsetMs", clockOffset_.count());
    writeAll(out, "stores", snapshot.stores);
    writeAll(out, "pointsOfSale", snapshot.pointsOfSale);
    writeAll(out, "payments", snapshot.payments);
    writeAll(out, "refunds", snapshot.refunds);
    out.key("keys").beginArray();
    const auto& entries = snapshot.keys.entries();
    for (const auto& [key, entry] : std::map(entries.begin(), entries.end())) {
        out.beginArray()
            .text(key)
            .text(entry.fingerprint)
            .text(entry.id)
            .number(millis(entry.forgetAt))
            .endArray();
    }
    out.endArray().key("tokens");
    tokens_.write(out);
    out.endObject();
    return out.take();
}

}  // namespace mobilepay::simulator
