#pragma once

#include "driver/rest/http.h"
#include "driver/rest/transport_settings.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mobilepay::rest {

/// Reads one HTTP/1.1 answer from bytes as they come (RFC 9112), without I/O. Strict: what is not
/// certainly a whole, well-formed answer within the limits throws `Broken` (kind `limit`), and a
/// connection that ends too early throws `Broken` (kind `io`). Interim answers (1xx) are skipped.
class AnswerReader {
public:
    enum class To {
        request,  ///< an ordinary request
        connect,  ///< CONNECT: a 2xx has no body
    };
    AnswerReader(const TransportSettings& limits, To to);

    /// The next bytes of the connection, in order; not after `done`.
    void feed(std::string_view bytes);
    /// The peer has closed the connection properly.
    void end();

    [[nodiscard]] bool done() const noexcept { return part_ == Part::done; }
    /// The answer, once `done`.
    [[nodiscard]] HttpResponse take();
    /// Before `take`: whether the connection may carry another request: nothing came after the
    /// answer, and the
    /// server does not want to close it.
    [[nodiscard]] bool reusable() const;
    /// Before `take`: the server's `Keep-Alive: timeout=`, when it named one.
    [[nodiscard]] std::optional<core::Milliseconds> keepAlive() const;

private:
    enum class Part { head, fixed, chunkSize, chunkData, chunkEnd, trailers, untilClose, done };

    bool step();
    bool readHead();
    void parseHead(const std::string& head);
    void chooseFraming();
    bool readFixed();
    bool readChunkSize();
    bool readChunkData();
    bool readChunkEnd();
    bool readTrailer();
    bool readUntilClose();
    std::optional<std::string> takeLine(std::string_view what);
    void append(std::size_t count);

    std::size_t maxHeaderBytes_;
    int maxHeaders_;
    std::size_t maxBodyBytes_;
    To to_;

    std::string waiting_;  ///< bytes not yet understood
    Part part_ = Part::head;
    std::size_t headerBytes_ = 0;
    std::size_t left_ = 0;  ///< of a body of known length, or of a chunk
    bool oldVersion_ = false;
    HttpResponse response_;
};

}  // namespace mobilepay::rest
