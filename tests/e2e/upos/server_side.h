#pragma once

#include "driver/rest/poco_transport.h"
#include "include/mobilepay/device.h"
#include "tests/simulator/handler/handler.h"
#include "tests/simulator/model/seeded_random.h"
#include "tests/simulator/server/server.h"
#include "tests/unit/temp_folder.h"

#include <memory>
#include <optional>
#include <string>

namespace mobilepay::upos::test {

/// MobilePay's side: the simulator behind HTTPS in this process, which can go away and come back
/// with its memory kept. Answers within 50 ms; shoppers approve at once.
class ServerSide {
public:
    ServerSide();
    ServerSide(const ServerSide&) = delete;
    ServerSide& operator=(const ServerSide&) = delete;

    /// What a logical device of that lane has in its configuration; the lane's folder is made.
    [[nodiscard]] Settings settings(const std::string& lane) const;

    void goAway();
    void comeBack();
    /// A call of the simulator's control API (`shopper`, `faults` …); it must succeed.
    void tell(const std::string& what, const std::string& json);
    void forgetFaults();
    /// What the server saw. Precondition: away.
    [[nodiscard]] simulator::Handler& books();

private:
    void control(const std::string& method, const std::string& what, const std::string& json);
    [[nodiscard]] std::string url() const;

    TempFolder folder_;
    simulator::SeededRandom random_{11};
    simulator::Handler handler_;
    simulator::ServerOptions options_;
    std::optional<simulator::Server> server_;
    std::unique_ptr<rest::PocoTransport> control_;
};

}  // namespace mobilepay::upos::test
