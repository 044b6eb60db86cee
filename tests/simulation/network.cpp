#include "tests/simulation/network.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mobilepay::simulation {
namespace {

using std::chrono::milliseconds;
using Kind = rest::HttpFailure::Kind;

constexpr std::uint64_t wireThing = 1;
constexpr core::WallTime dawn{std::chrono::milliseconds{1'795'000'000'000}};

rest::HttpFailure failure(Kind kind, bool sent) {
    return {kind, sent, "simulated"};
}

/// What comes instead of the body that should.
std::string spoiled(const std::string& body, std::uint64_t how) {
    switch (how % 6) {
        case 0:
            return "{\"status\":";
        case 1:
            return "<html><body>It works!</body></html>";
        case 2:
            return {};
        case 3:
            return "[]";
        case 4:
            return R"({"paymentId":7,"status":null,"orderId":{},"refundId":[]})";
        default:
            return body.substr(0, body.size() / 2);
    }
}

int statusOf(std::uint64_t how) {
    constexpr std::array<int, 4> statuses{500, 502, 503, 504};
    return statuses[how % statuses.size()];
}

bool within(const std::vector<Span>& spans, milliseconds now) {
    return std::any_of(spans.begin(), spans.end(),
                       [now](const Span& s) { return s.contains(now); });
}

/// What is left of `free` without `taken`.
std::vector<Span> without(const std::vector<Span>& free, const Span& taken) {
    std::vector<Span> left;
    for (const auto& span : free) {
        if (taken.from > span.from) left.push_back({span.from, std::min(span.to, taken.from)});
        if (taken.to < span.to) left.push_back({std::max(span.from, taken.to), span.to});
    }
    std::erase_if(left, [](const Span& s) { return s.from >= s.to; });
    return left;
}

}  // namespace

/// One exchange under way.
struct Network::Trip {
    rest::HttpRequest request;
    std::string client;
    std::string poll;  ///< whom its delay binds; empty: it is no poll
    Receive receive;
    // There and back together stay below every time-out; only a fate makes an answer late.
    milliseconds there{};
    milliseconds back{};
    milliseconds timeout{};
};

Network::Network(Timetable& timetable, simulator::Handler& server, std::uint64_t seed,
                 Weather weather, Witness witness)
    : timetable_(timetable),
      server_(server),
      seed_(seed),
      weather_(std::move(weather)),
      witness_(std::move(witness)) {
    const auto hold = [](const std::optional<Moment>& amid, std::vector<Span>& times) {
        if (!amid || times.empty()) return std::optional<Span>();
        const auto last = times.back();
        times.pop_back();
        return std::optional(last);
    };
    night_ = hold(weather_.darkAmid, weather_.dark);
    frost_ = hold(weather_.frozenAmid, weather_.frozen);
}

core::WallTime Network::serverTime() const {
    return dawn + timetable_.now();
}

bool Network::reachable(const Span& span, core::Milliseconds length,
                        const std::vector<Span>& up) const {
    std::vector<Span> free;
    for (const auto& s : up)
        free.push_back({std::max(s.from, span.from), std::min(s.to, span.to)});
    for (const auto* const list : {&weather_.dark, &weather_.storms, &weather_.frozen})
        for (const auto& bad : *list)
            free = without(free, bad);
    return std::any_of(free.begin(), free.end(),
                       [length](const Span& s) { return s.to - s.from >= length; });
}

void Network::beginAmid(Moment moment) {
    const auto now = timetable_.now();
    const auto begin = [&](std::optional<Span>& waiting, const std::optional<Moment>& amid,
                           std::vector<Span>& times) {
        if (!waiting || moment != *amid || now < waiting->from) return;
        times.push_back({now, now + (waiting->to - waiting->from)});
        waiting.reset();
    };
    const auto nights = weather_.dark.size();
    begin(night_, weather_.darkAmid, weather_.dark);
    if (weather_.gleam && weather_.dark.size() > nights) {
        const auto night = weather_.dark.back();
        light_ = Span{now + weather_.gleam->from, now + weather_.gleam->to};
        weather_.dark.back().to = light_->from;
        weather_.dark.push_back({light_->to, night.to});
    }
    begin(frost_, weather_.frozenAmid, weather_.frozen);
}

Trouble Network::draw(std::uint64_t number, const rest::HttpRequest& request,
                      SeededRandom& dice) const {
    const auto now = timetable_.now();
    if (now >= weather_.peaceFrom) return Trouble::none;
    if (within(weather_.dark, now)) return Trouble::dark;
    if (within(weather_.storms, now) && dice.chance(900)) return Trouble::storm;
    const bool changes =
        request.method != "GET" && request.url.find("/pos/v10") != std::string::npos;
    if (changes && within(weather_.frozen, now)) return Trouble::serverError;
    const bool troubled = dice.chance(weather_.troublePerMille) || number == weather_.certain;
    if (!troubled || weather_.calm.contains(number)) return Trouble::none;
    return static_cast<Trouble>(dice.between(1, static_cast<std::int64_t>(lastOfTheWire)));
}

rest::HttpResponse Network::work(const rest::HttpRequest& request, bool clientHears) {
    std::optional<simulator::Fault> unheard;
    if (!clientHears) {
        unheard.emplace();
        unheard->kind = simulator::FaultKind::dropAfter;
    }
    return server_.perform(request, unheard, serverTime()).response;
}

/// A poll that comes sooner than the client was told.
void Network::watch(const std::string& poll) {
    const auto opens = pollsOpenAt_.find(poll);
    if (opens != pollsOpenAt_.end() && timetable_.now() < opens->second)
        earlyPolls_.push_back(poll + " polled " +
                              std::to_string((opens->second - timetable_.now()).count()) +
                              " ms early");
}

