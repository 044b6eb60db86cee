#include "tests/simulation/network.h"

#include <algorithm>
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

}  // namespace

std::string_view nameOf(Fate fate) noexcept {
    constexpr std::array<std::string_view, fateCount> names{
        "fine",        "no connection", "lost before",        "lost after", "late",      "twice",
        "slow answer", "server error",  "server error after", "malformed",  "broken off"};
    return names[static_cast<std::size_t>(fate)];
}

Network::Network(Timetable& timetable, simulator::Handler& server, std::uint64_t seed,
                 Weather weather, Witness witness)
    : timetable_(timetable),
      server_(server),
      seed_(seed),
      weather_(std::move(weather)),
      witness_(std::move(witness)) {}

core::WallTime Network::serverTime() const {
    return dawn + timetable_.now();
}

Fate Network::draw(std::uint64_t number, Dice& dice) const {
    const auto now = timetable_.now();
    if (now >= weather_.peaceFrom) return Fate::fine;
    const bool dark = std::any_of(weather_.dark.begin(), weather_.dark.end(),
                                  [now](const Dark& d) { return d.from <= now && now < d.to; });
    if (dark) return dice.chance(800) ? Fate::noConnection : Fate::lostBefore;
    if (!dice.chance(weather_.troublePerMille) || weather_.calm.contains(number)) return Fate::fine;
    return static_cast<Fate>(dice.between(1, fateCount - 1));
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

void Network::learn(const std::string& poll, const rest::HttpResult& result) {
    const auto* response = std::get_if<rest::HttpResponse>(&result);
    constexpr std::string_view name = "\"pollDelayInMs\":";
    const auto at = response == nullptr ? std::string::npos : response->body.find(name);
    if (at != std::string::npos)
        pollsOpenAt_[poll] =
            timetable_.now() + milliseconds{std::stoll(response->body.substr(at + name.size()))};
}

void Network::send(const std::string& client, const rest::HttpRequest& request, Receive hear) {
    const std::string poll = request.method == "GET" ? client + " " + request.url : "";
    if (!poll.empty()) watch(poll);
    const Receive receive = [this, poll, hear = std::move(hear)](const rest::HttpResult& result) {
        if (!poll.empty()) learn(poll, result);
        hear(result);
    };
    const auto number = exchanges_++;
    auto dice = Dice::of(seed_, wireThing, number);
    const Fate fate = draw(number, dice);
    ++fates_[static_cast<std::size_t>(fate)];
    witness_(number, client, fate, request);

    // There and back together stay below every time-out; only a fate makes an answer late.
    const milliseconds there{dice.between(1, 200)};
    const milliseconds back{dice.between(1, 200)};
    const milliseconds timeout = std::max(request.timeout, milliseconds{1});
    const bool tooSlow =
        there + back >
        timeout;  // an attempt's time-out may have been cut to the end of the till's patience
    const auto giveUp = [&](Kind kind) {
        timetable_.after(timeout, [receive, kind] { receive(failure(kind, true)); });
    };
    const auto lateAfter = [&](milliseconds delay) {
        timetable_.after(delay, [this, request] { workLate(request); });
    };
    const auto workAfter = [&](milliseconds delay, bool heard) {
        timetable_.after(delay, [this, request, heard] { work(request, heard); });
    };
    const bool answers = fate == Fate::fine || fate == Fate::twice || fate == Fate::malformed;
    switch (answers && tooSlow ? Fate::slowAnswer : fate) {
        case Fate::noConnection:
            timetable_.after(milliseconds{dice.between(1, 5000)},
                             [receive] { receive(failure(Kind::connect, false)); });
            return;
        case Fate::lostBefore:
            return giveUp(Kind::timeout);
        case Fate::lostAfter:
        case Fate::slowAnswer:
            workAfter(std::min(there, timeout), false);
            return giveUp(Kind::timeout);
        case Fate::late:
            lateAfter(timeout + milliseconds{dice.between(1, 600'000)});
            return giveUp(Kind::timeout);
        case Fate::brokenOff:
            workAfter(there, false);
            timetable_.after(std::min(there + back, timeout),
                             [receive] { receive(failure(Kind::io, true)); });
            return;
        case Fate::serverError:
        case Fate::serverErrorAfter: {
            const bool done = fate == Fate::serverErrorAfter;
            timetable_.after(there, [this, request, receive, back, done] {
                if (done) work(request, false);
                timetable_.after(back, [receive] { receive(rest::HttpResponse{500, {}, ""}); });
            });
            return;
        }
        case Fate::twice:
            lateAfter(there + milliseconds{dice.between(1, 600'000)});
            break;
        case Fate::fine:
        case Fate::malformed:
            break;
    }
    const bool spoil = fate == Fate::malformed;
    timetable_.after(there, [this, request, receive, back, spoil] {
        auto response = work(request, !spoil);
        if (spoil) {
            response.body = "{\"status\":";
        }
        timetable_.after(back, [receive, response = std::move(response)] { receive(response); });
    });
}

}  // namespace mobilepay::simulation
