#pragma once

#include "driver/rest/http.h"
#include "tests/simulation/timetable.h"
#include "tests/simulation/trouble.h"
#include "tests/simulator/handler/handler.h"
#include "tests/simulator/model/seeded_random.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace mobilepay::simulation {

using simulator::SeededRandom;

/// A stretch of virtual time.
struct Span {
    core::Milliseconds from;
    core::Milliseconds to;
    [[nodiscard]] bool contains(core::Milliseconds when) const { return from <= when && when < to; }
};

/// The wire between the lanes and the simulator's own request handler. Each exchange's fate is
/// drawn from the seed and its number; `calm` numbers are left in peace (a story is made shorter by
/// calming exchanges that do not matter).
class Network {
public:
    struct Weather {
        int troublePerMille = 0;
        std::vector<Span> dark;    ///< no connection can be made
        std::vector<Span> storms;  ///< the server answers 5xx to almost everything
        std::vector<Span> frozen;  ///< 5xx to what changes something, and that is not done
        /// The last of the dark times begins with the first exchange of that kind from its
        /// beginning on, and lasts as long; without one it never comes.
        std::optional<Moment> darkAmid{};
        /// With it: light amid that dark time, counted from its beginning.
        std::optional<Span> gleam{};
        std::optional<Moment> frozenAmid{};  ///< the same of the last frozen time
        std::set<std::uint64_t> calm;
        /// The number of an exchange that is in trouble for certain, if it is not calm.
        std::uint64_t certain = 0;
        /// No trouble any more from then on; everything that is under way still arrives.
        core::Milliseconds peaceFrom{};
    };
    /// Who asks: a process in its life, which must obey the poll delays of the answers it received,
    /// and what it is at.
    struct Client {
        std::string name;
        Moment moment = Moment::idle;
    };
    using Receive = std::function<void(const rest::HttpResult&)>;
    /// Told about every exchange when it begins.
    using Witness = std::function<void(std::uint64_t number, const Client& client, Trouble fate,
                                       const rest::HttpRequest& request)>;

    Network(Timetable& timetable, simulator::Handler& server, std::uint64_t seed, Weather weather,
            Witness witness);

    /// Performs the exchange; `receive` is called once, later. The work of a lost or late request
    /// is done all the same when the receiver is gone.
    void send(const Client& client, const rest::HttpRequest& request, Receive receive);

    /// The wall time at the server.
    [[nodiscard]] core::WallTime serverTime() const;
    /// Whether within `span` a lane had a stretch of at least `length` in which it was up (`up`)
    /// and the weather let it reach the server.
    [[nodiscard]] bool reachable(const Span& span, core::Milliseconds length,
                                 const std::vector<Span>& up) const;
    /// It is the light amid a night (`Weather::gleam`).
    [[nodiscard]] bool gleams() const { return light_ && light_->contains(timetable_.now()); }
    /// Polls that were sent before the delay of the last answer was over, in words.
    [[nodiscard]] const std::vector<std::string>& earlyPolls() const noexcept {
        return earlyPolls_;
    }
    /// Every access token that was handed out.
    [[nodiscard]] const std::vector<std::string>& tokens() const noexcept { return tokens_; }
    /// How often a process came for a new token after the life of its last one.
    [[nodiscard]] std::uint64_t tokensOutlived() const noexcept { return tokensOutlived_; }

private:
    struct Trip;
    void watch(const std::string& poll);
    void learn(const std::string& poll, const rest::HttpResponse& response);
    void noteToken(const std::string& client, const rest::HttpResponse& response);
    void beginAmid(Moment moment);
    [[nodiscard]] Trouble draw(std::uint64_t number, const rest::HttpRequest& request,
                               SeededRandom& dice) const;
    void travel(Trouble fate, Trip trip, SeededRandom& dice);
    void answer(const Trip& trip, Trouble fate, std::uint64_t how);
    rest::HttpResponse work(const rest::HttpRequest& request, bool clientHears);
    /// What comes when nobody expects it any more is no poll of ours.
    void workLate(const rest::HttpRequest& request) { server_.handle(request, serverTime()); }

    Timetable& timetable_;
    simulator::Handler& server_;
    std::uint64_t seed_;
    Weather weather_;
    /// What waits for its exchange.
    std::optional<Span> night_;
    std::optional<Span> frost_;
    std::optional<Span> light_;
    Witness witness_;
    std::map<std::string, core::Milliseconds> pollsOpenAt_;
    std::vector<std::string> earlyPolls_;
    std::vector<std::string> tokens_;
    std::map<std::string, core::Milliseconds> tokenEnds_;
    std::uint64_t tokensOutlived_ = 0;
    std::uint64_t exchanges_ = 0;
};

}  // namespace mobilepay::simulation
