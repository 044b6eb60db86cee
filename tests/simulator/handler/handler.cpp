#include "tests/simulator/handler/handler.h"

#include "tests/simulator/handler/answers.h"
#include "tests/simulator/handler/body.h"
#include "tests/simulator/handler/gate.h"

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/Timestamp.h>

namespace mobilepay::simulator {
namespace {

/// Where the API's own segments begin, with and without the self certification's prefix.
std::optional<std::size_t> apiBase(const Target& target) {
    const auto& s = target.segments;
    const std::size_t skip = !s.empty() && s[0] == "pos-self-certification-api" ? 1 : 0;
    if (s.size() > skip + 2 && s[skip] == "pos" && s[skip + 1] == "v10") return skip + 2;
    return std::nullopt;
}

bool isToken(const Target& target) {
    const auto& s = target.segments;
    return s.size() == 3 && s[0] == "integrator-authentication" && s[1] == "connect" &&
           s[2] == "token";
}

bool isBroker(const Target& target) {
    const auto& s = target.segments;
    return s.size() == 2 && s[0] == "broker" && s[1] == "token";
}

bool isUserSimulation(const Target& target) {
    const auto& s = target.segments;
    return s.size() == 4 && s[0] == "pos" && s[1] == "app" && s[2] == "usersimulation";
}

}  // namespace

Handler::Handler(World world, Rules rules, core::Random& random)
    : random_(random), model_(std::move(world), rules, random) {}

rest::HttpResponse Handler::handle(const rest::HttpRequest& request, core::WallTime now) {
    model_.advance(now + clockOffset_);
    rest::HttpResponse response;
    try {
        response = dispatch(request, parseTarget(request.url));
    } catch (const Refused& refused) {
        response = answerRefusal(refused.refusal, correlationId());
    }
    const auto second = model_.now().sinceEpoch.count() / 1000;
    if (second != dateSecond_) {
        dateSecond_ = second;
        date_ =
            Poco::DateTimeFormatter::format(Poco::Timestamp(second * Poco::Timestamp::resolution()),
                                            Poco::DateTimeFormat::HTTP_FORMAT);
    }
    response.headers.push_back({"Date", date_});
    return response;
}

rest::HttpResponse Handler::dispatch(const rest::HttpRequest& request, const Target& target) {
    if (const auto base = apiBase(target)) return callApi(request, target, *base);
    if (isToken(target))
        return tokens_.issue(request, model_.world(), model_.rules().tokenLife, model_.now(),
                             random_);
    if (isBroker(target))
        return tokens_.handOut(request, model_.world(), model_.rules().tokenLife, model_.now(),
                               random_);
    if (isUserSimulation(target)) {
        if (request.method != "POST") return answerEmpty(405);
        return userSimulation(request, target.segments[3]);
    }
    if (!target.segments.empty() && target.segments[0] == "mpsim") return control(request, target);
    return answerEmpty(404);
}

rest::HttpResponse Handler::callApi(const rest::HttpRequest& request, const Target& target,
                                    std::size_t base) {
    const auto admitted = admit(request, model_.world(), tokens_, model_.now());
    if (const auto* no = std::get_if<Refusal>(&admitted))
        return answerRefusal(*no, correlationId());
    const Caller& caller = std::get<Caller>(admitted);
    const std::string& resource = target.segments[base];
    if (resource == "payments") return payments(caller, request, target, base);
    if (resource == "refunds") return refunds(caller, request, target, base);
    if (resource == "pointofsales") return pointsOfSale(caller, request, target, base);
    if (resource == "stores") return stores(caller, request, target, base);
    return answerEmpty(404);
}

}  // namespace mobilepay::simulator
