#include "tests/unit/rest/connect_proxy.h"

#include "driver/rest/quiet_pipe.h"

#include <array>

#include <Poco/Exception.h>
#include <Poco/Net/Socket.h>
#include <Poco/Net/SocketAddress.h>

namespace mobilepay::rest::testing {

namespace {

const Poco::Timespan look(0, 20'000);

/// Up to the empty line; empty when the client has gone.
std::string readHead(Poco::Net::StreamSocket& client) {
    std::string head;
    char byte = 0;
    while (!head.ends_with("\r\n\r\n")) {
        if (client.receiveBytes(&byte, 1) <= 0) return {};
        head += byte;
    }
    return head;
}

Poco::UInt16 portIn(const std::string& head) {
    const std::size_t end = head.find(" HTTP/1.1");
    return static_cast<Poco::UInt16>(std::stoi(head.substr(head.rfind(':', end) + 1)));
}

}  // namespace

ConnectProxy::ConnectProxy(Decide decide)
    : decide_(std::move(decide)), listener_(Poco::Net::SocketAddress("127.0.0.1", 0)) {
    acceptor_ = std::jthread([this] { run(); });
}

ConnectProxy::~ConnectProxy() {
    stopping_ = true;
    acceptor_.join();
    threads_.clear();
}

std::string ConnectProxy::url() const {
    return "http://localhost:" + std::to_string(listener_.address().port());
}

std::vector<std::string> ConnectProxy::heads() const {
    const std::lock_guard lock(mutex_);
    return heads_;
}

void ConnectProxy::run() {
    while (!stopping_) {
        if (!listener_.poll(look, Poco::Net::Socket::SELECT_READ)) continue;
        ++connections_;
        sockets_.push_back(listener_.acceptConnection());
        threads_.emplace_back([this, client = sockets_.back()] { serve(client); });
    }
}

void ConnectProxy::serve(Poco::Net::StreamSocket client) {
    const QuietPipe quiet;
    try {
        for (;;) {
            const std::string head = readHead(client);
            if (head.empty()) return;
            {
                const std::lock_guard lock(mutex_);
                heads_.push_back(head);
            }
            const std::string answer = decide_(head);
            client.sendBytes(answer.data(), static_cast<int>(answer.size()));
            if (answer.empty()) return;
            if (!answer.starts_with("HTTP/1.1 200")) continue;
            pass(client, Poco::Net::StreamSocket({"127.0.0.1", portIn(head)}));
            return;
        }
    } catch (const Poco::Exception&) {
        // One of the two has gone.
    }
}

void ConnectProxy::pass(Poco::Net::StreamSocket client, Poco::Net::StreamSocket server) {
    client.setNoDelay(true);
    server.setNoDelay(true);
    std::array<char, 16 * 1024> buffer{};
    while (!stopping_) {
        Poco::Net::Socket::SocketList readable{client, server};
        Poco::Net::Socket::SocketList none;
        Poco::Net::Socket::SocketList failed;
        if (Poco::Net::Socket::select(readable, none, failed, look) == 0) continue;
        for (const Poco::Net::Socket& socket : readable) {
            Poco::Net::StreamSocket from = socket == client ? client : server;
            Poco::Net::StreamSocket to = socket == client ? server : client;
            const int got = from.receiveBytes(buffer.data(), static_cast<int>(buffer.size()));
            if (got <= 0) return;
            to.sendBytes(buffer.data(), got);
        }
    }
}

std::string headerIn(const std::string& head, const std::string& name) {
    const std::size_t at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    const std::size_t begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

}  // namespace mobilepay::rest::testing
