#include "tests/e2e/upos/server_side.h"

#include "tests/simulator/server/authority.h"

#include <filesystem>
#include <stdexcept>

#include <Poco/Environment.h>
#include <gsl/gsl>

namespace mobilepay::upos::test {
namespace {

/// The simulator's test value; settings refer to it by this name.
constexpr const char* secretVariable = "MOBILEPAY_UPOS_SECRET";

simulator::Rules quickRules() {
    simulator::Rules rules;
    rules.pollDelayMin = rules.pollDelayMax = core::Milliseconds{50};
    return rules;
}

}  // namespace

ServerSide::ServerSide() : handler_(simulator::defaultWorld(), quickRules(), random_) {
    const auto& client = handler_.model().world().integrators.front();
    Poco::Environment::set(secretVariable, client.secret);
    handler_.record().keepLog(10'000);
    simulator::Script script;
    script.checkInAfter = script.answerAfter = core::Milliseconds{0};
    handler_.model().script({}, script, 0);
    options_.tls = simulator::prepareTls(folder_.path().string() + "/tls", {});
    rest::TransportSettings transport;
    transport.caBundle = options_.tls.ca.string();
    transport.proxy.proxy = "none";
    control_ = std::make_unique<rest::PocoTransport>(transport);
    comeBack();
}

void ServerSide::comeBack() {
    server_.emplace(handler_, options_);
    options_.port = server_->port();
}

void ServerSide::goAway() {
    server_.reset();
}

std::string ServerSide::url() const {
    return "https://localhost:" + std::to_string(options_.port);
}

Settings ServerSide::settings(const std::string& lane) const {
    const auto folder = folder_.path().string() + "/" + lane;
    std::filesystem::create_directories(folder);
    return {{"lane", lane},
            {"folder", folder},
            {"api.url", url() + "/pos/v10"},
            {"token.url", url() + "/integrator-authentication/connect/token"},
            {"client.id", "6a1f3f0e-52a7-4c3e-9b57-0f6a8f1d2c01"},
            {"client.secret", std::string("env:") + secretVariable},
            {"merchant.vat", "DK90000028"},
            {"merchant.brand", "MPPOSCERT1"},
            {"merchant.location", "00001"},
            {"tls.ca", options_.tls.ca.string()},
            {"timeout.default", "20 s"},
            {"timeout.cancel.reserve", "1 s"},
            {"log.level", "trace"}};  // whatever these tests do, its log is searched for secrets
}

void ServerSide::control(const std::string& method, const std::string& what,
                         const std::string& json) {
    rest::HttpRequest request;
    request.method = method;
    request.url = url() + "/mpsim/" + what;
    request.headers = {{"Content-Type", "application/json"}};
    request.body = json;
    const auto answer = control_->exchange(request);
    const auto* response = std::get_if<rest::HttpResponse>(&answer);
    if (response == nullptr || response->status >= 300)
        throw std::runtime_error("the simulator does not take " + what + " " + json + ": " +
                                 (response == nullptr ? "no answer" : response->body));
}

void ServerSide::tell(const std::string& what, const std::string& json) {
    control("POST", what, json);
}

void ServerSide::forgetFaults() {
    control("DELETE", "faults", "");
}

simulator::Handler& ServerSide::books() {
    Expects(!server_);
    return handler_;
}

}  // namespace mobilepay::upos::test
