#pragma once

#include "driver/core/clock.h"
#include "driver/rest/http.h"
#include "tests/simulator/handler/json_writer.h"
#include "tests/simulator/handler/target.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace mobilepay::simulator {

/// What the wire counted since the program started.
struct WireCounts {
    std::int64_t connections = 0;  ///< TCP connections accepted
    std::int64_t handshakes = 0;   ///< TLS handshakes completed
    std::int64_t resumptions = 0;  ///< those of them that resumed a session
};

/// A poll that came before the delay of the last answer was over.
struct EarlyPoll {
    core::WallTime at;
    std::string path;
    core::Milliseconds early;
};

/// What the server saw: calls by endpoint, polls that came too early, and, if asked, a log with
/// secrets masked.
class Record {
public:
    struct Call {
        core::WallTime at;
        std::string method;
        std::string url;
        rest::Headers headers;  ///< masked
        std::string body;       ///< masked
        int status = 0;         ///< 0: no answer was sent
        std::string code{};
        std::string fault{};
    };

    /// How many calls the log keeps; 0 (the default): none. The oldest go first.
    void keepLog(std::size_t limit) { logLimit_ = limit; }

    /// What became of a call.
    struct Course {
        core::WallTime at;
        core::WallTime answeredAt;
        /// False when no answer reached the client whole and within its time-out: it cannot know
        /// the poll delay in it.
        bool answered = true;
        std::string_view fault{};
        /// Names the client's connection; empty: all share one. A client that gave a call up has
        /// left its connection, so that what was answered there binds nobody on another.
        std::string_view connection{};
    };
    /// Counts a call and the answer that it got.
    void note(const rest::HttpRequest& request, const Target& target,
              const rest::HttpResponse& response, const Course& course);
    void noteWire(const WireCounts& counts) { wire_ = counts; }
    void clear();

    /// Calls of `METHOD /path/with/{id}`; the token endpoint and user simulation included.
    [[nodiscard]] const std::map<std::string, std::int64_t>& calls() const { return calls_; }
    [[nodiscard]] const std::vector<EarlyPoll>& earlyPolls() const { return earlyPolls_; }
    [[nodiscard]] const std::deque<Call>& log() const { return log_; }
    [[nodiscard]] std::int64_t tokenRequests() const;
    /// As of the last call, since the program started.
    [[nodiscard]] const WireCounts& wire() const { return wire_; }
    void write(JsonWriter& out) const;

private:
    void watchPolls(const Target& target, const rest::HttpResponse& response, const Course& course);
    std::size_t logLimit_ = 0;
    std::map<std::string, std::int64_t> calls_;
    /// The last answer that named a delay.
    struct Named {
        core::WallTime answeredAt;
        core::WallTime notBefore;
        std::string connection;
    };
    std::unordered_map<std::string, Named> named_;  ///< by path
    std::vector<EarlyPoll> earlyPolls_;
    std::deque<Call> log_;
    WireCounts wire_;
    WireCounts wireAtReset_;
};

/// The name under which calls are counted: `GET /payments/{id}`.
[[nodiscard]] std::string endpointOf(const std::string& method, const Target& target);

}  // namespace mobilepay::simulator
