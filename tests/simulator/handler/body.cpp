#include "tests/simulator/handler/body.h"

#include "driver/core/error.h"
#include "driver/core/text.h"
#include "tests/simulator/handler/target.h"

#include <algorithm>
#include <charconv>

namespace mobilepay::simulator {
namespace {

using Kind = JsonValue::Kind;

[[noreturn]] void deny(int code, std::string_view detail = {}) {
    throw Refused{refuse(code, detail)};
}

std::string quoted(std::string_view field, std::string_view rule) {
    return std::string{field} + ' ' + std::string{rule};
}

void judgeText(std::string_view field, const std::string& value, int code) {
    try {
        core::requireMobilePayText(field, value);
    } catch (const core::TextError& e) {
        deny(code, e.what());
    }
}

JsonValue parsed(const std::string& text) {
    try {
        return parseJson(text);
    } catch (const JsonError& e) {
        deny(1099, e.what());
    }
}

}  // namespace

Body::Body(const std::string& text, std::initializer_list<std::string_view> allowed)
    : Body(parsed(text), allowed) {}

Body::Body(JsonValue object, std::initializer_list<std::string_view> allowed)
    : object_(std::move(object)) {
    if (!object_.is(Kind::object)) deny(1099, "the body is no JSON object");
    for (const auto& [name, value] : object_.members) {
        if (std::find(allowed.begin(), allowed.end(), name) == allowed.end())
            deny(1099, quoted(name, "is no field of this request"));
    }
}

const JsonValue* Body::find(std::string_view field) const {
    const JsonValue* value = object_.find(field);
    return value && !value->is(Kind::null) ? value : nullptr;
}

const JsonValue& Body::required(std::string_view field, Kind kind, int code) const {
    const JsonValue* value = find(field);
    if (!value) deny(code, quoted(field, "is missing"));
    if (!value->is(kind)) deny(code, quoted(field, "has the wrong type"));
    return *value;
}

std::string Body::text36(std::string_view field, int code) const {
    const std::string& value = required(field, Kind::text, code).text;
    judgeText(field, value, code);
    return value;
}

std::optional<std::string> Body::optionalText36(std::string_view field, int code) const {
    if (!find(field)) return std::nullopt;
    return text36(field, code);
}

std::string Body::guid(std::string_view field) const {
    const std::string& value = required(field, Kind::text, 1099).text;
    if (!isGuid(value)) deny(1099, quoted(field, "is no GUID"));
    return lowerCase(value);
}

std::string Body::text(std::string_view field) const {
    return required(field, Kind::text, 1099).text;
}

std::string Body::oneOf(std::string_view field,
                        std::initializer_list<std::string_view> values) const {
    const std::string& value = required(field, Kind::text, 1099).text;
    if (std::find(values.begin(), values.end(), value) == values.end())
        deny(1099, quoted(field, "has a value that is not known"));
    return value;
}

std::optional<bool> Body::optionalFlag(std::string_view field) const {
    if (!find(field)) return std::nullopt;
    return required(field, Kind::boolean, 1099).truth;
}

std::optional<std::string> Body::optionalText(std::string_view field) const {
    if (!find(field)) return std::nullopt;
    return text(field);
}

std::optional<std::int64_t> Body::optionalInteger(std::string_view field, std::int64_t least,
                                                  std::int64_t most) const {
    if (!find(field)) return std::nullopt;
    const std::string& digits = required(field, Kind::number, 1099).text;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || value < least ||
        value > most)
        deny(1099, quoted(field, "must be a whole number from " + std::to_string(least) + " to " +
                                     std::to_string(most)));
    return value;
}

core::Money Body::amount(core::Currency currency) const {
    const std::string& digits = required("amount", Kind::number, 1102).text;
    try {
        const core::Money money = core::Money::fromDecimal(digits, currency);
        if (money.minor() <= 0) deny(1102);
        return money;
    } catch (const core::AmountError&) {
        deny(1102);
    }
}

core::Currency Body::currency() const {
    return core::Currency::of(oneOf("currencyCode", {"DKK", "EUR"}));
}

Terms Body::terms() const {
    Terms terms{amount(currency()),
                oneOf("plannedCaptureDelay", {"None", "LessThan24Hours", "LessThan14Days"}),
                optionalText36("merchantPaymentLabel", 1117)};
    if (const JsonValue* restrictions = find("restrictions")) {
        const Body inner(*restrictions, {"debitCardDisallowed", "creditCardDisallowed"});
        terms.restrictions = Restrictions{inner.optionalFlag("debitCardDisallowed"),
                                          inner.optionalFlag("creditCardDisallowed")};
    }
    return terms;
}

}  // namespace mobilepay::simulator
