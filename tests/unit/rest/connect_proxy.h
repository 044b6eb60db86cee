#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>

namespace mobilepay::rest::testing {

/// A small CONNECT proxy at 127.0.0.1. `decide` sees each request's head and gives the answer;
/// after an answer 200 the connection is wired through to the named port of this machine.
class ConnectProxy {
public:
    using Decide = std::function<std::string(const std::string& head)>;
    explicit ConnectProxy(Decide decide);
    ~ConnectProxy();
    ConnectProxy(const ConnectProxy&) = delete;
    ConnectProxy& operator=(const ConnectProxy&) = delete;

    [[nodiscard]] std::string url() const;
    /// Heads of all requests so far.
    [[nodiscard]] std::vector<std::string> heads() const;
    [[nodiscard]] int connections() const { return connections_; }

private:
    void run();
    void serve(Poco::Net::StreamSocket client);
    void pass(Poco::Net::StreamSocket client, Poco::Net::StreamSocket server);

    const Decide decide_;
    Poco::Net::ServerSocket listener_;
    std::atomic<bool> stopping_ = false;
    std::atomic<int> connections_ = 0;
    mutable std::mutex mutex_;
    std::vector<std::string> heads_;
    std::vector<Poco::Net::StreamSocket> sockets_;  ///< closed when their threads have ended
    std::vector<std::jthread> threads_;
    std::jthread acceptor_;
};

/// The value of a header in a head; empty when it is not there.
std::string headerIn(const std::string& head, const std::string& name);

inline const std::string established = "HTTP/1.1 200 Connection established\r\n\r\n";

}  // namespace mobilepay::rest::testing
