#include "tests/simulator/handler/api.h"

#include <algorithm>

namespace mobilepay::simulator {
namespace {

/// v10 Input and Output Formats: a GUID or exactly 15 digits.
bool isBeaconId(std::string_view text) {
    return isGuid(text) ||
           (text.size() == 15 && text.find_first_not_of("0123456789") == std::string_view::npos);
}

std::optional<std::string> beaconId(const Body& body) {
    const JsonValue* value = body.find("beaconId");
    if (!value) return std::nullopt;
    if (!value->is(JsonValue::Kind::text) || !isBeaconId(value->text)) throw Refused{refuse(1100)};
    return lowerCase(value->text);
}

std::vector<std::string> beaconTypes(const Body& body) {
    const JsonValue* list = body.find("supportedBeaconTypes");
    if (!list || !list->is(JsonValue::Kind::list))
        throw Refused{refuse(1099, "supportedBeaconTypes is missing or no list")};
    std::vector<std::string> types;
    for (const JsonValue& item : list->items) {
        const bool known = item.is(JsonValue::Kind::text) &&
                           (item.text == "QR" || item.text == "NFC" || item.text == "Bluetooth");
        if (!known || std::find(types.begin(), types.end(), item.text) != types.end())
            throw Refused{refuse(1099, "supportedBeaconTypes: QR, NFC, Bluetooth, each once")};
        types.push_back(item.text);
    }
    return types;
}

}  // namespace

rest::HttpResponse Handler::pointsOfSale(const Caller& caller, const rest::HttpRequest& request,
                                         const Target& target, std::size_t base) {
    const std::size_t depth = target.segments.size() - base;
    if (depth == 1 && request.method == "POST") return createPointOfSale(caller, request);
    if (depth == 1 && request.method == "GET") return listPointsOfSale(caller, target);
    if (depth == 1 || depth > 3) return answerEmpty(depth == 1 ? 405 : 404);
    const core::PointOfSaleId id{pathId(target.segments[base + 1])};
    if (depth == 3) {
        if (target.segments[base + 2] != "checkin") return answerEmpty(404);
        return request.method == "GET" ? showCheckIn(caller, id) : answerEmpty(405);
    }
    if (request.method == "GET") return showPointOfSale(caller, id);
    if (request.method != "DELETE") return answerEmpty(405);
    require(model_.deletePointOfSale(caller, id));
    return answerEmpty();
}

rest::HttpResponse Handler::createPointOfSale(const Caller& caller,
                                              const rest::HttpRequest& request) {
    const auto key = requireKey(request);
    const Body body(request.body,
                    {"merchantPosId", "storeId", "name", "beaconId", "callbackAlias",
                     "supportedBeaconTypes", "requirePaymentBeforeCheckin", "calibrationType"});
    if (body.find("calibrationType")) throw Refused{refuse(1118)};
    NewPointOfSale wanted{StoreId{body.guid("storeId")},
                          body.text36("merchantPosId", 1111),
                          body.text36("name", 1112),
                          beaconId(body),
                          body.optionalText36("callbackAlias", 1116),
                          beaconTypes(body),
                          body.optionalFlag("requirePaymentBeforeCheckin").value_or(false)};
    return answerId("posId", require(model_.createPointOfSale(caller, key, wanted)).text());
}

rest::HttpResponse Handler::listPointsOfSale(const Caller& caller, const Target& target) {
    PointOfSaleFilter filter;
    if (const auto id = queryId(target, "storeId")) filter.store = StoreId{*id};
    if (const auto id = target.parameter("beaconId")) filter.beaconId = lowerCase(*id);
    filter.merchantPosId = target.parameter("merchantPosId");
    if (!filter.store && !filter.beaconId && !filter.merchantPosId) throw Refused{refuse(1121)};
    return answerIds("posIds", model_.pointsOfSale(caller, filter));
}

rest::HttpResponse Handler::showPointOfSale(const Caller& caller, const core::PointOfSaleId& id) {
    const PointOfSale& place = *require(model_.pointOfSale(caller, id));
    JsonWriter out;
    out.beginObject()
        .textField("posId", place.id.text())
        .textField("merchantPosId", place.facts.merchantPosId)
        .textField("storeId", place.facts.storeId.text())
        .textField("name", place.facts.name)
        .textField("beaconId", place.beaconId);
    if (place.facts.callbackAlias) out.textField("callbackAlias", *place.facts.callbackAlias);
    out.key("supportedBeaconTypes").beginArray();
    for (const auto& type : place.facts.supportedBeaconTypes)
        out.text(type);
    out.endArray()
        .booleanField("requirePaymentBeforeCheckin", place.facts.requirePaymentBeforeCheckin)
        .endObject();
    return answerJson(out.take());
}

rest::HttpResponse Handler::showCheckIn(const Caller& caller, const core::PointOfSaleId& id) {
    const PointOfSale& place = *require(model_.checkedPointOfSale(caller, id));
    JsonWriter out;
    out.beginObject()
        .booleanField("isUserCheckedIn", place.checkIn.has_value())
        .numberField("pollDelayInMs", model_.pollDelay().count());
    if (const Shopper* who = place.checkIn ? model_.shopper(place.checkIn->phone) : nullptr)
        writeShopper(out, *who, place.checkIn->lookedUpAt <= model_.now());
    out.endObject();
    return answerJson(out.take());
}

}  // namespace mobilepay::simulator