void Network::learn(const std::string& poll, const rest::HttpResponse& response) {
    constexpr std::string_view name = "\"pollDelayInMs\":";
    const auto at = response.body.find(name);
    if (poll.empty() || at == std::string::npos) return;
    pollsOpenAt_[poll] =
        timetable_.now() + milliseconds{std::stoll(response.body.substr(at + name.size()))};
}

void Network::noteToken(const std::string& client, const rest::HttpResponse& response) {
    constexpr std::string_view name = "\"access_token\":\"";
    const auto at = response.body.find(name);
    if (at == std::string::npos) return;
    const auto begin = at + name.size();
    tokens_.push_back(response.body.substr(begin, response.body.find('"', begin) - begin));
    auto& end = tokenEnds_[client];
    if (end.count() > 0 && end <= timetable_.now()) ++tokensOutlived_;
    end = timetable_.now() + server_.model().rules().tokenLife;
}

void Network::send(const Client& client, const rest::HttpRequest& request, Receive receive) {
    const std::string poll = request.method == "GET" ? client.name + " " + request.url : "";
    if (!poll.empty()) watch(poll);
    const auto number = exchanges_++;
    auto dice = SeededRandom::of(seed_, wireThing, number);
    beginAmid(client.moment);
    const Trouble fate = draw(number, request, dice);
    witness_(number, client, fate, request);
    Trip trip{request,
              client.name,
              poll,
              std::move(receive),
              milliseconds{dice.between(1, 200)},
              milliseconds{dice.between(1, 200)},
              std::max(request.timeout, milliseconds{1})};
    travel(fate, std::move(trip), dice);
}

void Network::travel(Trouble fate, Trip trip, SeededRandom& dice) {
    const auto giveUp = [&](Kind kind) {
        timetable_.after(trip.timeout,
                         [receive = trip.receive, kind] { receive(failure(kind, true)); });
    };
    const auto lateAfter = [&](milliseconds delay) {
        timetable_.after(delay, [this, request = trip.request] { workLate(request); });
    };
    const auto workAfter = [&](milliseconds delay) {
        timetable_.after(delay, [this, request = trip.request] { work(request, false); });
    };
    const auto refuse = [&](int status, bool done) {
        timetable_.after(trip.there, [this, trip, status, done] {
            if (done) work(trip.request, false);
            timetable_.after(trip.back, [receive = trip.receive, status] {
                receive(rest::HttpResponse{status, {}, status == 503 ? "" : "<html>Sorry</html>"});
            });
        });
    };
    const bool answers =
        fate == Trouble::none || fate == Trouble::twice || fate == Trouble::malformed;
    // An attempt's time-out may have been cut to the end of the till's patience.
    const bool tooSlow = trip.there + trip.back > trip.timeout;
    switch (answers && tooSlow ? Trouble::slowAnswer : fate) {
        case Trouble::noConnection:
            timetable_.after(milliseconds{dice.between(1, 5000)},
                             [receive = trip.receive] { receive(failure(Kind::connect, false)); });
            return;
        case Trouble::dark:
            travel(dice.chance(800) ? Trouble::noConnection : Trouble::lostBefore, std::move(trip),
                   dice);
            return;
        case Trouble::lostBefore:
            return giveUp(Kind::timeout);
        case Trouble::lostAfter:
        case Trouble::slowAnswer:
            workAfter(std::min(trip.there, trip.timeout));
            return giveUp(Kind::timeout);
        case Trouble::late:
            // Up to half an hour, as the driver reckons.
            lateAfter(trip.timeout +
                      milliseconds{dice.between(1, dice.chance(200) ? 1'750'000 : 600'000)});
            return giveUp(Kind::timeout);
        case Trouble::reordered:
            lateAfter(trip.timeout + milliseconds{dice.between(1, 3'000)});
            return giveUp(Kind::timeout);
        case Trouble::brokenOff:
            workAfter(trip.there);
            timetable_.after(std::min(trip.there + trip.back, trip.timeout),
                             [receive = trip.receive] { receive(failure(Kind::io, true)); });
            return;
        case Trouble::storm:
        case Trouble::serverError:
            return refuse(statusOf(dice.next()), fate == Trouble::storm && dice.chance(300));
        case Trouble::serverErrorAfter:
            return refuse(statusOf(dice.next()), true);
        case Trouble::tokenRefused:
            return refuse(401, false);
        case Trouble::somebodyElses:
            return refuse(200, false);
        default:
            return answer(trip, fate, dice.next());
    }
}

/// `how`: the body of a malformed answer, the delay of a duplicate.
void Network::answer(const Trip& trip, Trouble fate, std::uint64_t how) {
    timetable_.after(trip.there, [this, trip, fate, how] {
        const bool spoil = fate == Trouble::malformed;
        auto response = work(trip.request, !spoil);
        noteToken(trip.client, response);
        if (fate == Trouble::twice) {
            // Whoever passed on a definite no keeps no request: its twin is there at once.
            const auto longest = response.status >= 400 ? 1U : 600'000U;
            timetable_.after(milliseconds{how % longest},
                             [this, request = trip.request] { workLate(request); });
        }
        const std::string poll = spoil ? "" : trip.poll;  // nobody can obey what he cannot read
        if (spoil) response.body = spoiled(response.body, how);
        timetable_.after(trip.back,
                         [this, poll, receive = trip.receive, response = std::move(response)] {
                             learn(poll, response);
                             receive(response);
                         });
    });
}

}  // namespace mobilepay::simulation
