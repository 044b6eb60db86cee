#pragma once

#include "driver/rest/http.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string_view>

namespace mobilepay::simulation {

/// Everything that goes wrong in a run, by kind.
enum class Trouble {
    none,
    // ---- of one exchange ----
    noConnection,      ///< nothing leaves
    lostBefore,        ///< the request is lost; the client waits in vain
    lostAfter,         ///< the work is done; the answer is lost
    late,              ///< stuck on its way: done long after the client gave up
    reordered,         ///< overtaken: done soon after the client gave up, amid what it sends next
    twice,             ///< the work is done, and done again from a duplicate that comes later
    slowAnswer,        ///< the work is done; the answer comes after the time-out
    serverError,       ///< 5xx, nothing done
    serverErrorAfter,  ///< 5xx, the work is done all the same
    malformed,         ///< the work is done; the body is not what it should be
    somebodyElses,     ///< 200 and a page from something on the way, nothing done
    brokenOff,         ///< the connection breaks in the middle of the answer
    tokenRefused,      ///< 401, nothing done
    dark,              ///< a time without any network
    storm,             ///< a time in which the server answers with 5xx
    // ---- of a machine ----
    kill,             ///< the process dies at a step of its work; the machine goes on
    killAtWrite,      ///< in the middle of a commit
    powerCut,         ///< at any time
    powerCutAtWrite,  ///< in the middle of a write: what was not synced is lost or torn
    powerCutAtSync,
    writeError,
    tornWrite,
    syncError,
    diskFull,
    clockJump,
    deadBattery,   ///< comes back with the wall clock of the year 2000
    restart,       ///< the application closes the device and opens it again
    rival,         ///< another process wants the lane
    newerVersion,  ///< a newer build brings the journal to its schema; ours goes on with it
};
inline constexpr std::size_t troubleCount = 30;
inline constexpr auto lastOfTheWire = Trouble::tokenRefused;
[[nodiscard]] std::string_view nameOf(Trouble trouble) noexcept;

/// What the flows of a lane are at when it happens.
enum class Moment {
    idle,       ///< no request of the till, no recovery
    beginning,  ///< a request of the till that has asked nothing yet
    token,
    asking,  ///< for the original, or for the server's time
    creating,
    waiting,  ///< for the shopper: polls, and between them
    capturing,
    cancelling,
    lookingUp,
    completing,  ///< capturing a pre-sale
    voiding,     ///< cancelling what another request made
    refundCreating,
    refundWaiting,
    refundCapturing,
    refundCancelling,
    recoveryCreating,  ///< again: what became of it is not known
    recoveryLookingUp,
    recoveryLooking,
    recoveryCapturing,
    recoveryCancelling,
};
inline constexpr std::size_t momentCount = 20;
[[nodiscard]] std::string_view nameOf(Moment moment) noexcept;

/// What an exchange belongs to. `till`: of the till's request, else of recovery; `making`: of a
/// request that makes a payment.
[[nodiscard]] Moment momentOf(const rest::HttpRequest& request, bool till, bool making);

/// How often which trouble met which moment.
class TroubleTable {
public:
    void note(Trouble trouble, Moment moment) { ++cell(trouble, moment); }
    void add(const TroubleTable& other);
    [[nodiscard]] std::uint64_t total() const noexcept;
    /// The table, and after it the reasons of what cannot be; true when no possible cell is empty.
    bool print(std::ostream& out) const;

private:
    std::uint64_t& cell(Trouble trouble, Moment moment) {
        return counts_[static_cast<std::size_t>(trouble)][static_cast<std::size_t>(moment)];
    }
    std::array<std::array<std::uint64_t, momentCount>, troubleCount> counts_{};
};

}  // namespace mobilepay::simulation
