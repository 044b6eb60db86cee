#pragma once

#include "driver/core/clock.h"
#include "driver/lane/errand.h"
#include "driver/rest/http.h"
#include "driver/rest/server_clock.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <utility>

namespace mobilepay::lane {

/// The one connection of a lane, shared by the till's call and the background: one exchange at a
/// time. Safe from any thread.
class Wire {
public:
    /// All must outlive the wire. Only answers from below `apiUrl` tell the server's time: what
    /// hands out tokens may be a machine with another clock.
    Wire(rest::HttpTransport& transport, rest::ServerClock& serverClock, const core::Clock& clock,
         std::string apiUrl)
        : transport_(transport),
          serverClock_(serverClock),
          clock_(clock),
          apiUrl_(std::move(apiUrl)) {}
    /// A question that had to wait for another exchange is not sent (`HttpFailure`): the other
    /// answer may have said when it may be asked. Waiting counts as connecting.
    [[nodiscard]] rest::HttpResult exchange(const rest::HttpRequest& request);
    /// An exchange is under way.
    [[nodiscard]] bool inUse();
    /// Makes the connection ready; false when it cannot be.
    bool prepare(const std::string& url);
    [[nodiscard]] core::Now now() const { return serverClock_.read(clock_); }

private:
    enum class Turn { atOnce, waited, late };
    Turn takeTurn(std::optional<core::Milliseconds> patience);
    void giveTurnBack() noexcept;

    std::mutex mutex_;
    std::condition_variable free_;
    bool busy_ = false;  ///< an exchange is under way
    rest::HttpTransport& transport_;
    rest::ServerClock& serverClock_;
    const core::Clock& clock_;
    const std::string apiUrl_;
};

/// Lets one thread end another one's waiting. Safe from any thread.
class Interruption {
public:
    void raise() noexcept;
    void clear() noexcept;
    [[nodiscard]] bool raised() const noexcept;
    /// Sleeps for that long at most; true when raised.
    bool waitFor(core::Milliseconds duration);

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool raised_ = false;
};

/// Runs an errand to its end on the calling thread. A raised interruption is handed to the errand
/// once, as an abort; one that is raised already before its first step. `mayExchange` is called
/// before each exchange (the background gives way to the till there) and may block; false: time has
/// passed, and the errand is told that nothing was sent. What it may send by then (a poll delay,
/// the life of a key) is for it to judge again.
void drive(Errand& errand, Wire& wire, Interruption& interruption,
           const std::function<bool()>& mayExchange = {});

}  // namespace mobilepay::lane
