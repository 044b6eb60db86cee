#include "driver/rest/trace.h"

#include <algorithm>
#include <array>
#include <string>

#include <Poco/Exception.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <Poco/String.h>

namespace mobilepay::rest {

namespace {

constexpr std::size_t longestBody = 4096;
constexpr std::size_t longestText = 300;

/// Credentials whatever the caller says. Lower case.
constexpr std::array<std::string_view, 7> alwaysMasked = {
    "authorization", "proxy-authorization",       "cookie",
    "set-cookie",    "ocp-apim-subscription-key", "client_secret",
    "x-api-key"};

bool isSensitive(const Header& header) {
    const Headers one{header};
    return header.sensitive ||
           std::any_of(alwaysMasked.begin(), alwaysMasked.end(),
                       [&](std::string_view name) { return find(one, name) != nullptr; });
}

/// Without control characters; what is not ASCII stays readable as `?`.
std::string printable(std::string_view text, std::size_t limit) {
    std::string shown;
    for (const char c : text.substr(0, limit))
        shown += c >= ' ' && c <= '~' ? c : '?';
    return text.size() > limit ? shown + "..." : shown;
}

/// Scheme and host say nothing new on every line.
std::string_view pathOf(std::string_view url) {
    const std::size_t host = url.find("://");
    if (host == std::string_view::npos) return url;
    const std::size_t path = url.find('/', host + 3);
    return path == std::string_view::npos ? "/" : url.substr(path);
}

std::string correlationInBody(const std::string& body) {
    try {
        const auto parsed = Poco::JSON::Parser().parse(body);
        if (parsed.type() != typeid(Poco::JSON::Object::Ptr)) return {};
        for (const auto& [name, value] : *parsed.extract<Poco::JSON::Object::Ptr>()) {
            if (Poco::icompare(name, "correlationId") == 0 && value.isString()) {
                return value.convert<std::string>();
            }
        }
    } catch (const Poco::Exception&) {
        // Not every error has a body, or one of ours.
    }
    return {};
}

/// What MobilePay's support asks for: from the error body `{code, message, correlationId}` (v10
/// Errors: names without regard to case), else from a header.
std::string correlationOf(const HttpResponse& response) {
    std::string id;
    if (response.status >= 400) id = correlationInBody(response.body);
    for (const char* const name : {"X-Correlation-ID", "X-Request-ID", "Request-Id"}) {
        const std::string* const header = find(response.headers, name);
        if (id.empty() && header) id = *header;
    }
    return id.empty() ? "" : ", correlation " + printable(id, 80);
}

std::string outcome(const HttpResult& result) {
    if (const auto* failure = std::get_if<HttpFailure>(&result)) {
        return std::string(name(failure->kind)) + (failure->sent ? " (sent): " : " (not sent): ") +
               printable(failure->text, longestText);
    }
    const auto& response = std::get<HttpResponse>(result);
    return std::to_string(response.status) + ", in " + std::to_string(response.body.size()) +
           " bytes" + correlationOf(response);
}

}  // namespace

Trace::Trace(gsl::not_null<TraceSink*> sink, TraceDetail detail) : sink_(sink), detail_(detail) {}

void Trace::exchange(const HttpRequest& request, const HttpResult& result,
                     core::Milliseconds took) const {
    sink_->line(printable(request.method, 10) + ' ' + printable(pathOf(request.url), longestText) +
                " -> " + outcome(result) + ", out " + std::to_string(request.body.size()) +
                " bytes, " + std::to_string(took.count()) + " ms");
    if (detail_ == TraceDetail::line) return;
    headers("  > ", request.headers);
    body("  > ", request.body, request.sensitiveBody);
    if (const auto* response = std::get_if<HttpResponse>(&result)) {
        headers("  < ", response->headers);
        body("  < ", response->body, request.sensitiveBody);
    }
}

void Trace::headers(std::string_view direction, const Headers& headers) const {
    for (const Header& header : headers) {
        sink_->line(std::string(direction) + printable(header.name, 80) + ": " +
                    (isSensitive(header) ? "***" : printable(header.value, longestText)));
    }
}

void Trace::body(std::string_view direction, const std::string& body, bool sensitive) const {
    if (detail_ != TraceDetail::bodies || body.empty()) return;
    sink_->line(std::string(direction) + (sensitive ? "***" : printable(body, longestBody)));
}

TracedTransport::TracedTransport(std::unique_ptr<HttpTransport> inner,
                                 gsl::not_null<const Trace*> trace,
                                 gsl::not_null<const core::Clock*> clock)
    : inner_(std::move(inner)), trace_(trace), clock_(clock) {}

HttpResult TracedTransport::exchange(const HttpRequest& request) {
    const core::MonoTime began = clock_->monotonic();
    HttpResult result = inner_->exchange(request);
    trace_->exchange(request, result, clock_->monotonic() - began);
    return result;
}

std::optional<HttpFailure> TracedTransport::prepare(const std::string& url,
                                                    std::optional<core::Milliseconds> within) {
    const core::MonoTime began = clock_->monotonic();
    auto failure = inner_->prepare(url, within);
    if (failure) {
        trace_->exchange({"CONNECT", url, {}, {}, {}, {}, false}, *failure,
                         clock_->monotonic() - began);
    }
    return failure;
}

}  // namespace mobilepay::rest
