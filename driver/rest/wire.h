#pragma once

#include "driver/rest/deadline.h"

#include <cstddef>
#include <string_view>

#include <Poco/Net/StreamSocket.h>

namespace mobilepay::rest {

/// Bytes over a non-blocking socket, plain or TLS, that never wait beyond a deadline, however the
/// other side trickles. Both sockets are handles to the same connection (`tcp` is what `stream`
/// runs over, or the same); neither is owned. Throws `Broken` (`timeout`, `io`).
class Wire {
public:
    Wire(Poco::Net::StreamSocket stream, Poco::Net::StreamSocket tcp);

    /// All of `bytes`, from one call as long as the socket takes it.
    void send(std::string_view bytes, Deadline deadline);
    /// Some bytes, at least one; 0 when the peer has closed properly.
    std::size_t receive(char* buffer, std::size_t size, Deadline deadline);
    /// Whether nothing has come, the end of the connection included. Does not wait.
    [[nodiscard]] bool silent();

private:
    Poco::Net::StreamSocket stream_;
    Poco::Net::StreamSocket tcp_;
};

/// Waits until `tcp` can be read or written. Throws `Broken` (`timeout`) at the deadline.
void awaitSocket(const Poco::Net::StreamSocket& tcp, bool toWrite, Deadline deadline);

}  // namespace mobilepay::rest
