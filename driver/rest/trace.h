#pragma once

#include "driver/core/clock.h"
#include "driver/rest/http.h"

#include <memory>
#include <string_view>

#include <gsl/gsl>

namespace mobilepay::rest {

/// Where trace lines go. Called from the thread that made the call; must be safe from any thread
/// and must not throw.
class TraceSink {
public:
    virtual ~TraceSink() = default;
    virtual void line(std::string_view text) = 0;
};

/// How much of an exchange is written.
enum class TraceDetail {
    line,     ///< method, path, status or failure, ms, correlation id, sizes
    headers,  ///< and the headers, sensitive ones as ***
    bodies,   ///< and the bodies, unless `HttpRequest::sensitiveBody`
};

/// Writes exchanges without what must not be seen. Masked by type, never by looking for secrets in
/// text: values of headers marked `sensitive`, of headers that carry credentials by their nature
/// (Authorization, Cookie, …), and both bodies of a request with `sensitiveBody`. Control
/// characters are written as `?`, so nobody can forge lines. Safe from any thread.
class Trace {
public:
    Trace(gsl::not_null<TraceSink*> sink, TraceDetail detail);
    /// One exchange that took `took` in all.
    void exchange(const HttpRequest& request, const HttpResult& result,
                  core::Milliseconds took) const;

private:
    void headers(std::string_view direction, const Headers& headers) const;
    void body(std::string_view direction, const std::string& body, bool sensitive) const;

    gsl::not_null<TraceSink*> sink_;
    TraceDetail detail_;
};

/// A transport whose exchanges are traced. `trace` and `clock` outlive it.
class TracedTransport final : public HttpTransport {
public:
    TracedTransport(std::unique_ptr<HttpTransport> inner, gsl::not_null<const Trace*> trace,
                    gsl::not_null<const core::Clock*> clock);
    HttpResult exchange(const HttpRequest& request) override;
    std::optional<HttpFailure> prepare(const std::string& url,
                                       std::optional<core::Milliseconds> within) override;

private:
    std::unique_ptr<HttpTransport> inner_;
    gsl::not_null<const Trace*> trace_;
    gsl::not_null<const core::Clock*> clock_;
};

}  // namespace mobilepay::rest
