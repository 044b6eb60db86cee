#pragma once

#include "driver/rest/deadline.h"

#include <string>

#include <Poco/Net/Context.h>
#include <Poco/Net/SecureStreamSocket.h>

namespace mobilepay::rest {

/// TLS as a client, with a context of its own: 1.2 and 1.3, certificate and host name verified by
/// OpenSSL in the handshake, no callback of POCO's global SSLManager in use. Not thread-safe.
class TlsClient {
public:
    /// Throws `core::ConfigurationError` when the CA bundle is unusable.
    explicit TlsClient(const std::string& caBundle);
    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;

    /// Makes the handshake over `tcp`, which becomes non-blocking and goes through `proxy`
    /// (`host:port`; empty: none), which is only for the words. Throws `Broken`: `tls` with
    /// words that say what is wrong (another host, expired, unknown authority, no TLS there, …), or
    /// `connect` when it takes too long or the connection breaks.
    Poco::Net::SecureStreamSocket handshake(Poco::Net::StreamSocket tcp, const std::string& host,
                                            const std::string& proxy, Deadline deadline);

private:
    void expectHost(const std::string& host);

    Poco::Net::Context::Ptr context_;
    int verifyError_ = 0;  ///< X509_V_…, what the verification of the last handshake stumbled over
};

}  // namespace mobilepay::rest
