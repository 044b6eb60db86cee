#include "tests/simulator/handler/tokens.h"

#include "tests/simulator/handler/answers.h"
#include "tests/simulator/handler/headers.h"
#include "tests/simulator/handler/target.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include <Poco/Base64Decoder.h>

namespace mobilepay::simulator {
namespace {

std::string fromBase64(const std::string& text) {
    std::istringstream in(text);
    Poco::Base64Decoder decoder(in);
    std::string out{std::istreambuf_iterator<char>(decoder), {}};
    return decoder.bad() ? std::string{} : out;
}

const Integrator* authenticated(const rest::HttpRequest& request, const World& world) {
    const auto values = valuesOf(request.headers, "Authorization");
    if (values.size() != 1 || !equalsIgnoringCase(values[0].substr(0, 6), "Basic ")) return nullptr;
    const std::string credentials = fromBase64(std::string{values[0].substr(6)});
    const auto found = std::find_if(
        world.integrators.begin(), world.integrators.end(),
        [&](const auto& known) { return credentials == known.id + ':' + known.secret; });
    return found == world.integrators.end() ? nullptr : &*found;
}

rest::HttpResponse refusal(int status, const std::string& error) {
    JsonWriter body;
    body.beginObject().textField("error", error).endObject();
    return answerJson(body.take(), status);
}

}  // namespace

rest::HttpResponse Tokens::issue(const rest::HttpRequest& request, const World& world,
                                 core::Milliseconds life, core::WallTime now,
                                 core::Random& random) {
    if (request.method != "POST") return answerEmpty(405);
    const auto types = valuesOf(request.headers, "Content-Type");
    if (types.size() != 1 || !types[0].starts_with("application/x-www-form-urlencoded"))
        return refusal(400, "invalid_request");
    const Integrator* integrator = authenticated(request, world);
    if (!integrator) return refusal(401, "invalid_client");
    const Target form = parseTarget("/?" + request.body);
    if (form.parameter("grant_type") != "client_credentials")
        return refusal(400, "unsupported_grant_type");
    return grant({integrator->id, form.parameter("merchant_vat"), now + life}, life, random);
}

rest::HttpResponse Tokens::handOut(const rest::HttpRequest& request, const World& world,
                                   core::Milliseconds life, core::WallTime now,
                                   core::Random& random) {
    if (request.method != "GET") return answerEmpty(405);
    const auto values = valuesOf(request.headers, "Authorization");
    if (values.size() != 1 || values[0] != "Bearer " + world.brokerSecret)
        return refusal(401, "invalid_client");
    return grant({world.integrators.front().id, std::nullopt, now + life}, life, random);
}

rest::HttpResponse Tokens::grant(Grant grant, core::Milliseconds life, core::Random& random) {
    // What begins so must be in no log; tests search for it.
    const std::string token = "mpsim-token-" + core::newGuid(random) + core::newGuid(random);
    grants_[token] = std::move(grant);
    JsonWriter body;
    body.beginObject()
        .textField("access_token", token)
        .numberField("expires_in", std::chrono::floor<std::chrono::seconds>(life).count())
        .textField("token_type", "Bearer")
        .textField("scope", "integrator_scope")
        .endObject();
    rest::HttpResponse response = answerJson(body.take());
    response.headers.push_back({"Cache-Control", "no-store"});
    return response;
}

const Grant* Tokens::check(const std::string& authorization, core::WallTime now) const {
    constexpr std::string_view scheme = "Bearer ";
    if (!equalsIgnoringCase(std::string_view{authorization}.substr(0, scheme.size()), scheme))
        return nullptr;
    const auto found = grants_.find(authorization.substr(scheme.size()));
    if (found == grants_.end() || found->second.expiresAt <= now) return nullptr;
    return &found->second;
}

void Tokens::write(JsonWriter& out) const {
    out.beginArray();
    for (const auto& [token, grant] : grants_) {
        out.beginObject().textField("token", token).textField("integrator", grant.integrator);
        if (grant.merchantVat) out.textField("merchantVat", *grant.merchantVat);
        out.numberField("expiresAt", grant.expiresAt.sinceEpoch.count()).endObject();
    }
    out.endArray();
}

void Tokens::read(const JsonValue& list) {
    grants_.clear();
    for (const JsonValue& item : list.items) {
        Grant grant{item.find("integrator")->text, std::nullopt, {}};
        if (const auto* vat = item.find("merchantVat")) grant.merchantVat = vat->text;
        grant.expiresAt.sinceEpoch = core::Milliseconds{std::stoll(item.find("expiresAt")->text)};
        grants_[item.find("token")->text] = grant;
    }
}

}  // namespace mobilepay::simulator
