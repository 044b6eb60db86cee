#include "tests/unit/wallet/far_side.h"

#include <array>
#include <stdexcept>

namespace mobilepay::wallet::testing {

namespace {

constexpr core::Milliseconds latency{10};
const std::string tokenUrl = "https://api.test/integrator-authentication/connect/token";

core::Now after(core::Now now, core::Milliseconds time) {
    now.mono = now.mono + time;
    now.wall = now.wall + time;
    now.server = now.server + time;
    return now;
}

rest::HttpResult grantToken() {
    return rest::HttpResponse{200, {}, R"({"access_token":"token","expires_in":3600})"};
}

}  // namespace

core::Now beginning() {
    core::Now now;
    now.mono = core::MonoTime{core::Milliseconds{1000}};
    now.wall = core::fromIso8601("2026-11-23T12:00:00Z");
    now.server = now.wall;
    now.serverKnown = true;
    return now;
}

v10::Configuration testConfiguration() {
    v10::Configuration configuration;
    configuration.apiUrl = "https://api.test/pos/v10";
    configuration.clientId = "6a1f3f0e-52a7-4c3e-9b57-0f6a8f1d2c01";
    configuration.merchantVat = "DK90000028";
    return configuration;
}

rest::ClientCredentials testCredentials() {
    return {tokenUrl, "6a1f3f0e-52a7-4c3e-9b57-0f6a8f1d2c01",
            core::Secret("mpsim-secret-of-integrator-1"), "DK90000028"};
}

Driven drive(Conversation& conversation, core::Now now, const Server& server, bool withTokens) {
    Driven driven;
    auto step = conversation.next(now);
    while (!std::holds_alternative<Answer>(step)) {
        if (const auto* wait = std::get_if<rest::WaitUntil>(&step)) {
            if (wait->when <= now.mono) throw std::runtime_error("waits for the past");
            now = after(now, wait->when - now.mono);
            step = conversation.next(now);
            continue;
        }
        const auto request = std::get<rest::Send>(step).request;
        const bool forToken = request.url == tokenUrl;
        if (!forToken) driven.sent.push_back(request);
        const auto result = forToken && !withTokens ? grantToken() : server(request, now);
        now = after(now, latency);
        step = conversation.answered(now, result);
    }
    driven.answer = std::get<Answer>(step);
    driven.end = now;
    return driven;
}

ScriptedV10::ScriptedV10(v10::Configuration configuration)
    : tokens_(rest::askForToken(testCredentials())),
      wallet_(std::move(configuration), &tokens_, &random_) {}

void ScriptedV10::answers(int status, std::string body) {
    script_.emplace_back(rest::HttpResponse{status, {}, std::move(body)});
}

void ScriptedV10::fails(rest::HttpFailure::Kind kind, bool sent) {
    script_.emplace_back(rest::HttpFailure{kind, sent, "scripted"});
}

Driven ScriptedV10::drive(const Call& call, std::optional<core::MonoTime> giveUpAt) {
    const auto conversation = wallet_.begin(call, giveUpAt);
    return testing::drive(*conversation, beginning(), [this](const rest::HttpRequest&, core::Now) {
        if (script_.empty()) throw std::runtime_error("no answer is scripted for a request");
        auto result = script_.front();
        if (script_.size() > 1) script_.pop_front();
        return result;
    });
}

Answer ScriptedV10::read(const Call& call, const std::string& body) {
    script_.clear();
    answers(200, body);
    return drive(call).answer;
}

std::string describe(const Answer& answer) {
    constexpr std::array<const char*, 16> names = {"PaymentCreated",
                                                   "PaymentView",
                                                   "PaymentsFound",
                                                   "RefundCreated",
                                                   "RefundView",
                                                   "RefundsFound",
                                                   "CheckInView",
                                                   "PointOfSaleCreated",
                                                   "PointOfSaleView",
                                                   "PointsOfSaleFound",
                                                   "StoreView",
                                                   "StoresFound",
                                                   "Done",
                                                   "Refused",
                                                   "NoAnswer",
                                                   "Malformed"};
    std::string text = names.at(answer.index());
    if (const auto* refused = std::get_if<Refused>(&answer)) text += ": " + refused->text;
    if (const auto* none = std::get_if<NoAnswer>(&answer)) text += ": " + none->text;
    if (const auto* malformed = std::get_if<Malformed>(&answer)) text += ": " + malformed->text;
    return text;
}

PaymentRequest somePaymentRequest(std::int64_t minor) {
    return {core::PointOfSaleId(somePointOfSale), core::OrderId("till1-bcdfghjklmnpqrstvwxz0123"),
            dkk(minor)};
}

}  // namespace mobilepay::wallet::testing
