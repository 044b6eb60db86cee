#include "tests/simulation/world.h"

#include "tests/simulation/audit.h"
#include "tests/simulation/last_words.h"
#include "tests/simulation/secrets.h"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>

namespace mobilepay::simulation {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr std::uint64_t serverThing = 3;
/// Every lane has network at the end until the longest life of a late request that the driver
/// reckons with is over (30 minutes, and those of a repeat), and recovery has come once more.
constexpr milliseconds peaceLasts = minutes{100};

const simulator::World& startingWorld() {
    static const simulator::World world = simulator::defaultWorld();
    return world;
}

/// What the driver promises. In bad weather ten minutes are not ten minutes of network, and a
/// recovery that comes seldom needs longer.
milliseconds enoughNetwork(const Plan& plan) {
    const bool fair = plan.weather.troublePerMille <= 50;
    if (fair && plan.recoveryInterval <= minutes{1}) return minutes{10};
    const auto passes = fair ? 3 : 6;
    return minutes{10} + passes * plan.recoveryInterval;
}

std::string_view nameOf(lane::Verdict::Kind kind) {
    constexpr std::array<std::string_view, 13> names{"approved",      "approved, capture pending",
                                                     "declined",      "cancelled by the wallet",
                                                     "timed out",     "aborted",
                                                     "not sent",      "refused",
                                                     "not captured",  "stranger active",
                                                     "unknown",       "misconfigured",
                                                     "journal failed"};
    return names[static_cast<std::size_t>(kind)];
}

}  // namespace

World::World(const Plan& plan, bool narrate)
    : plan_(plan),
      narrate_(narrate),
      dice_(SeededRandom::of(plan.seed, serverThing)),
      server_(startingWorld(), plan.rules, dice_),
      network_(timetable_, server_, plan.seed, plan.weather,
               [this](std::uint64_t number, const Network::Client& client, Trouble fate,
                      const rest::HttpRequest& request) { met(number, client, fate, request); }) {}

Report World::play() {
    openTills();
    enterPlan();
    timetable_.runUntil(plan_.end + peaceLasts);
    const auto rows = readJournals();
    if (report_.violations.empty()) judge(rows);
    close(rows);
    return std::move(report_);
}

void World::openTills() {
    const simulator::Caller caller{startingWorld().integrators.front().id, "DK90000028"};
    const Machine::World around{timetable_,
                                network_,
                                server_,
                                heard_,
                                plan_.seed,
                                plan_.recoveryInterval,
                                plan_.end,
                                [this](Trouble trouble, Moment moment) {
                                    report_.troubles.note(trouble, moment);
                                    if (!narrate_) return;
                                    std::ostringstream line;
                                    line << timetable_.now().count() << " ms  " << nameOf(trouble)
                                         << " while " << nameOf(moment);
                                    report_.journal.push_back(line.str());
                                }};
    for (std::size_t i = 0; i < plan_.tills; ++i) {
        simulator::NewPointOfSale place;
        place.storeId = server_.model().allStores().front().id;
        place.merchantPosId = "T" + std::to_string(i);
        place.name = place.merchantPosId;
        place.supportedBeaconTypes = {"QR"};
        server_.model().advance(network_.serverTime());
        const auto made = server_.model().createPointOfSale(
            caller, core::IdempotencyKey("make-" + place.merchantPosId), place);
        tills_.push_back(
            std::make_unique<Machine>(around, i, std::get<core::PointOfSaleId>(made), undoes(i)));
    }
}

void World::enterPlan() {
    for (const auto& step : plan_.steps)
        timetable_.at(step.at, [this, &step] { tills_[step.till]->ask(step); });
    for (const auto& crash : plan_.crashes)
        timetable_.at(crash.at, [this, &crash] { tills_[crash.till]->crash(crash); });
    for (const auto& restart : plan_.restarts)
        timetable_.at(restart.at, [this, &restart] { tills_[restart.till]->restart(restart); });
    for (const auto& rival : plan_.rivals)
        timetable_.at(rival.at, [this, &rival] { tills_[rival.till]->rival(rival); });
    for (const auto& jump : plan_.jumps)
        timetable_.at(jump.at, [this, &jump] { tills_[jump.till]->jump(jump); });
    for (const auto& disk : plan_.disks) {
        timetable_.at(disk.from, [this, &disk] { tills_[disk.till]->diskTrouble(disk, true); });
        timetable_.at(disk.to, [this, &disk] { tills_[disk.till]->diskTrouble(disk, false); });
    }
    timetable_.at(plan_.end, [this] {
        for (auto& till : tills_)
            till->peace();
    });
}

void World::met(std::uint64_t number, const Network::Client& client, Trouble fate,
                const rest::HttpRequest& request) {
    if (fate != Trouble::none) report_.troubles.note(fate, client.moment);
    noteLookUp(request);
    if (fate == Trouble::none && client.moment == Moment::recoveryCapturing && network_.gleams())
        report_.horizons.note(Horizon::takenInGleam);
    for (auto& till : tills_)
        till->exchanges(client.name, client.moment);
    if (!narrate_) return;
    std::ostringstream line;
    line << timetable_.now().count() << " ms  exchange " << number << " of " << client.name << ", "
         << nameOf(client.moment) << " ("
         << simulator::endpointOf(request.method, simulator::parseTarget(request.url))
         << "): " << nameOf(fate);
    report_.journal.push_back(line.str());
}

