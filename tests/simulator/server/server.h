#pragma once

#include "tests/simulator/handler/handler.h"
#include "tests/simulator/server/authority.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

namespace mobilepay::simulator {

/// How the server listens.
struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: any free one
    std::chrono::milliseconds keepAlive{15000};
    TlsFiles tls;
    /// Where the state is kept over a restart; empty: nowhere.
    std::filesystem::path stateFile{};
};

/// The handler behind HTTPS (HTTP/1.1, TLS 1.2 and 1.3, its own TLS context) on real time. One
/// mutex is held around the handler; the waiting of delayed answers is done outside of it.
class Server {
public:
    /// Listens at once. `handler` must outlive the server and is used by its threads from here on.
    /// Throws `core::ConfigurationError` when it cannot listen or read its certificate.
    Server(Handler& handler, const ServerOptions& options);
    /// Ends the delays, closes the connections and writes the state a last time.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const;

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace mobilepay::simulator
