#pragma once

#include "tests/simulator/server/shared_handler.h"

#include <Poco/Net/HTTPRequestHandler.h>

namespace mobilepay::simulator {

/// One request and its answer on the wire, with the trouble that the exchange asks for.
class Connection final : public Poco::Net::HTTPRequestHandler {
public:
    explicit Connection(SharedHandler& shared) : shared_(shared) {}
    void handleRequest(Poco::Net::HTTPServerRequest& in,
                       Poco::Net::HTTPServerResponse& out) override;

private:
    void deliver(const Exchange& exchange, Poco::Net::HTTPServerRequest& in,
                 Poco::Net::HTTPServerResponse& out);
    SharedHandler& shared_;
};

}  // namespace mobilepay::simulator