/// By its order id a payment is looked for when its create cannot be repeated any more.
void World::noteLookUp(const rest::HttpRequest& request) {
    constexpr std::string_view filter = "orderId=";
    const auto at = request.url.find(filter);
    if (at == std::string::npos) return;
    const auto begin = at + filter.size();
    const auto order = request.url.substr(begin, request.url.find('&', begin) - begin);
    for (const auto& heard : heard_)
        if (heard.orderId.text() == order && timetable_.now() - heard.at >= plan_.rules.keyLife)
            return report_.horizons.note(Horizon::keyOver);
}

void World::noteHorizons(const std::vector<std::vector<journal::Record>>& rows) {
    auto& horizons = report_.horizons;
    horizons.note(Horizon::tokenOver, network_.tokensOutlived());
    std::set<std::string> toBeTaken;
    for (const auto& journal : rows)
        for (const auto& row : journal)
            if (row.decision == journal::Decision::capture) toBeTaken.insert(row.payment.text());
    for (const auto& payment : server_.model().allPayments())
        if (payment.state == simulator::PaymentState::expiredAndCancelled)
            horizons.note(toBeTaken.contains(payment.id.text()) ? Horizon::captureLapsed
                                                                : Horizon::reservationForgotten);
    for (const auto& refund : server_.model().allRefunds())
        if (refund.state == simulator::RefundState::expiredAndCaptured)
            horizons.note(Horizon::refundLapsed);
}

bool World::undoes(std::size_t till) const {
    return std::find(plan_.undoing.begin(), plan_.undoing.end(), till) != plan_.undoing.end();
}

std::vector<std::vector<journal::Record>> World::readJournals() {
    std::vector<std::vector<journal::Record>> rows;
    for (auto& till : tills_) {
        try {
            rows.push_back(till->rows());
        } catch (const std::exception& error) {
            report_.violations.push_back(std::string("a journal cannot be read at the end: ") +
                                         error.what());
        }
    }
    return rows;
}

void World::judge(const std::vector<std::vector<journal::Record>>& rows) {
    const auto dawn = network_.serverTime() - timetable_.now();
    const auto hadNetwork = [&](std::size_t till, core::WallTime from, core::WallTime to) {
        return network_.reachable({from - dawn, to - dawn}, enoughNetwork(plan_),
                                  tills_[till]->usable());
    };
    const auto add = [this](const std::vector<std::string>& more) {
        report_.violations.insert(report_.violations.end(), more.begin(), more.end());
    };
    add(audit(
        {server_, heard_, rows, hadNetwork, [this](std::size_t till) { return undoes(till); }}));
    add(network_.earlyPolls());
    for (const auto& till : tills_)
        add(till->violations());
    add(secretsFound(network_.tokens(), heard_, tills_));
}

void World::close(const std::vector<std::vector<journal::Record>>& rows) {
    report_.requests = heard_.size();
    report_.payments = server_.model().allPayments().size();
    noteHorizons(rows);
    report_.lived = timetable_.now();
    for (const auto& heard : heard_) {
        const std::string verdict = heard.result ? std::string(nameOf(heard.result->verdict.kind))
                                    : heard.refusal.empty() ? "heard nothing"
                                                            : "not accepted";
        ++report_.verdicts[verdict];
        if (narrate_) tell(heard, verdict);
    }
    if (narrate_) tell(rows);
    if (narrate_) tellServer();
}

void World::tell(const Heard& heard, const std::string& verdict) {
    std::ostringstream line;
    line << "till " << heard.till << " request " << heard.step->number << " at " << heard.at.count()
         << " ms, order " << heard.orderId.text() << ": " << verdict;
    if (heard.result)
        line << " " << heard.result->verdict.code << " " << heard.result->verdict.detail;
    report_.journal.push_back(line.str() + heard.refusal);
}

void World::tell(const std::vector<std::vector<journal::Record>>& rows) {
    for (std::size_t till = 0; till < rows.size(); ++till)
        for (const auto& row : rows[till]) {
            std::ostringstream line;
            line << "journal of till " << till << ": order " << row.orderId.text() << " decision "
                 << static_cast<int>(row.decision) << " outcome " << static_cast<int>(row.outcome)
                 << (row.handedOver ? ", handed over " : " ") << row.code << " " << row.detail;
            report_.journal.push_back(line.str());
        }
    for (const auto& till : tills_)
        for (const auto& complaint : till->complaints())
            report_.journal.push_back("till " + std::to_string(till->number()) +
                                      " complained: " + complaint);
}

void World::tellServer() {
    for (const auto& payment : server_.model().allPayments()) {
        std::ostringstream line;
        line << "server: order " << payment.orderId.text() << " payment " << payment.id.text()
             << ' ' << simulator::nameOf(payment.state) << " captured " << payment.capturedMinor
             << " refunded " << payment.refundedMinor;
        report_.journal.push_back(line.str());
    }
    for (const auto& refund : server_.model().allRefunds()) {
        std::ostringstream line;
        line << "server: refund order " << refund.orderId.text() << ' '
             << simulator::nameOf(refund.state) << ' ' << refund.amount.minor();
        report_.journal.push_back(line.str());
    }
}

Report run(const Plan& plan, bool narrate) {
    atSeed(plan.seed);
    try {
        return World(plan, narrate).play();
    } catch (const std::exception& error) {
        Report report;
        report.violations.push_back(std::string("an exception ended the run: ") + error.what());
        return report;
    }
}

}  // namespace mobilepay::simulation
