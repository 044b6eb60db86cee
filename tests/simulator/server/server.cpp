#include "tests/simulator/server/server.h"

#include "driver/core/error.h"
#include "tests/simulator/server/connection.h"
#include "tests/simulator/server/open_sockets.h"
#include "tests/simulator/server/shared_handler.h"

#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/Net.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLManager.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/ThreadPool.h>
#include <openssl/ssl.h>

namespace mobilepay::simulator {
namespace {

constexpr int threads = 256;

class Factory final : public Poco::Net::HTTPRequestHandlerFactory {
public:
    explicit Factory(SharedHandler& shared) : shared_(shared) {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(
        const Poco::Net::HTTPServerRequest&) override {
        return new Connection(shared_);
    }

private:
    SharedHandler& shared_;
};

Poco::Net::Context::Ptr newContext(const TlsFiles& tls) {
    Poco::Net::Context::Params params;
    params.certificateFile = tls.certificate.string();
    params.privateKeyFile = tls.key.string();
    params.verificationMode = Poco::Net::Context::VERIFY_NONE;  // clients need no certificate
    params.loadDefaultCAs = false;
    Poco::Net::Context::Ptr context =
        new Poco::Net::Context(Poco::Net::Context::TLS_SERVER_USE, params);
    context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
    return context;
}

Poco::Net::HTTPServerParams::Ptr newParams(const ServerOptions& options) {
    Poco::Net::HTTPServerParams::Ptr params = new Poco::Net::HTTPServerParams;
    const Poco::Timespan keepAlive(std::chrono::microseconds(options.keepAlive).count());
    params->setKeepAlive(options.keepAlive.count() > 0);
    params->setKeepAliveTimeout(keepAlive);
    params->setMaxKeepAliveRequests(0);
    params->setTimeout(Poco::Timespan(10, 0));
    params->setMaxThreads(threads);
    params->setMaxQueued(1000);
    params->setServerName("localhost");
    params->setSoftwareVersion("mpsim");
    return params;
}

Poco::Net::SecureServerSocket listen(const ServerOptions& options,
                                     Poco::Net::Context::Ptr context) {
    const std::string where = options.address + ":" + std::to_string(options.port);
    try {
        Poco::Net::SecureServerSocket socket(context);
        // Not POCO's default: a second server on the port must fail, not share it.
        socket.bind(Poco::Net::SocketAddress(options.address, options.port), true, false);
        socket.listen(64);
        return socket;
    } catch (const Poco::Exception& e) {
        throw core::ConfigurationError("cannot listen on " + where + ": " + e.displayText());
    }
}

}  // namespace

class Server::Implementation {
public:
    Implementation(Handler& handler, const ServerOptions& options)
        : context_(newContext(options.tls)),
          shared_(handler, options.stateFile, [this] { return counts(); }),
          socket_(listen(options, context_)),
          pool_(2, threads),
          tcp_(connections(options), pool_, socket_, newParams(options)) {
        tcp_.start();
    }
    ~Implementation() {
        shared_.stop();
        tcp_.stop();
        sockets_.endAll();
        pool_.joinAll();
        shared_.save();
    }
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    [[nodiscard]] std::uint16_t port() const { return socket_.address().port(); }

private:
    Poco::Net::TCPServerConnectionFactory::Ptr connections(const ServerOptions& options) {
        return new ConnectionFactory(newParams(options), new Factory(shared_), sockets_);
    }
    /// OpenSSL counts the handshakes of a context, POCO the connections of a server.
    WireCounts counts() {
        SSL_CTX* ssl = context_->sslContext();
        return {tcp_.totalConnections(), SSL_CTX_sess_accept_good(ssl), SSL_CTX_sess_hits(ssl)};
    }

    Poco::Net::Context::Ptr context_;
    SharedHandler shared_;
    Poco::Net::SecureServerSocket socket_;
    OpenSockets sockets_;
    Poco::ThreadPool pool_;
    Poco::Net::TCPServer tcp_;
};

Server::Server(Handler& handler, const ServerOptions& options) {
    Poco::Net::initializeNetwork();  // what static POCO on Windows needs said
    Poco::Net::initializeSSL();
    try {
        implementation_ = std::make_unique<Implementation>(handler, options);
    } catch (const Poco::Exception& e) {
        throw core::ConfigurationError("the HTTPS server cannot start: " + e.displayText());
    }
}

Server::~Server() {
    implementation_.reset();
    Poco::Net::uninitializeSSL();
    Poco::Net::uninitializeNetwork();
}

std::uint16_t Server::port() const {
    return implementation_->port();
}

}  // namespace mobilepay::simulator
