#include "tests/unit/rest/tls_server.h"

#include "driver/rest/quiet_pipe.h"

#include <array>

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>
#include <openssl/err.h>

namespace mobilepay::rest::testing {

namespace {

std::size_t bodyLength(const std::string& head) {
    const std::size_t at = head.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

}  // namespace

int Accepted::read(char* buffer, int size) {
    try {
        return ssl_ ? SSL_read(ssl_, buffer, size) : socket_.receiveBytes(buffer, size);
    } catch (const Poco::Exception&) {
        return -1;
    }
}

std::optional<std::string> Accepted::request() {
    std::string text;
    std::array<char, 64 * 1024> buffer{};
    for (reads_ = 0;;) {
        const std::size_t end = text.find("\r\n\r\n");
        if (end != std::string::npos && text.size() >= end + 4 + bodyLength(text)) return text;
        const int got = read(buffer.data(), static_cast<int>(buffer.size()));
        if (got <= 0) return std::nullopt;
        ++reads_;
        text.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

bool Accepted::send(const std::string& bytes) {
    const int size = static_cast<int>(bytes.size());
    try {
        return (ssl_ ? SSL_write(ssl_, bytes.data(), size)
                     : socket_.sendBytes(bytes.data(), size)) == size;
    } catch (const Poco::Exception&) {
        return false;
    }
}

void Accepted::reset() {
    socket_.setLinger(true, 0);
    if (ssl_) SSL_set_quiet_shutdown(ssl_, 1);
    socket_.close();
}

void Accepted::sayGoodbye() {
    if (ssl_) SSL_shutdown(ssl_);
    socket_.shutdownSend();
}

std::string Accepted::some() {
    std::array<char, 4096> buffer{};
    const int got = read(buffer.data(), static_cast<int>(buffer.size()));
    return got > 0 ? std::string(buffer.data(), static_cast<std::size_t>(got)) : std::string();
}

void Accepted::waitForTheClient() {
    while (!some().empty()) {
    }
}

std::string Accepted::serverName() const {
    const char* const name = SSL_get_servername(ssl_, TLSEXT_NAMETYPE_host_name);
    return name ? name : "";
}

std::string Accepted::protocol() const {
    return SSL_get_version(ssl_);
}

TlsServer::TlsServer(Options options, Handler handler)
    : options_(std::move(options)),
      handler_(std::move(handler)),
      context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free),
      listener_(Poco::Net::SocketAddress("127.0.0.1", 0)) {
    // Level 0, or OpenSSL itself would refuse the old versions that tests offer.
    SSL_CTX_set_security_level(context_.get(), 0);
    SSL_CTX_set_min_proto_version(context_.get(), options_.minVersion);
    SSL_CTX_set_max_proto_version(context_.get(), options_.maxVersion);
    SSL_CTX_use_certificate(context_.get(), options_.identity.certificate.get());
    SSL_CTX_use_PrivateKey(context_.get(), options_.identity.key.get());
    acceptor_ = std::jthread([this] { run(); });
}

TlsServer::~TlsServer() {
    stopping_ = true;
    acceptor_.join();
    {
        const std::lock_guard lock(mutex_);
        for (auto& socket : sockets_) {
            try {
                socket.shutdown();
            } catch (const Poco::Exception&) {
                // Gone already.
            }
        }
    }
    threads_.clear();
}

std::string TlsServer::url(const std::string& path) const {
    return "https://localhost:" + std::to_string(port()) + path;
}

void TlsServer::run() {
    while (!stopping_) {
        if (!listener_.poll(Poco::Timespan(0, 20'000), Poco::Net::Socket::SELECT_READ)) continue;
        Poco::Net::StreamSocket socket = listener_.acceptConnection();
        ++connections_;
        socket.setNoDelay(true);
        const std::lock_guard lock(mutex_);
        sockets_.push_back(socket);
        threads_.emplace_back([this, socket] { serve(socket); });
    }
}

void TlsServer::serve(Poco::Net::StreamSocket socket) {
    const QuietPipe quiet;
    SSL* ssl = nullptr;
    bool ready = true;
    if (options_.mute) {
        Accepted(socket, nullptr).waitForTheClient();
        return;
    }
    if (!options_.plain) {
        ssl = SSL_new(context_.get());
        SSL_set_fd(ssl, static_cast<int>(socket.impl()->sockfd()));
        std::this_thread::sleep_for(options_.handshakeDelay);
        ready = SSL_accept(ssl) == 1;
    }
    if (ready) {
        Accepted accepted(socket, ssl);
        handler_(accepted);
    }
    try {
        if (ssl && ready) SSL_shutdown(ssl);
        socket.shutdown();
    } catch (const Poco::Exception&) {
        // The client was quicker.
    }
    SSL_free(ssl);
    ERR_clear_error();
}

std::string answer(int status, const std::string& body, const std::string& headers) {
    return "HTTP/1.1 " + std::to_string(status) +
           " Because\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers +
           "\r\n" + body;
}

TlsServer::Handler always(const std::string& answer) {
    return [answer](Accepted& client) {
        while (client.request())
            client.send(answer);
    };
}

}  // namespace mobilepay::rest::testing
