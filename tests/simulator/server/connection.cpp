#include "tests/simulator/server/connection.h"

#include "driver/core/error.h"

#include <iostream>
#include <string>

#include <Poco/Exception.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/StreamSocket.h>

namespace mobilepay::simulator {
namespace {

constexpr std::size_t bodyLimit = 64 * 1024;

/// Reads the body up to the limit; false when it is larger.
bool readBody(Poco::Net::HTTPServerRequest& in, std::string& body) {
    char buffer[4096];
    std::istream& stream = in.stream();
    while (stream.read(buffer, sizeof buffer), stream.gcount() > 0) {
        body.append(buffer, static_cast<std::size_t>(stream.gcount()));
        if (body.size() > bodyLimit) return false;
    }
    return true;
}

rest::HttpRequest requestOf(const Poco::Net::HTTPServerRequest& in, std::string body) {
    rest::HttpRequest request;
    request.method = in.getMethod();
    request.url = in.getURI();
    for (const auto& [name, value] : in)
        request.headers.push_back({name, value});
    request.body = std::move(body);
    return request;
}

/// Closes the connection as a broken network does: without a word.
void hangUp(Poco::Net::HTTPServerRequest& in) {
    auto& connection = dynamic_cast<Poco::Net::HTTPServerRequestImpl&>(in);
    Poco::Net::StreamSocket socket = connection.detachSocket();
    socket.close();
}

}  // namespace

void Connection::handleRequest(Poco::Net::HTTPServerRequest& in,
                               Poco::Net::HTTPServerResponse& out) {
    std::string body;
    if (!readBody(in, body)) {
        out.setStatus(Poco::Net::HTTPResponse::HTTP_REQUEST_ENTITY_TOO_LARGE);
        out.setKeepAlive(false);
        out.setContentLength(0);
        out.send();
        return;
    }
    Exchange exchange;
    try {
        exchange = shared_.call(requestOf(in, std::move(body)), in.clientAddress().toString());
    } catch (const core::Fault& e) {
        // The state file cannot be written: what was done must not be answered as if it were kept.
        std::cerr << "mpsim: " << e.what() << std::endl;
        hangUp(in);
        return;
    }
    if (!shared_.wait(exchange.delay)) {
        hangUp(in);
        return;
    }
    deliver(exchange, in, out);
}

void Connection::deliver(const Exchange& exchange, Poco::Net::HTTPServerRequest& in,
                         Poco::Net::HTTPServerResponse& out) {
    if (exchange.delivery == Delivery::none) {
        hangUp(in);
        return;
    }
    const std::string& body = exchange.response.body;
    out.setStatusAndReason(
        static_cast<Poco::Net::HTTPResponse::HTTPStatus>(exchange.response.status));
    for (const auto& header : exchange.response.headers)
        out.set(header.name, header.value);
    // A cut answer promises more than it sends, even where there is no body.
    const std::size_t missing = exchange.delivery == Delivery::cut ? 16 : 0;
    out.setContentLength64(static_cast<Poco::Int64>(body.size() + missing));
    std::ostream& stream = out.send();
    if (exchange.delivery == Delivery::cut) {
        stream << body.substr(0, body.size() / 2) << std::flush;
        hangUp(in);
    } else if (exchange.delivery == Delivery::slow) {
        for (const char byte : body) {
            stream << byte << std::flush;
            if (!shared_.wait(exchange.trickle)) return;
        }
    } else {
        stream << body << std::flush;
    }
}

}  // namespace mobilepay::simulator
