#include "tests/simulator/server/open_sockets.h"

#include <Poco/Net/HTTPServerConnection.h>
#include <Poco/Net/SocketDefs.h>
#include <gsl/gsl>

namespace mobilepay::simulator {
namespace {

constexpr int bothWays = 2;  // SHUT_RDWR of POSIX, SD_BOTH of Windows

class Registered final : public Poco::Net::HTTPServerConnection {
public:
    Registered(const Poco::Net::StreamSocket& socket, Poco::Net::HTTPServerParams::Ptr params,
               Poco::Net::HTTPRequestHandlerFactory::Ptr handlers, OpenSockets& sockets)
        : HTTPServerConnection(socket, params, handlers), sockets_(sockets) {}
    void run() override {
        const auto place = sockets_.add(socket());
        const auto atEnd = gsl::finally([&] { sockets_.remove(place); });
        HTTPServerConnection::run();
    }

private:
    OpenSockets& sockets_;
};

}  // namespace

OpenSockets::Place OpenSockets::add(const Poco::Net::StreamSocket& socket) {
    const std::lock_guard lock(mutex_);
    return sockets_.insert(sockets_.end(), socket);
}

void OpenSockets::remove(Place place) {
    const std::lock_guard lock(mutex_);
    sockets_.erase(place);
}

void OpenSockets::endAll() {
    const std::lock_guard lock(mutex_);
    for (auto& socket : sockets_)
        ::shutdown(socket.impl()->sockfd(), bothWays);
}

ConnectionFactory::ConnectionFactory(Poco::Net::HTTPServerParams::Ptr params,
                                     Poco::Net::HTTPRequestHandlerFactory::Ptr handlers,
                                     OpenSockets& sockets)
    : params_(std::move(params)), handlers_(std::move(handlers)), sockets_(sockets) {}

Poco::Net::TCPServerConnection* ConnectionFactory::createConnection(
    const Poco::Net::StreamSocket& socket) {
    return new Registered(socket, params_, handlers_, sockets_);
}

}  // namespace mobilepay::simulator
