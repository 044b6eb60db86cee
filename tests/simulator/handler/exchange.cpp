#include "tests/simulator/handler/answers.h"
#include "tests/simulator/handler/handler.h"

namespace mobilepay::simulator {
namespace {

bool isBeforeTheWork(FaultKind kind) {
    return kind == FaultKind::dropBefore || kind == FaultKind::error ||
           kind == FaultKind::unauthorized;
}

/// A body that is no JSON, whatever the answer would have been.
void corrupt(rest::HttpResponse& response) {
    response.body =
        response.body.empty()
            ? "{\"cut"
            : response.body.substr(0, response.body.size() - response.body.size() / 3 - 1);
    std::erase_if(response.headers, [](const auto& header) {
        return equalsIgnoringCase(header.name, "Content-Type");
    });
    response.headers.push_back({"Content-Type", "application/json; charset=utf-8"});
}

Delivery deliveryOf(FaultKind kind) {
    switch (kind) {
        case FaultKind::dropBefore:
        case FaultKind::dropAfter:
            return Delivery::none;
        case FaultKind::cut:
            return Delivery::cut;
        case FaultKind::slow:
            return Delivery::slow;
        default:
            return Delivery::whole;
    }
}

/// How long a client of v10 waits for its answer.
core::Milliseconds timeOutOf(std::string_view method) {
    return core::Milliseconds{method == "GET" ? 500 : 2000};
}

}  // namespace

std::optional<Fault> Handler::trouble(const rest::HttpRequest& request) {
    if (faults_.empty()) return std::nullopt;
    const Target target = parseTarget(request.url);
    if (target.path.starts_with("/mpsim/")) return std::nullopt;
    return faults_.next(request.method, target.path);
}

Exchange Handler::perform(const rest::HttpRequest& request, const std::optional<Fault>& fault,
                          core::WallTime now, std::string_view connection) {
    Exchange exchange;
    if (!fault || !isBeforeTheWork(fault->kind)) {
        exchange.response = handle(request, now);
    } else {
        model_.advance(now + clockOffset_);
    }
    if (fault) {
        exchange.delivery = deliveryOf(fault->kind);
        if (fault->kind == FaultKind::delay) exchange.delay = fault->delay;
        if (fault->kind == FaultKind::slow) exchange.trickle = fault->delay;
        if (fault->kind == FaultKind::error || fault->kind == FaultKind::errorAfter) {
            Refusal refusal = refuse(fault->code);
            refusal.status = fault->status;
            refusal.code = fault->code;
            exchange.response = answerRefusal(refusal, correlationId());
        }
        if (fault->kind == FaultKind::unauthorized)
            exchange.response = answerRefusal(unauthorized(), correlationId());
        if (fault->kind == FaultKind::malformed) corrupt(exchange.response);
    }
    const auto held = exchange.delay +
                      exchange.trickle * static_cast<std::int64_t>(exchange.response.body.size());
    const bool whole = exchange.delivery == Delivery::whole || exchange.delivery == Delivery::slow;
    const bool heard = held < timeOutOf(request.method) && whole &&
                       !(fault && fault->kind == FaultKind::malformed);
    const auto hitBy = fault ? nameOf(fault->kind) : std::string_view{};
    record_.note(request, parseTarget(request.url), exchange.response,
                 {model_.now(), model_.now() + held, heard, hitBy, connection});
    if (witness_) witness_(request, exchange, hitBy);
    return exchange;
}

Exchange Handler::exchange(const rest::HttpRequest& request, core::WallTime now) {
    const auto fault = trouble(request);
    Exchange exchange = perform(request, fault, now);
    if (fault && fault->kind == FaultKind::lateWork) exchange.delay = fault->delay;
    return exchange;
}

}  // namespace mobilepay::simulator
