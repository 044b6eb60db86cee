#pragma once

#include <list>
#include <mutex>

#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/TCPServerConnectionFactory.h>

namespace mobilepay::simulator {

/// The sockets that connections use at present, so that a server can end them all at once. POCO's
/// own way shuts TLS down under the thread that is using it; here only the TCP connection ends, and
/// the thread finds out by itself. Safe from any thread.
class OpenSockets {
public:
    using Place = std::list<Poco::Net::StreamSocket>::iterator;
    Place add(const Poco::Net::StreamSocket& socket);
    void remove(Place place);
    void endAll();

private:
    std::mutex mutex_;
    std::list<Poco::Net::StreamSocket> sockets_;
};

/// Makes HTTP connections whose sockets are in `sockets` while they live; `sockets` must outlive
/// them.
class ConnectionFactory final : public Poco::Net::TCPServerConnectionFactory {
public:
    ConnectionFactory(Poco::Net::HTTPServerParams::Ptr params,
                      Poco::Net::HTTPRequestHandlerFactory::Ptr handlers, OpenSockets& sockets);
    Poco::Net::TCPServerConnection* createConnection(
        const Poco::Net::StreamSocket& socket) override;

private:
    Poco::Net::HTTPServerParams::Ptr params_;
    Poco::Net::HTTPRequestHandlerFactory::Ptr handlers_;
    OpenSockets& sockets_;
};

}  // namespace mobilepay::simulator
