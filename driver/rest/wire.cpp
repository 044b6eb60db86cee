#include "driver/rest/wire.h"

#include "driver/rest/broken.h"

#include <Poco/Exception.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <gsl/gsl>

namespace mobilepay::rest {

using Poco::Net::SecureStreamSocket;
using Poco::Net::Socket;

void awaitSocket(const Poco::Net::StreamSocket& socket, bool toWrite, Deadline deadline) {
    const int mode = toWrite ? Socket::SELECT_WRITE : Socket::SELECT_READ;
    if (deadline.passed() || !socket.poll(deadline.left(), mode | Socket::SELECT_ERROR)) {
        throw Broken(HttpFailure::Kind::timeout, "The server did not answer in time");
    }
}

Wire::Wire(Poco::Net::StreamSocket socket) : socket_(std::move(socket)) {}

void Wire::send(std::string_view bytes, Deadline deadline) {
    try {
        while (!bytes.empty()) {
            const int sent = socket_.sendBytes(bytes.data(), gsl::narrow<int>(bytes.size()));
            if (sent > 0) {
                bytes.remove_prefix(gsl::narrow<std::size_t>(sent));
            } else {
                // Plain sockets have one reason to say "not now", TLS has two.
                const bool toWrite =
                    !socket_.secure() || sent == SecureStreamSocket::ERR_SSL_WANT_WRITE;
                awaitSocket(socket_, toWrite, deadline);
            }
        }
    } catch (const Poco::Exception& error) {
        throw Broken(HttpFailure::Kind::io,
                     "The connection broke while sending: " + error.displayText());
    }
}

std::size_t Wire::receive(char* buffer, std::size_t size, Deadline deadline) {
    try {
        for (;;) {
            const int got = socket_.receiveBytes(buffer, gsl::narrow<int>(size));
            if (got >= 0) return gsl::narrow<std::size_t>(got);
            const bool toWrite = socket_.secure() && got == SecureStreamSocket::ERR_SSL_WANT_WRITE;
            awaitSocket(socket_, toWrite, deadline);
        }
    } catch (const Poco::Exception& error) {
        throw Broken(HttpFailure::Kind::io,
                     "The connection broke while waiting for the answer: " + error.displayText());
    }
}

bool Wire::silent() {
    try {
        char byte = 0;
        // Takes in what TLS sends by itself (session tickets); everything else is the end.
        return socket_.receiveBytes(&byte, 1) < 0;
    } catch (const Poco::Exception&) {
        return false;
    }
}

}  // namespace mobilepay::rest
