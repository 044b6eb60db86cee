#include "driver/rest/token_answer.h"

#include "driver/core/text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include <Poco/Exception.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

namespace mobilepay::rest {

namespace {

using Poco::Dynamic::Var;

constexpr std::int64_t lifeWhenMissing = 300;
constexpr std::int64_t longestLife = 30 * 24 * 3600;
constexpr double mostSeconds = 9e18;  // a signed integer holds them
/// Of an Authorization header few servers take more.
constexpr std::size_t longestToken = std::size_t{16} * 1024;

Poco::JSON::Object::Ptr objectOf(const std::string& body) {
    try {
        const Var parsed = Poco::JSON::Parser().parse(body);
        if (parsed.type() == typeid(Poco::JSON::Object::Ptr)) {
            return parsed.extract<Poco::JSON::Object::Ptr>();
        }
    } catch (const Poco::Exception&) {
        // Its text quotes the body, which may hold a token.
    }
    return {};
}

/// RFC 6750 b64token and whatever else stands in a header without harm.
bool fitsAHeader(const std::string& token) {
    return std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c <= '~'; });
}

/// Whole seconds from a number or a text (the ePayment API sends text).
std::optional<std::int64_t> seconds(const Var& value) {
    if (value.isNumeric()) {
        // What was negative before somebody took it for unsigned is beyond what Int64 can be.
        const double number = value.convert<double>();
        if (!(number > -1.0 && number < mostSeconds)) return std::nullopt;
        return static_cast<std::int64_t>(number);
    }
    if (!value.isString()) return std::nullopt;
    const std::string text = value.convert<std::string>();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

std::variant<Grant, std::string> readGrant(const std::string& body) {
    const auto object = objectOf(body);
    if (!object) return "its answer is no JSON object";
    const Var token = object->get("access_token");
    if (!token.isString()) return "its answer holds no access_token";
    Grant grant{core::Secret(token.convert<std::string>()), {}};
    if (grant.token.empty()) return "its access_token is empty";
    if (!fitsAHeader(grant.token.reveal())) {
        return "its access_token holds characters that no header may hold";
    }
    if (grant.token.reveal().size() > longestToken) {
        return "its access_token is longer than " + std::to_string(longestToken) + " bytes";
    }
    const Var expiresIn = object->get("expires_in");
    const auto life = expiresIn.isEmpty() ? lifeWhenMissing : seconds(expiresIn);
    if (!life || *life <= 0) return "its expires_in is no positive number of seconds";
    grant.life = std::chrono::seconds(std::min(*life, longestLife));
    return grant;
}

std::string refusalWord(const std::string& body) {
    const auto object = objectOf(body);
    if (!object) return {};
    const Var error = object->get("error");
    return error.isString() ? core::printableAscii(error.convert<std::string>(), 60) : "";
}

}  // namespace mobilepay::rest
