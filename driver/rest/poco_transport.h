#pragma once

#include "driver/rest/http.h"
#include "driver/rest/transport_settings.h"

#include <memory>

namespace mobilepay::rest {

/// `HttpTransport` over POCO's sockets and TLS. It has a TLS context of its own and never touches
/// POCO's global SSLManager, which belongs to the host process. TLS 1.2 and 1.3 only; certificate
/// and host name are always verified. HTTP/1.1 with connections kept alive, one for each server.
///
/// POCO's HTTPClientSession is not used for the exchange: it connects and sends again by itself,
/// and takes a torn answer for a whole one. Here an exchange is at most one request on the wire,
/// written in one piece, and `sent` is true from the first byte on.
///
/// Not thread-safe: one for each lane, used by one thread at a time. A DNS look-up that outlives
/// its time-out goes on in a thread of its own and is awaited by the next connect.
class PocoTransport final : public HttpTransport {
public:
    /// Throws `core::ConfigurationError` when the CA bundle or the proxy setting is unusable.
    explicit PocoTransport(TransportSettings settings);
    ~PocoTransport() override;

    HttpResult exchange(const HttpRequest& request) override;
    std::optional<HttpFailure> prepare(const std::string& url,
                                       std::optional<core::Milliseconds> within) override;

    /// TLS handshakes made so far, for statistics and tests.
    [[nodiscard]] int handshakes() const noexcept;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mobilepay::rest
