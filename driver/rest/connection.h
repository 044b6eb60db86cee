#pragma once

#include "driver/rest/answer_reader.h"
#include "driver/rest/deadline.h"
#include "driver/rest/proxy.h"
#include "driver/rest/resolver.h"
#include "driver/rest/target.h"
#include "driver/rest/tls.h"
#include "driver/rest/wire.h"

#include <string>

#include <Poco/Net/SecureStreamSocket.h>

namespace mobilepay::rest {

/// What new connections are made with; owned by the transport.
struct Connector {
    const TransportSettings& settings;
    const ProxyChoice& proxies;
    Resolver& resolver;
    TlsClient& tls;

    /// DNS, TCP, proxy and TLS, all before the deadline. Throws `Broken` (`connect`, `tls`).
    [[nodiscard]] Poco::Net::SecureStreamSocket connect(const Target& target, Deadline deadline);

private:
    Poco::Net::StreamSocket connectTcp(const std::string& host, Poco::UInt16 port,
                                       Deadline deadline);
};

/// One TLS connection that is kept alive between exchanges.
class Connection {
public:
    Connection(const Poco::Net::SecureStreamSocket& socket, core::Milliseconds idleLimit);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Whether another request may be sent: the last answer left it open, it has not been idle too
    /// long, and the server has not closed it as far as is known here.
    [[nodiscard]] bool usable();

    /// Writes `bytes` (a whole request) and reads the answer to it. Throws `Broken`; the connection
    /// is then not usable any more.
    HttpResponse converse(std::string_view bytes, const TransportSettings& limits,
                          Deadline deadline);

private:
    Poco::Net::SecureStreamSocket socket_;
    Wire wire_;
    core::Milliseconds idleLimit_;
    core::MonoTime lastUse_;  ///< counts the time the machine slept: its peer did not wait
    bool open_ = true;
};

}  // namespace mobilepay::rest
