#include "driver/core/error.h"
#include "tests/simulator/handler/handler.h"
#include "tests/simulator/handler/json_reader.h"

#include <algorithm>
#include <charconv>

namespace mobilepay::simulator {
namespace {

[[noreturn]] void broken(std::string_view name) {
    throw core::ConfigurationError("the state file is not one that mpsim wrote: " +
                                   std::string{name});
}

const JsonValue& member(const JsonValue& json, std::string_view name) {
    const JsonValue* found = json.find(name);
    if (!found) broken(name);
    return *found;
}

const JsonValue& item(const JsonValue& json, std::size_t index) {
    if (json.items.size() <= index) broken("list");
    return json.items[index];
}

std::int64_t integer(const JsonValue& json) {
    std::int64_t value = 0;
    const char* end = json.text.data() + json.text.size();
    if (std::from_chars(json.text.data(), end, value).ptr != end) broken(json.text);
    return value;
}

std::int64_t integer(const JsonValue& json, std::string_view name) {
    return integer(member(json, name));
}

std::size_t index(const JsonValue& json, std::string_view name, std::size_t bound) {
    const auto value = static_cast<std::size_t>(integer(json, name));
    if (value >= bound) broken(name);
    return value;
}

const std::string& text(const JsonValue& json, std::string_view name) {
    return member(json, name).text;
}

bool flag(const JsonValue& json, std::string_view name) {
    return member(json, name).truth;
}

core::WallTime time(const JsonValue& json) {
    return {core::Milliseconds{integer(json)}};
}

std::optional<core::WallTime> optionalTime(const JsonValue& json, std::string_view name) {
    const JsonValue* found = json.find(name);
    return found ? std::optional{time(*found)} : std::nullopt;
}

std::optional<std::string> optionalText(const JsonValue& json, std::string_view name) {
    const JsonValue* found = json.find(name);
    return found ? std::optional{found->text} : std::nullopt;
}

std::optional<bool> optionalFlag(const JsonValue& json, std::string_view name) {
    const JsonValue* found = json.find(name);
    return found ? std::optional{found->truth} : std::nullopt;
}

Caller owner(const JsonValue& json) {
    return {text(json, "integrator"), text(json, "merchantVat")};
}

core::Money money(const JsonValue& json) {
    return {integer(json, "minor"), core::Currency::of(text(json, "currency"))};
}

template <class State>
State known(std::optional<State> state) {
    if (!state) broken("state");
    return *state;
}

Script script(const JsonValue& json) {
    const JsonValue& from = member(json, "script");
    return {known(deedNamed(text(from, "deed"))),
            core::Milliseconds{integer(from, "checkInAfterMs")},
            core::Milliseconds{integer(from, "answerAfterMs")}, flag(from, "lastMoment"),
            text(from, "phoneNumber")};
}

PointOfSale pointOfSale(const JsonValue& json) {
    PointOfSale place{core::PointOfSaleId{text(json, "id")},
                      owner(json),
                      {},
                      text(json, "beaconId"),
                      flag(json, "deleted")};
    place.facts = {StoreId{text(json, "storeId")},
                   text(json, "merchantPosId"),
                   text(json, "name"),
                   optionalText(json, "wantedBeaconId"),
                   optionalText(json, "callbackAlias"),
                   {},
                   flag(json, "before")};
    for (const auto& type : member(json, "types").items)
        place.facts.supportedBeaconTypes.push_back(type.text);
    if (const JsonValue* from = json.find("checkIn")) {
        place.checkIn = CheckIn{text(*from, "phone"), time(member(*from, "lookedUpAt")),
                                time(member(*from, "endsAt"))};
        if (from->find("script")) place.checkIn->script = script(*from);
    }
    return place;
}

Terms terms(const JsonValue& json) {
    Terms made{money(json), text(json, "plannedCaptureDelay"), optionalText(json, "label")};
    if (const JsonValue* from = json.find("restrictions"))
        made.restrictions =
            Restrictions{optionalFlag(*from, "debit"), optionalFlag(*from, "credit")};
    return made;
}

Payment payment(const JsonValue& json, std::size_t places) {
    Payment made{core::PaymentId{text(json, "id")},
                 owner(json),
                 index(json, "pointOfSale", places),
                 core::OrderId{text(json, "orderId")},
                 known(paymentStateNamed(text(json, "state"))),
                 flag(json, "wasPrepared")};
    if (const JsonValue* from = json.find("terms")) made.terms = terms(*from);
    made.script = script(json);
    made.payer = optionalText(json, "payer");
    made.payerLookedUpAt = time(member(json, "payerLookedUpAt"));
    made.capturedMinor = integer(json, "captured");
    made.refundedMinor = integer(json, "refunded");
    for (const auto& entry : member(json, "history").items)
        made.history.emplace_back(known(paymentStateNamed(item(entry, 0).text)),
                                  time(item(entry, 1)));
    made.arrivesAt = optionalTime(json, "arrivesAt");
    made.answersAt = optionalTime(json, "answersAt");
    made.idleAt = optionalTime(json, "idleAt");
    made.expiresAt = optionalTime(json, "expiresAt");
    return made;
}

Refund refund(const JsonValue& json, std::size_t payments) {
    Refund made{core::RefundId{text(json, "id")},
                owner(json),
                index(json, "payment", payments),
                core::OrderId{text(json, "orderId")},
                money(json),
                known(refundStateNamed(text(json, "state"))),
                flag(json, "doomed")};
    for (const auto& entry : member(json, "history").items)
        made.history.emplace_back(known(refundStateNamed(item(entry, 0).text)),
                                  time(item(entry, 1)));
    made.settlesAt = optionalTime(json, "settlesAt");
    made.capturesAt = optionalTime(json, "capturesAt");
    return made;
}

/// Stores belong to the world; only what can change of them is kept.
void restoreStores(std::vector<Store>& stores, const JsonValue& list) {
    for (const JsonValue& json : list.items) {
        for (Store& store : stores) {
            if (store.id.text() != text(json, "id")) continue;
            store.activated = flag(json, "activated");
            if (const JsonValue* balance = json.find("balance")) store.balance = integer(*balance);
        }
    }
}

void restoreKeys(KeyBook& keys, const JsonValue& list) {
    std::vector<const JsonValue*> oldestFirst;
    for (const JsonValue& json : list.items)
        oldestFirst.push_back(&json);
    std::sort(oldestFirst.begin(), oldestFirst.end(), [](const auto* a, const auto* b) {
        return integer(item(*a, 3)) < integer(item(*b, 3));
    });
    for (const JsonValue* json : oldestFirst)
        keys.restore(item(*json, 0).text,
                     {item(*json, 1).text, item(*json, 2).text, time(item(*json, 3))});
}

}  // namespace

void Handler::restore(const std::string& state) {
    JsonValue json;
    try {
        json = parseJson(state);
    } catch (const JsonError& e) {
        broken(e.what());
    }
    if (text(json, "mpsim") != "state 1") broken("version");
    Model::Snapshot snapshot{time(member(json, "now")), model_.allStores(), {}, {}, {}, {}};
    restoreStores(snapshot.stores, member(json, "stores"));
    for (const auto& entry : member(json, "pointsOfSale").items)
        snapshot.pointsOfSale.push_back(pointOfSale(entry));
    for (const auto& entry : member(json, "payments").items)
        snapshot.payments.push_back(payment(entry, snapshot.pointsOfSale.size()));
    for (const auto& entry : member(json, "refunds").items)
        snapshot.refunds.push_back(refund(entry, snapshot.payments.size()));
    restoreKeys(snapshot.keys, member(json, "keys"));
    clockOffset_ = core::Milliseconds{integer(json, "clockOffsetMs")};
    tokens_.read(member(json, "tokens"));
    model_.restore(std::move(snapshot));
}

}  // namespace mobilepay::simulator
