#include "tests/simulator/handler/api.h"
#include "tests/simulator/handler/ledger.h"
#include "tests/simulator/handler/settings.h"

#include <algorithm>

namespace mobilepay::simulator {
namespace {

constexpr std::int64_t longest = 10LL * 366 * 24 * 3600 * 1000;

/// The point of sale that a control call is about: by its id or by the merchant's name for it;
/// nothing when the call names none.
std::optional<core::PointOfSaleId> place(const Model& model, const Body& body) {
    if (const auto id = body.optionalText("posId")) return core::PointOfSaleId{lowerCase(*id)};
    const auto name = body.optionalText("merchantPosId");
    if (!name) return std::nullopt;
    const auto& all = model.allPointsOfSale();
    const auto found = std::find_if(all.begin(), all.end(), [&](const PointOfSale& candidate) {
        return !candidate.deleted && candidate.facts.merchantPosId == *name;
    });
    if (found == all.end()) throw Refused{refuse(1000, "no merchantPosId " + *name)};
    return found->id;
}

void set(core::Milliseconds& rule, const Body& body, std::string_view field) {
    if (const auto value = body.optionalInteger(field, 0, longest))
        rule = core::Milliseconds{*value};
}

}  // namespace

rest::HttpResponse Handler::control(const rest::HttpRequest& request, const Target& target) {
    if (target.segments.size() != 2) return answerEmpty(404);
    const std::string& what = target.segments[1];
    if (request.method == "GET") return controlGet(what);
    if (request.method == "POST") return controlPost(what, request);
    if (request.method == "DELETE" && what == "faults") {
        faults_.clear();
        return answerEmpty();
    }
    return answerEmpty(405);
}

rest::HttpResponse Handler::controlGet(const std::string& what) {
    if (what == "ledger") return answerJson(ledgerOf(model_));
    if (what == "clock") return advanceClock("{}");
    if (what != "record") return answerEmpty(404);
    JsonWriter out;
    record_.write(out);
    return answerJson(out.take());
}

rest::HttpResponse Handler::controlPost(const std::string& what, const rest::HttpRequest& request) {
    if (what == "clock") return advanceClock(request.body);
    if (what == "shopper") return setShopper(request.body);
    if (what == "rules") return setRules(request.body);
    if (what == "store") return setStore(request.body);
    if (what == "faults") return planFaults(request.body);
    if (what == "reset") return reset();
    if (what == "revoke-tokens") {
        tokens_.revokeAll();
        return answerEmpty();
    }
    if (what == "cancel-payment") {
        const Body body(request.body, {"paymentId"});
        if (!model_.cancelByMobilePay(core::PaymentId{body.guid("paymentId")}))
            throw Refused{refuse(1300, "no active payment of that id")};
        return answerEmpty();
    }
    return answerEmpty(404);
}

rest::HttpResponse Handler::advanceClock(const std::string& text) {
    const Body body(text, {"advanceMs"});
    const core::Milliseconds step{body.optionalInteger("advanceMs", 0, longest).value_or(0)};
    clockOffset_ += step;
    model_.advance(model_.now() + step);
    JsonWriter out;
    out.beginObject()
        .textField("now", core::toIso8601(model_.now()))
        .numberField("offsetMs", clockOffset_.count())
        .endObject();
    return answerJson(out.take());
}

rest::HttpResponse Handler::setShopper(const std::string& text) {
    const Body body(text, {"posId", "merchantPosId", "deed", "checkInAfterMs", "answerAfterMs",
                           "lastMoment", "phoneNumber", "times", "checkInFirst"});
    const Script script = readScript(body);
    if (!script.phone.empty() && !model_.shopper(script.phone))
        throw Refused{refuse(1099, "phoneNumber is no test user")};
    const auto where = place(model_, body);
    if (body.optionalFlag("checkInFirst").value_or(false)) {
        if (!where || !model_.arriveFirst(*where, script))
            throw Refused{refuse(2001, "nobody can check in there now")};
        return answerEmpty();
    }
    const auto times = body.optionalInteger("times", 0, 1'000'000).value_or(0);
    model_.script(where.value_or(core::PointOfSaleId{}), script, static_cast<std::size_t>(times));
    return answerEmpty();
}

rest::HttpResponse Handler::setRules(const std::string& text) {
    const Body body(
        text, {"pollDelayMs", "pollDelayMinMs", "pollDelayMaxMs", "inactivityMs", "checkInLifeMs",
               "loyaltyLookupMs", "refundSettlesMs", "tokenLifeMs", "doomedRefunds"});
    Rules& rules = model_.rules();
    set(rules.pollDelayMin, body, "pollDelayMs");
    set(rules.pollDelayMax, body, "pollDelayMs");
    set(rules.pollDelayMin, body, "pollDelayMinMs");
    set(rules.pollDelayMax, body, "pollDelayMaxMs");
    set(rules.inactivity, body, "inactivityMs");
    set(rules.checkInLife, body, "checkInLifeMs");
    set(rules.loyaltyLookup, body, "loyaltyLookupMs");
    set(rules.refundSettles, body, "refundSettlesMs");
    set(rules.tokenLife, body, "tokenLifeMs");
    if (const auto count = body.optionalInteger("doomedRefunds", 0, 1'000'000))
        rules.doomedRefunds = static_cast<int>(*count);
    return answerEmpty();
}

rest::HttpResponse Handler::setStore(const std::string& text) {
    const Body body(text, {"storeId", "activated", "balanceMinor"});
    Store* store = model_.anyStore(StoreId{body.guid("storeId")});
    if (!store) throw Refused{refuse(1002)};
    if (const auto activated = body.optionalFlag("activated")) store->activated = *activated;
    store->balance = body.optionalInteger("balanceMinor", 0, 1'000'000'000'000);
    return answerEmpty();
}

rest::HttpResponse Handler::planFaults(const std::string& text) {
    JsonValue json;
    try {
        json = parseJson(text);
    } catch (const JsonError& e) {
        throw Refused{refuse(1099, e.what())};
    }
    std::vector<Fault> faults;
    if (json.is(JsonValue::Kind::list)) {
        for (const JsonValue& item : json.items)
            faults.push_back(readFault(item));
    } else {
        faults.push_back(readFault(json));
    }
    for (auto& fault : faults)
        faults_.add(std::move(fault));
    return answerEmpty();
}

rest::HttpResponse Handler::reset() {
    model_.clear();
    tokens_.revokeAll();
    faults_.clear();
    record_.clear();
    return answerEmpty();
}

}  // namespace mobilepay::simulator
