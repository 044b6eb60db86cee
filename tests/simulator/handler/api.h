#pragma once

#include "driver/rest/http.h"
#include "tests/simulator/handler/answers.h"
#include "tests/simulator/handler/body.h"
#include "tests/simulator/handler/gate.h"
#include "tests/simulator/handler/handler.h"
#include "tests/simulator/handler/json_writer.h"
#include "tests/simulator/handler/target.h"

#include <optional>
#include <string>
#include <utility>

// What the handlers of the API share.
namespace mobilepay::simulator {

/// An id out of the path, in lower case; throws `Refused` (1099) when it is no GUID.
[[nodiscard]] inline std::string pathId(const std::string& segment) {
    if (!isGuid(segment)) throw Refused{refuse(1099, "the id in the path is no GUID")};
    return lowerCase(segment);
}

/// A GUID out of the query, in lower case; throws `Refused` (1099) when it is none.
[[nodiscard]] inline std::optional<std::string> queryId(const Target& target,
                                                        std::string_view name) {
    const auto value = target.parameter(name);
    if (!value) return std::nullopt;
    if (!isGuid(*value)) throw Refused{refuse(1099, std::string{name} + " is no GUID")};
    return lowerCase(*value);
}

[[nodiscard]] inline core::IdempotencyKey requireKey(const rest::HttpRequest& request) {
    const auto key = idempotencyKey(request);
    if (const auto* no = std::get_if<Refusal>(&key)) throw Refused{*no};
    return std::get<core::IdempotencyKey>(key);
}

/// The value of a result; throws `Refused` with its refusal.
template <class Value>
Value require(Result<Value> result) {
    if (auto* no = std::get_if<Refusal>(&result)) throw Refused{std::move(*no)};
    return std::get<Value>(std::move(result));
}

[[nodiscard]] inline rest::HttpResponse answerId(std::string_view field, const std::string& id) {
    JsonWriter body;
    body.beginObject().textField(field, id).endObject();
    return answerJson(body.take());
}

template <class Ids>
[[nodiscard]] rest::HttpResponse answerIds(std::string_view field, const Ids& ids) {
    JsonWriter body;
    body.beginObject().key(field).beginArray();
    for (const auto& id : ids)
        body.text(id.text());
    body.endArray().endObject();
    return answerJson(body.take());
}

/// What a payment or a check-in tells about the shopper: the receipt token and the loyalty ids are
/// left out until MobilePay has looked them up.
inline void writeShopper(JsonWriter& out, const Shopper& shopper, bool lookedUp) {
    out.textField("customerToken", shopper.customerToken);
    if (!lookedUp) return;
    out.textField("customerReceiptToken", shopper.receiptToken).key("loyaltyIds").beginArray();
    for (const auto& id : shopper.loyaltyIds)
        out.text(id);
    out.endArray();
}

}  // namespace mobilepay::simulator
