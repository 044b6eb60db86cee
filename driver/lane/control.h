#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace mobilepay::lane {

constexpr std::size_t longestControlLine = 256;
constexpr const char* controlLineIsTooLong =
    R"({"error":"the command is too long: 256 bytes are the most"})";

/// The local control point of a claimed lane: `mpctl` connects, sends one line, gets one line of
/// JSON, and the connection ends. Lines: `status`, `stop`, `log <level>`. Linux: a socket
/// `<folder>/<lane>.sock` for owner and group. Windows: the pipe `\\.\pipe\mobilepay-<lane>` for
/// administrators and the user the till runs as. Input is hostile: at most 256 bytes and 2 s a
/// connection, one connection at a time. A longer line does not reach the handler and is answered
/// with an error.
class ControlServer {
public:
    /// Answers a line (without its end); runs on the server's thread; must not throw.
    using Handler = std::function<std::string(const std::string& line)>;

    /// Starts listening. Throws core::ConfigurationError when it cannot, naming the path and the
    /// way out.
    static std::unique_ptr<ControlServer> start(const std::filesystem::path& folder,
                                                const std::string& lane, Handler handler);
    /// Stops and removes the socket; waits for an answer under way.
    virtual ~ControlServer() = default;
};

/// The client side: sends the line and returns the answer's line. Throws core::ConfigurationError
/// when nobody listens.
[[nodiscard]] std::string askControl(const std::filesystem::path& folder, const std::string& lane,
                                     const std::string& line);

}  // namespace mobilepay::lane
