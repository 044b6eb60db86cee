#pragma once

#include "tests/unit/rest/certificates.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <openssl/ssl.h>

namespace mobilepay::rest::testing {

/// One accepted connection, as raw as a test wants it.
class Accepted {
public:
    Accepted(Poco::Net::StreamSocket socket, SSL* ssl) : socket_(std::move(socket)), ssl_(ssl) {}

    /// Head and body of the next request; nothing when the client has gone.
    std::optional<std::string> request();
    /// How many reads the last request took; TLS hands out one record at a time.
    [[nodiscard]] int reads() const { return reads_; }
    bool send(const std::string& bytes);
    /// What one read brings; empty: the client has gone.
    std::string some();
    /// Like a cut cable that is noticed: reset, no close_notify.
    void reset();
    /// Close_notify and no more.
    void sayGoodbye();
    /// Until the client goes away; what it sends is dropped.
    void waitForTheClient();
    [[nodiscard]] std::string serverName() const;
    [[nodiscard]] std::string protocol() const;

private:
    int read(char* buffer, int size);
    Poco::Net::StreamSocket socket_;
    SSL* ssl_;  ///< null: plain
    int reads_ = 0;
};

/// A server on a port of its own at 127.0.0.1 and a handler for each of its connections, which runs
/// in a thread of its own. Stops with the object.
class TlsServer {
public:
    struct Options {
        Identity identity = testAuthority().issue();
        int minVersion = TLS1_2_VERSION;
        int maxVersion = TLS1_3_VERSION;
        bool plain = false;
        /// Accept TCP and say nothing, not even TLS.
        bool mute = false;
        /// How long the handshake is kept waiting.
        std::chrono::milliseconds handshakeDelay{0};
    };
    using Handler = std::function<void(Accepted&)>;

    TlsServer(Options options, Handler handler);
    explicit TlsServer(Handler handler) : TlsServer(Options{}, std::move(handler)) {}
    ~TlsServer();
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;

    [[nodiscard]] int port() const { return listener_.address().port(); }
    /// `https://localhost:port` and the path.
    [[nodiscard]] std::string url(const std::string& path = "/") const;
    [[nodiscard]] int connections() const { return connections_; }

private:
    void run();
    void serve(Poco::Net::StreamSocket socket);

    const Options options_;
    const Handler handler_;
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
    Poco::Net::ServerSocket listener_;
    std::atomic<bool> stopping_ = false;
    std::atomic<int> connections_ = 0;
    std::mutex mutex_;
    std::vector<Poco::Net::StreamSocket> sockets_;
    std::vector<std::jthread> threads_;
    std::jthread acceptor_;
};

/// A whole answer with its length.
std::string answer(int status, const std::string& body, const std::string& headers = "");

/// Answers every request of a connection with the same.
TlsServer::Handler always(const std::string& answer);

}  // namespace mobilepay::rest::testing
