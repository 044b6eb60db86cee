#pragma once

#include "driver/rest/poco_transport.h"
#include "tests/certification/case.h"
#include "tests/simulator/handler/handler.h"
#include "tests/simulator/handler/json_reader.h"
#include "tests/simulator/model/seeded_random.h"
#include "tests/simulator/server/server.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mobilepay::certification {

/// One call of the client, as the server recorded it.
struct Seen {
    std::string method;
    std::string path;
    std::string key;  ///< idempotency key; empty: none
    std::string body;
    std::string status;  ///< 0: no answer was sent
    std::string code;    ///< MobilePay's error code
    std::string fault;
};

/// The simulator behind real HTTPS, and what a test asks of it through its control API, over a
/// connection of its own.
class ServerSide {
public:
    ServerSide();
    ~ServerSide();
    ServerSide(const ServerSide&) = delete;
    ServerSide& operator=(const ServerSide&) = delete;

    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::string ca() const;

    void sendShopper(Shopper shopper);
    /// The troubles of the next attempts at the endpoint; what was planned before is forgotten.
    void plan(std::string_view endpoint, const std::vector<Trouble>& troubles);
    void revokeTokens();
    /// The calls since the last time this was asked.
    [[nodiscard]] std::vector<Seen> calls();
    /// Polls that came before their time.
    [[nodiscard]] std::size_t earlyPolls();
    /// `certification; Captured 12.50`: the points of sale that are there, then the payments.
    [[nodiscard]] std::string state();

private:
    simulator::JsonValue ask(const std::string& method, const std::string& what,
                             const std::string& body = {});
    simulator::SeededRandom random_{20};
    std::unique_ptr<simulator::Handler> handler_;
    std::unique_ptr<simulator::Server> server_;
    std::unique_ptr<rest::PocoTransport> control_;
    std::size_t known_ = 0;
};

/// Whether a call goes to that endpoint.
[[nodiscard]] bool isAt(const Seen& call, std::string_view endpoint);

}  // namespace mobilepay::certification
