#include "driver/rest/connection.h"

#include "driver/rest/broken.h"
#include "driver/rest/inheritance.h"
#include "driver/rest/tunnel.h"

#include <algorithm>
#include <array>

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>

namespace mobilepay::rest {

namespace {

using namespace std::chrono_literals;

Poco::Net::StreamSocket connectTo(const Poco::Net::SocketAddress& address, Deadline deadline) {
    Poco::Net::StreamSocket tcp(address.family());
    keepFromChildren(tcp);
    tcp.connect(address, deadline.left());
    tcp.setNoDelay(true);
    tcp.setBlocking(false);
    return tcp;
}

}  // namespace

Poco::Net::StreamSocket Connector::connectTcp(const std::string& host, Poco::UInt16 port,
                                              Deadline deadline) {
    const auto addresses = resolver.resolve(host, deadline);
    std::string reason = "no time was left";
    for (std::size_t i = 0; i < addresses.size() && !deadline.passed(); ++i) {
        // An address that swallows everything must not use up the time of those behind it.
        const core::Milliseconds left(deadline.left().totalMilliseconds());
        const auto share = left / static_cast<long>(addresses.size() - i);
        try {
            return connectTo({addresses[i], port},
                             Deadline::earlier(deadline, Deadline::in(share)));
        } catch (const Poco::TimeoutException&) {
            reason = "no answer in time";
        } catch (const Poco::Exception& error) {
            reason = error.displayText();
        }
    }
    throw Broken(HttpFailure::Kind::connect,
                 "No connection to " + host + ':' + std::to_string(port) + ": " + reason);
}

Poco::Net::SecureStreamSocket Connector::connect(const Target& target, Deadline deadline) {
    const auto proxy = proxies.forHost(target.host, target.port);
    const std::string way = proxy ? proxy->host + ':' + std::to_string(proxy->port) : "";
    std::string stage = "proxy " + way;
    try {
        Poco::Net::StreamSocket tcp = connectTcp(proxy ? proxy->host : target.host,
                                                 proxy ? proxy->port : target.port, deadline);
        if (proxy) openTunnel(tcp, *proxy, target, settings, deadline);
        stage = "server " + target.authority() + " (TLS handshake)";
        return tls.handshake(tcp, target.host, way, deadline);
    } catch (const Broken& broken) {
        if (broken.kind() == HttpFailure::Kind::tls ||
            broken.kind() == HttpFailure::Kind::connect) {
            throw;
        }
        // What is a time-out or a torn connection later on is no connection yet here.
        throw Broken(HttpFailure::Kind::connect,
                     "No connection by way of the " + stage + ": " + broken.what());
    }
}

Connection::Connection(const Poco::Net::SecureStreamSocket& socket, core::Milliseconds idleLimit)
    : socket_(socket),
      wire_(socket),
      idleLimit_(idleLimit),
      lastUse_(core::SystemClock().monotonic()) {}

Connection::~Connection() {
    try {
        socket_.close();
    } catch (const Poco::Exception&) {
        // The peer was quicker.
    }
}

bool Connection::usable() {
    return open_ && core::SystemClock().monotonic() - lastUse_ < idleLimit_ && wire_.silent();
}

HttpResponse Connection::converse(std::string_view bytes, const TransportSettings& limits,
                                  Deadline deadline) {
    open_ = false;  // unless all goes well
    wire_.send(bytes, deadline);
    AnswerReader reader(limits, AnswerReader::To::request);
    std::array<char, std::size_t{16} * 1024> buffer{};
    while (!reader.done()) {
        const std::size_t got = wire_.receive(buffer.data(), buffer.size(), deadline);
        if (got == 0) {
            reader.end();
        } else {
            reader.feed({buffer.data(), got});
        }
        if (!reader.done() && deadline.passed()) {
            throw Broken(HttpFailure::Kind::timeout, "The answer was not complete in time");
        }
    }
    open_ = reader.reusable();
    if (const auto keepAlive = reader.keepAlive()) {
        // A little less than the server's own patience, for the way there.
        idleLimit_ = std::max(*keepAlive - 1s, *keepAlive / 2);
    }
    lastUse_ = core::SystemClock().monotonic();
    return reader.take();
}

}  // namespace mobilepay::rest
