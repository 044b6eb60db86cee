#pragma once

#include "driver/rest/http.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/timetable.h"
#include "tests/simulator/handler/handler.h"

#include <array>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <vector>

namespace mobilepay::simulation {

/// What the wire does to one exchange.
enum class Fate {
    fine,
    noConnection,      ///< nothing leaves
    lostBefore,        ///< the request is lost; the client waits in vain
    lostAfter,         ///< the work is done; the answer is lost
    late,              ///< stuck on its way: done long after the client gave up
    twice,             ///< the work is done, and done again from a duplicate that comes later
    slowAnswer,        ///< the work is done; the answer comes after the time-out
    serverError,       ///< 500, nothing done
    serverErrorAfter,  ///< 500, the work is done all the same
    malformed,         ///< the work is done; the body is no JSON
    brokenOff,         ///< the connection breaks in the middle of the answer
};
inline constexpr std::size_t fateCount = 11;
[[nodiscard]] std::string_view nameOf(Fate fate) noexcept;

/// A time in which no connection can be made.
struct Dark {
    core::Milliseconds from;
    core::Milliseconds to;
};

/// The wire between the lanes and the simulator's own request handler. Each exchange's fate is
/// drawn from the seed and its number; `calm` numbers are left in peace (a story is made shorter by
/// calming exchanges that do not matter).
class Network {
public:
    struct Weather {
        int troublePerMille = 0;
        std::vector<Dark> dark;
        std::set<std::uint64_t> calm;
        /// No trouble any more from then on; everything that is under way still arrives.
        core::Milliseconds peaceFrom{};
    };
    using Receive = std::function<void(const rest::HttpResult&)>;
    /// Told about every exchange when it begins.
    using Witness = std::function<void(std::uint64_t number, const std::string& client, Fate fate,
                                       const rest::HttpRequest& request)>;

    Network(Timetable& timetable, simulator::Handler& server, std::uint64_t seed, Weather weather,
            Witness witness);

    /// Performs the exchange; `receive` is called once, later. The work of a lost or late request
    /// is done all the same when the receiver is gone.
    /// `client`: a process in its life; it must obey the poll delays of the answers it received.
    void send(const std::string& client, const rest::HttpRequest& request, Receive receive);

    /// The wall time at the server.
    [[nodiscard]] core::WallTime serverTime() const;
    [[nodiscard]] std::uint64_t exchanges() const noexcept { return exchanges_; }
    /// Polls that were sent before the delay of the last answer was over, in words.
    [[nodiscard]] const std::vector<std::string>& earlyPolls() const noexcept {
        return earlyPolls_;
    }
    [[nodiscard]] const std::array<std::uint64_t, fateCount>& fates() const noexcept {
        return fates_;
    }

private:
    void watch(const std::string& poll);
    void learn(const std::string& poll, const rest::HttpResult& result);
    [[nodiscard]] Fate draw(std::uint64_t number, Dice& dice) const;
    rest::HttpResponse work(const rest::HttpRequest& request, bool clientHears);
    /// What comes when nobody expects it any more is no poll of ours.
    void workLate(const rest::HttpRequest& request) { server_.handle(request, serverTime()); }

    Timetable& timetable_;
    simulator::Handler& server_;
    std::uint64_t seed_;
    Weather weather_;
    Witness witness_;
    std::map<std::string, core::Milliseconds> pollsOpenAt_;
    std::vector<std::string> earlyPolls_;
    std::uint64_t exchanges_ = 0;
    std::array<std::uint64_t, fateCount> fates_{};
};

}  // namespace mobilepay::simulation
