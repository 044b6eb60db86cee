#pragma once

#include "driver/core/clock.h"
#include "driver/core/secret.h"
#include "driver/rest/http.h"
#include "driver/rest/step.h"

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <variant>

namespace mobilepay::rest {

/// The token kind `client`: OAuth 2.0 client credentials (v10 Authentication). The integrator's
/// secret lies on this machine.
struct ClientCredentials {
    std::string tokenUrl;
    std::string clientId;
    core::Secret clientSecret;
    std::string merchantVat =
        {};  ///< binds the token to a merchant, e.g. DK12345678; empty: not bound
    core::Milliseconds timeout{2000};
};

/// The token kind `broker:URL`: the integrator's own service hands out tokens, so that no secret of
/// MobilePay's lies on a till. GET, answered with `{access_token, expires_in}`.
struct TokenBroker {
    std::string url;
    /// What the broker knows the till by; empty: nothing. Sent as `Authorization: Bearer …`, or as
    /// the plain value of `header` when that names another header (an API key).
    core::Secret credential = {};
    std::string header = "Authorization";
    core::Milliseconds timeout{2000};
};

/// Makes the request that asks for a token; called for every fetch, from any thread.
using TokenRequest = std::function<HttpRequest()>;

/// v10 Authentication: POST of a form with a Basic header. Headers and bodies are marked sensitive.
[[nodiscard]] TokenRequest askForToken(ClientCredentials credentials);
[[nodiscard]] TokenRequest askForToken(TokenBroker broker);

/// The one token of a merchant in an environment, shared by all its lanes in the process: no
/// thread, no clock, no socket. It is renewed ahead of its end (10 % of its life, at most 60 s),
/// and anew when the server no longer takes it. While one lane renews it, the others go on with the
/// old one as long as it lives, then wait. Safe from any thread.
///
/// The answer is JSON with `access_token` and `expires_in` (seconds, number or text; five minutes
/// when it is missing); other fields are ignored.
class TokenSource {
public:
    explicit TokenSource(TokenRequest request);
    TokenSource(const TokenSource&) = delete;
    TokenSource& operator=(const TokenSource&) = delete;

    /// Why there is no token. An endpoint that could not be reached or answered 5xx is worth
    /// another try. `failure.sent` is false always: it speaks of the call that wanted the token.
    struct Failed {
        HttpFailure failure;
        bool worthRetrying = false;
    };
    /// `Header`: the Authorization header, sensitive. `Send`: perform it and call `answered`.
    /// `WaitUntil`: another lane is fetching; ask `next` again then.
    using Step = std::variant<Header, Send, WaitUntil, Failed>;

    /// What a call that needs a token does now. Also for warming up: a lane that is being enabled
    /// runs it until it has a header. A fetch whose answer never comes (its lane was dropped) bars
    /// the others for at most the request's time-out and 10 s.
    Step next(core::Now now);

    /// The result of the request that `next` gave: never `Send` or `WaitUntil`. When only the
    /// renewal failed and the old token still lives, the old one.
    Step answered(core::Now now, const HttpResult& result);

    /// The server answered 401 to a call with that header. Forgets the token unless another lane
    /// has renewed it already.
    void refused(const Header& authorization);

private:
    struct Token {
        core::Secret value;
        core::MonoTime renewAt;
        core::MonoTime end;
    };
    [[nodiscard]] std::optional<Header> living(core::MonoTime now) const;

    const TokenRequest request_;
    std::mutex mutex_;
    std::optional<Token> token_;
    std::optional<core::MonoTime> fetchBegan_;
    core::MonoTime fetchBarsUntil_;
};

}  // namespace mobilepay::rest
