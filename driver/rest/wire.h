#pragma once

#include "driver/rest/deadline.h"

#include <cstddef>
#include <string_view>

#include <Poco/Net/StreamSocket.h>

namespace mobilepay::rest {

/// Bytes over a connected non-blocking socket, plain or TLS, that never wait beyond a deadline,
/// however the other side trickles. Throws `Broken` (`timeout`, `io`).
class Wire {
public:
    /// Another handle to `socket`, which stays open as long as one of its handles lives.
    explicit Wire(Poco::Net::StreamSocket socket);

    /// All of `bytes`, from one call as long as the socket takes it.
    void send(std::string_view bytes, Deadline deadline);
    /// Some bytes, at least one; 0 when the peer has closed properly.
    std::size_t receive(char* buffer, std::size_t size, Deadline deadline);
    /// Whether nothing has come, the end of the connection included. Does not wait.
    [[nodiscard]] bool silent();

private:
    Poco::Net::StreamSocket socket_;
};

/// Waits until `socket` can be read or written. Throws `Broken` (`timeout`) at the deadline.
void awaitSocket(const Poco::Net::StreamSocket& socket, bool toWrite, Deadline deadline);

}  // namespace mobilepay::rest
