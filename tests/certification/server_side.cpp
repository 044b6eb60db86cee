#include "tests/certification/server_side.h"

#include "tests/simulator/server/authority.h"
#include "tests/simulator/server/exchange_file.h"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include <Poco/TemporaryFile.h>

namespace mobilepay::certification {
namespace {

/// Longer than the client waits (2 s for a change, 0.5 s for a query), by so much that the attempt
/// is surely given up.
constexpr int lateChangeMs = 2300;
constexpr int lateQueryMs = 800;
constexpr core::Milliseconds pollDelay{150};

/// One identity of the server for the whole run.
const simulator::TlsFiles& identity() {
    static Poco::TemporaryFile folder;
    static const simulator::TlsFiles files = simulator::prepareTls(folder.path(), {});
    return files;
}

/// Where ctest wants the exchanges of the run; none: nowhere.
simulator::ExchangeFile* exchanges() {
    static const std::unique_ptr<simulator::ExchangeFile> file = [] {
        const char* name = std::getenv("MOBILEPAY_EXCHANGES");
        if (name == nullptr) return std::unique_ptr<simulator::ExchangeFile>{};
        std::filesystem::remove(name);
        return std::make_unique<simulator::ExchangeFile>(name);
    }();
    return file.get();
}

std::string_view kindOf(Trouble trouble) {
    switch (trouble) {
        case Trouble::lateAnswer:
            return "delay";
        case Trouble::stuckRequest:
            return "late-work";
        case Trouble::error:
            return "error";
        case Trouble::errorAfter:
            return "error-after";
        case Trouble::lostRequest:
            return "drop-before";
        case Trouble::lostAnswer:
            return "drop-after";
    }
    throw std::logic_error("no such trouble");
}

std::string member(const simulator::JsonValue& object, std::string_view name) {
    const auto* found = object.find(name);
    return found == nullptr ? std::string{} : found->text;
}

Seen seenOf(const simulator::JsonValue& request) {
    const std::string url = member(request, "url");
    return {member(request, "method"),
            url.substr(0, url.find('?')),
            member(*request.find("headers"), "X-MobilePay-Idempotency-Key"),
            member(request, "body"),
            member(request, "status"),
            member(request, "code"),
            member(request, "fault")};
}

}  // namespace

bool isAt(const Seen& call, std::string_view endpoint) {
    const auto space = endpoint.find(' ');
    return call.method == endpoint.substr(0, space) &&
           simulator::isMatch(endpoint.substr(space + 1), call.path);
}

ServerSide::ServerSide() {
    simulator::Rules rules;
    rules.pollDelayMin = rules.pollDelayMax = pollDelay;
    handler_ = std::make_unique<simulator::Handler>(simulator::defaultWorld(), rules, random_);
    handler_->record().keepLog(100'000);
    if (auto* file = exchanges()) file->watch(*handler_);
    simulator::ServerOptions options;
    options.tls = identity();
    server_ = std::make_unique<simulator::Server>(*handler_, options);
    rest::TransportSettings settings;
    settings.caBundle = ca();
    settings.proxy.proxy = "none";
    control_ = std::make_unique<rest::PocoTransport>(settings);
}

ServerSide::~ServerSide() {
    control_.reset();
    server_.reset();
}

std::string ServerSide::url() const {
    return "https://localhost:" + std::to_string(server_->port());
}

std::string ServerSide::ca() const {
    return identity().ca.string();
}

simulator::JsonValue ServerSide::ask(const std::string& method, const std::string& what,
                                     const std::string& body) {
    rest::HttpRequest request;
    request.method = method;
    request.url = url() + "/mpsim/" + what;
    request.body = body;
    request.timeout = core::Milliseconds{20'000};
    const auto result = control_->exchange(request);
    const auto* response = std::get_if<rest::HttpResponse>(&result);
    if (response == nullptr || response->status != 200)
        throw std::runtime_error("the simulator does not do as it is told: " + what + " " + body);
    return response->body.empty() ? simulator::JsonValue{} : simulator::parseJson(response->body);
}

void ServerSide::sendShopper(Shopper shopper) {
    const std::string deed = shopper == Shopper::approves   ? "approve"
                             : shopper == Shopper::declines ? "decline"
                                                            : "absent";
    ask("POST", "shopper", R"({"deed":")" + deed + R"("})");
}

void ServerSide::plan(std::string_view endpoint, const std::vector<Trouble>& troubles) {
    ask("DELETE", "faults");
    const std::string method{endpoint.substr(0, endpoint.find(' '))};
    std::string faults;
    for (std::size_t i = 0; i < troubles.size(); ++i) {
        simulator::JsonWriter fault;
        fault.beginObject()
            .textField("kind", kindOf(troubles[i]))
            .textField("method", method)
            .textField("path", endpoint.substr(endpoint.find(' ') + 1))
            .numberField("nth", i + 1)
            .numberField("delayMs", method == "GET" ? lateQueryMs : lateChangeMs)
            .endObject();
        faults += (faults.empty() ? "" : ",") + fault.take();
    }
    if (!faults.empty()) ask("POST", "faults", "[" + faults + "]");
}

void ServerSide::revokeTokens() {
    ask("POST", "revoke-tokens");
}

std::vector<Seen> ServerSide::calls() {
    const auto record = ask("GET", "record");
    const auto& requests = record.find("requests")->items;
    std::vector<Seen> fresh;
    for (; known_ < requests.size(); ++known_)
        fresh.push_back(seenOf(requests[known_]));
    return fresh;
}

std::size_t ServerSide::earlyPolls() {
    return ask("GET", "record").find("earlyPolls")->items.size();
}

std::string ServerSide::state() {
    const auto ledger = ask("GET", "ledger");
    std::string text;
    for (const auto& place : ledger.find("pointsOfSale")->items) {
        if (place.find("deleted")->truth) continue;
        text += (text.empty() ? "" : "; ") + member(place, "merchantPosId");
    }
    if (text.empty()) text = "no point of sale";
    for (const auto& payment : ledger.find("payments")->items)
        text += "; " + member(payment, "state") + " " + member(payment, "authorized");
    return text;
}

}  // namespace mobilepay::certification
