#include "driver/wallet/v10/json_reader.h"

#include "driver/core/error.h"
#include "driver/core/text.h"
#include "driver/wallet/v10/number_table.h"

#include <algorithm>
#include <charconv>
#include <set>

#include <Poco/Exception.h>
#include <Poco/JSON/Array.h>
#include <Poco/JSON/ParseHandler.h>
#include <Poco/JSON/Parser.h>
#include <Poco/String.h>

namespace mobilepay::wallet::v10 {

namespace {

constexpr std::size_t longestBody = std::size_t{1024} * 1024;
constexpr std::size_t deepest = 8;

[[noreturn]] void refuse(const std::string& what) {
    throw core::ProtocolError("The answer " + what);
}

[[noreturn]] void refuse(const std::string& name, const std::string& what) {
    refuse("has a field '" + name + "' that is " + what);
}

/// Builds what POCO's own handler builds, but takes no field twice: which of the two would count?
class StrictHandler final : public Poco::JSON::ParseHandler {
public:
    void startObject() override {
        names_.emplace_back();
        ParseHandler::startObject();
    }
    void endObject() override {
        names_.pop_back();
        ParseHandler::endObject();
    }
    void key(const std::string& name) override {
        if (!names_.back().insert(name).second) {
            refuse("names the field '" + core::printableAscii(name, 40) + "' twice");
        }
        ParseHandler::key(name);
    }

private:
    std::vector<std::set<std::string>> names_;
};

struct Parsed {
    Poco::Dynamic::Var root;
    JsonObject::Numbers numbers;
};

Parsed parse(const std::string& body) {
    if (body.size() > longestBody) refuse("is longer than 1 MiB");
    try {
        auto table = takeNumbersOut(body);
        Poco::JSON::Parser parser(new StrictHandler);
        parser.setDepth(deepest);
        auto root = parser.parse(table.json);
        return {root, std::make_shared<const std::vector<std::string>>(std::move(table.numbers))};
    } catch (const Poco::Exception& error) {
        refuse("is no JSON: " + core::printableAscii(error.message(), 120));
    }
}

JsonObject objectOf(const Poco::Dynamic::Var& value, const JsonObject::Numbers& numbers) {
    if (value.type() != typeid(Poco::JSON::Object::Ptr)) refuse("is no JSON object");
    return {value.extract<Poco::JSON::Object::Ptr>(), numbers};
}

/// POCO counts true and false as integers too.
bool isNumber(const Poco::Dynamic::Var& value) {
    return value.isInteger() && !value.isBoolean();
}

}  // namespace

JsonObject parseObject(const std::string& body) {
    const auto parsed = parse(body);
    return objectOf(parsed.root, parsed.numbers);
}

std::vector<JsonObject> parseObjects(const std::string& body) {
    const auto parsed = parse(body);
    if (parsed.root.type() != typeid(Poco::JSON::Array::Ptr)) refuse("is no JSON list");
    std::vector<JsonObject> objects;
    for (const auto& item : *parsed.root.extract<Poco::JSON::Array::Ptr>())
        objects.push_back(objectOf(item, parsed.numbers));
    return objects;
}

bool JsonObject::has(const std::string& name) const {
    return !value(name).isEmpty();
}

/// Empty when the field is missing or null.
Poco::Dynamic::Var JsonObject::value(const std::string& name) const {
    return object_->get(name);
}

std::optional<std::string> JsonObject::optionalText(const std::string& name) const {
    const auto found = value(name);
    if (found.isEmpty()) return std::nullopt;
    if (!found.isString()) refuse(name, "no text");
    return found.extract<std::string>();
}

std::string JsonObject::text(const std::string& name) const {
    auto found = optionalText(name);
    if (!found) refuse("lacks the field '" + name + "'");
    return *std::move(found);
}

std::optional<bool> JsonObject::optionalFlag(const std::string& name) const {
    const auto found = value(name);
    if (found.isEmpty()) return std::nullopt;
    if (!found.isBoolean()) refuse(name, "neither true nor false");
    return found.extract<bool>();
}

bool JsonObject::flag(const std::string& name) const {
    const auto found = optionalFlag(name);
    if (!found) refuse("lacks the field '" + name + "'");
    return *found;
}

std::optional<std::vector<std::string>> JsonObject::optionalTexts(const std::string& name) const {
    const auto found = value(name);
    if (found.isEmpty()) return std::nullopt;
    if (found.type() != typeid(Poco::JSON::Array::Ptr)) refuse(name, "no list");
    std::vector<std::string> texts;
    for (const auto& item : *found.extract<Poco::JSON::Array::Ptr>()) {
        if (!item.isString()) refuse(name, "a list of something else than texts");
        texts.push_back(item.extract<std::string>());
    }
    return texts;
}

std::vector<std::string> JsonObject::texts(const std::string& name) const {
    auto found = optionalTexts(name);
    if (!found) refuse("lacks the field '" + name + "'");
    return *std::move(found);
}

std::optional<JsonObject> JsonObject::optionalObject(const std::string& name) const {
    const auto found = value(name);
    if (found.isEmpty()) return std::nullopt;
    if (found.type() != typeid(Poco::JSON::Object::Ptr)) refuse(name, "no object");
    return JsonObject(found.extract<Poco::JSON::Object::Ptr>(), numbers_);
}

std::string JsonObject::digits(const std::string& name) const {
    const auto found = value(name);
    if (!isNumber(found)) refuse(name, "no number");
    return numbers_->at(found.convert<std::size_t>());
}

std::optional<std::int32_t> JsonObject::optionalInteger(const std::string& name) const {
    if (!has(name)) return std::nullopt;
    const std::string text = digits(name);
    std::int32_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end) refuse(name, "no whole number of 32 bits: " + text);
    return number;
}

std::optional<core::Money> JsonObject::optionalMoney(const std::string& name,
                                                     core::Currency currency) const {
    if (!has(name)) return std::nullopt;
    try {
        const auto money = core::Money::fromDecimal(digits(name), currency);
        if (money.minor() < 0) refuse(name, "an amount below zero");
        return money;
    } catch (const core::AmountError& error) {
        refuse(name, "no amount: " + std::string(error.what()));
    }
}

std::optional<std::string> JsonObject::looseText(std::string_view name) const {
    for (const auto& [key, found] : *object_) {
        if (Poco::icompare(key, std::string(name)) != 0 || found.isEmpty()) continue;
        if (found.isString()) return found.extract<std::string>();
        if (isNumber(found)) return numbers_->at(found.convert<std::size_t>());
    }
    return std::nullopt;
}

}  // namespace mobilepay::wallet::v10
