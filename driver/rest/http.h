#pragma once

#include "driver/core/clock.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mobilepay::rest {

/// One header; names compare without regard to case. `sensitive` values are masked in every trace.
struct Header {
    std::string name;
    std::string value;
    bool sensitive = false;
};

using Headers = std::vector<Header>;

/// The first value of that name, without regard to case; null when there is none. Points into
/// `headers`.
[[nodiscard]] const std::string* find(const Headers& headers, std::string_view name);

/// What is asked of a server. `url` is absolute (`https://host[:port]/path?query`), already
/// encoded.
struct HttpRequest {
    std::string method;  ///< GET, POST, PUT, DELETE
    std::string url;
    Headers headers;
    std::string body;
    /// How long the answer may take once a connection is ready (connecting has a time-out of its
    /// own).
    core::Milliseconds timeout{2000};
    /// When given: connecting and answer together may take at most this, whatever the two time-outs
    /// say.
    std::optional<core::Milliseconds> timeoutWithConnect;
    /// The body or the answer's body holds what must not be traced (tokens, phone numbers).
    bool sensitiveBody = false;
};

struct HttpResponse {
    int status = 0;
    Headers headers;
    std::string body;
};

/// Why there is no answer.
struct HttpFailure {
    enum class Kind {
        refusedByUs,  ///< the request itself is not allowed (plain http, bad URL)
        connect,      ///< DNS, TCP or proxy: nothing of the request left
        tls,          ///< handshake or certificate: nothing of the request left
        timeout,      ///< the request left, no complete answer in time
        notTried,     ///< no time for it, or another exchange was under way: says nothing
        io,           ///< the connection broke while sending or receiving
        limit,        ///< the answer breaks a limit (header or body size) or is no HTTP
        token,        ///< the token endpoint failed or answered nonsense: nothing was asked
        credentials,  ///< the token endpoint refuses us: nothing was asked; a person must mend it
    };
    Kind kind = Kind::io;
    /// True when at least one byte of the request may have reached the server: the fate of a
    /// changing call is unknown.
    bool sent = true;
    std::string text;  ///< for people; holds no secret
};

/// The kind in one word for logs: `connect`, `tls`, `timeout` ...
[[nodiscard]] std::string_view name(HttpFailure::Kind kind) noexcept;

using HttpResult = std::variant<HttpResponse, HttpFailure>;

/// Performs one exchange and nothing more: no redirect, no silent repeat, no retry.
class HttpTransport {
public:
    virtual ~HttpTransport() = default;
    /// Blocks for at most the connect time-out plus `request.timeout`. Never throws for what the
    /// network does. One call at a time for each object.
    virtual HttpResult exchange(const HttpRequest& request) = 0;
    /// Makes the connection ready (DNS, proxy, TLS) without sending a request; nothing when it is
    /// ready already. Blocks for at most the connect time-out, and for at most `within` where
    /// given.
    virtual std::optional<HttpFailure> prepare(const std::string& url,
                                               std::optional<core::Milliseconds> within) = 0;
};

}  // namespace mobilepay::rest
