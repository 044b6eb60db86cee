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
    /// Makes the connection ready; false when it cannot be, or is not by `until`.
    bool prepare(const std::string& url, std::optional<core::MonoTime> until = std::nullopt);
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

/// Runs an errand of the till to its end on the calling thread. A raised interruption is handed to
/// the errand once, as an abort; one that is raised already before its first step.
void drive(Errand& errand, Wire& wire, Interruption& interruption);

/// What the background gives way to: the till's calls.
struct Precedence {
    std::function<bool()> mine;  ///< no call of the till runs now; does not block
    std::function<void()> wait;  ///< returns when none runs, or when the lane is given back
    /// A call of the till has done meanwhile what the errand is for.
    std::function<bool()> needless = [] { return false; };
};

/// Runs an errand of the background. It begins, and goes on after a wait, only while no call of the
/// till runs; what it wants to send while one does is told as not sent at once, so that it keeps
/// nothing (a fetch of the token, say) from the till. What it may send later (a poll delay, the
/// life of a key) is for it to judge again. A raised interruption leaves it where it stands, as the
/// death of the process would, and so does a till that made it needless. Returns whether the errand
/// is over.
[[nodiscard]] bool driveBehind(const Precedence& till, Errand& errand, Wire& wire,
                               Interruption& interruption);

}  // namespace mobilepay::lane
