#include "tests/simulator/handler/record.h"

#include "tests/simulator/handler/json_reader.h"
#include "tests/simulator/handler/masking.h"

#include <algorithm>

namespace mobilepay::simulator {
namespace {

constexpr std::string_view tokenEndpoint = "POST /integrator-authentication/connect/token";

bool isPollable(const std::string& endpoint) {
    return endpoint == "GET /payments/{id}" || endpoint == "GET /refunds/{id}" ||
           endpoint == "GET /pointofsales/{id}/checkin";
}

/// The number behind a field of our own answers, nothing when it is not there.
std::optional<core::Milliseconds> pollDelayIn(const std::string& body) {
    constexpr std::string_view field = "\"pollDelayInMs\":";
    const auto at = body.find(field);
    if (at == std::string::npos) return std::nullopt;
    std::int64_t value = 0;
    for (auto i = at + field.size(); i < body.size() && body[i] >= '0' && body[i] <= '9'; ++i)
        value = value * 10 + (body[i] - '0');
    return core::Milliseconds{value};
}

std::string codeIn(const rest::HttpResponse& response) {
    if (response.status < 400 || response.body.empty()) return {};
    try {
        const JsonValue body = parseJson(response.body);
        const JsonValue* code = body.find("code");
        return code ? code->text : std::string{};
    } catch (const JsonError&) {
        return {};
    }
}

/// Bodies that hold a phone number or credentials are not kept.
std::string maskedBody(const rest::HttpRequest& request, const std::string& endpoint) {
    const bool secret = request.sensitiveBody || endpoint == tokenEndpoint ||
                        endpoint.find("usersimulation") != std::string::npos;
    return secret && !request.body.empty() ? "***" : request.body;
}

}  // namespace

std::string endpointOf(const std::string& method, const Target& target) {
    std::string name = method + ' ';
    const auto& segments = target.segments;
    std::size_t i = 0;
    // The API's own prefix is left out, with and without the self certification's.
    if (!segments.empty() && segments[0] == "pos-self-certification-api") ++i;
    if (segments.size() >= i + 2 && segments[i] == "pos" && segments[i + 1] == "v10") {
        i += 2;
    } else {
        i = 0;
    }
    for (; i < segments.size(); ++i)
        name += '/' + (isGuid(segments[i]) ? "{id}" : segments[i]);
    return name;
}

void Record::note(const rest::HttpRequest& request, const Target& target,
                  const rest::HttpResponse& response, const Course& course) {
    const std::string endpoint = endpointOf(request.method, target);
    ++calls_[endpoint];
    if (isPollable(endpoint)) {
        watchPolls(target, response, course);
    } else if (request.method == "POST" && target.segments.size() > 1) {
        // A look at the payment after capture, cancel or ready is no poll.
        named_.erase(target.path.substr(0, target.path.rfind('/')));
    }
    if (logLimit_ == 0 || target.path.starts_with("/mpsim/")) return;
    log_.push_back({course.at, request.method, request.url, maskedHeaders(request.headers),
                    maskedBody(request, endpoint), course.answered ? response.status : 0,
                    codeIn(response), std::string{course.fault}});
    if (log_.size() > logLimit_) log_.pop_front();
}

void Record::watchPolls(const Target& target, const rest::HttpResponse& response,
                        const Course& course) {
    const auto named = named_.find(target.path);
    // Who polls before a late answer was sent has given it up and cannot know the delay in it.
    if (named != named_.end() && course.connection == named->second.connection &&
        course.at >= named->second.answeredAt && course.at < named->second.notBefore)
        earlyPolls_.push_back({course.at, target.path, named->second.notBefore - course.at});
    if (!course.answered || response.status != 200) return;
    if (const auto delay = pollDelayIn(response.body))
        named_[target.path] = {course.answeredAt, course.answeredAt + *delay,
                               std::string{course.connection}};
}

void Record::clear() {
    calls_.clear();
    named_.clear();
    earlyPolls_.clear();
    log_.clear();
    wireAtReset_ = wire_;
}

std::int64_t Record::tokenRequests() const {
    const auto found = calls_.find(std::string{tokenEndpoint});
    return found == calls_.end() ? 0 : found->second;
}

void Record::write(JsonWriter& out) const {
    out.beginObject()
        .numberField("connections", wire_.connections - wireAtReset_.connections)
        .numberField("tlsHandshakes", wire_.handshakes - wireAtReset_.handshakes)
        .numberField("tlsResumptions", wire_.resumptions - wireAtReset_.resumptions)
        .numberField("tokenRequests", tokenRequests());
    out.key("calls").beginObject();
    for (const auto& [endpoint, count] : calls_) {
        if (endpoint.find(" /mpsim/") == std::string::npos) out.numberField(endpoint, count);
    }
    out.endObject().key("earlyPolls").beginArray();
    for (const auto& poll : earlyPolls_) {
        out.beginObject()
            .textField("at", core::toIso8601(poll.at))
            .textField("path", poll.path)
            .numberField("earlyByMs", poll.early.count())
            .endObject();
    }
    out.endArray().key("requests").beginArray();
    for (const auto& call : log_) {
        out.beginObject()
            .textField("at", core::toIso8601(call.at))
            .textField("method", call.method)
            .textField("url", call.url)
            .key("headers")
            .beginObject();
        for (const auto& header : call.headers)
            out.textField(header.name, header.value);
        out.endObject().textField("body", call.body).numberField("status", call.status);
        if (!call.code.empty()) out.textField("code", call.code);
        if (!call.fault.empty()) out.textField("fault", call.fault);
        out.endObject();
    }
    out.endArray().endObject();
}

}  // namespace mobilepay::simulator
