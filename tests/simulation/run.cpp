#include "tests/simulation/run.h"

#include "tests/simulation/audit.h"
#include "tests/simulation/till.h"

#include <algorithm>
#include <functional>
#include <sstream>

namespace mobilepay::simulation {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr std::uint64_t serverThing = 3;

/// `POST /payments/{id}/capture`, without the parts that differ.
std::string callName(const rest::HttpRequest& request) {
    return simulator::endpointOf(request.method, simulator::parseTarget(request.url));
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

class World {
public:
    World(const Plan& plan, bool narrate)
        : plan_(plan),
          narrate_(narrate),
          dice_(Dice::of(plan.seed, serverThing)),
          server_(simulator::defaultWorld(), simulator::Rules{}, dice_),
          network_(
              timetable_, server_, plan.seed, plan.weather,
              [this](std::uint64_t number, const std::string& client, Fate fate,
                     const rest::HttpRequest& request) { met(number, client, fate, request); }) {}

    Report play() {
        openTills();
        enterPlan();
        timetable_.runUntil(plan_.end);
        // Peace: every lane has 15 minutes of network; then the longest life of a late request is
        // over as well.
        timetable_.runUntil(plan_.end + minutes{30});
        std::vector<std::vector<journal::Record>> rows;
        for (auto& till : tills_) {
            try {
                rows.push_back(till->rows());
            } catch (const std::exception& error) {
                report_.violations.push_back(std::string("a journal cannot be read at the end: ") +
                                             error.what());
            }
        }
        if (report_.violations.empty()) report_.violations = audit(server_, heard_, rows);
        for (const auto& early : network_.earlyPolls())
            report_.violations.push_back(early);
        close(rows);
        return std::move(report_);
    }

private:
    void openTills() {
        const simulator::Caller caller{server_.model().world().integrators.front().id,
                                       "DK90000028"};
        for (std::size_t i = 0; i < plan_.tills; ++i) {
            simulator::NewPointOfSale place;
            place.storeId = server_.model().allStores().front().id;
            place.merchantPosId = "T" + std::to_string(i);
            place.name = place.merchantPosId;
            place.supportedBeaconTypes = {"QR"};
            server_.model().advance(network_.serverTime());
            const auto made = server_.model().createPointOfSale(
                caller, core::IdempotencyKey("make-" + place.merchantPosId), place);
            const Till::Surroundings around{timetable_, network_,   server_,
                                            heard_,     plan_.seed, plan_.end};
            tills_.push_back(
                std::make_unique<Till>(around, i, std::get<core::PointOfSaleId>(made)));
        }
    }

    void enterPlan() {
        for (const auto& step : plan_.steps)
            timetable_.at(step.at, [this, &step] { tills_[step.till]->ask(step); });
        for (const auto& crash : plan_.crashes)
            timetable_.at(crash.at, [this, &crash] {
                auto& till = *tills_[crash.till];
                crash.afterWrites ? till.loseMainsAtWrite(*crash.afterWrites, crash.downFor)
                                  : till.loseMains(crash.downFor);
            });
        for (const auto& jump : plan_.jumps)
            timetable_.at(jump.at, [this, &jump] { tills_[jump.till]->jumpWallClock(jump.by); });
        for (const auto& disk : plan_.disks) {
            timetable_.at(disk.from,
                          [this, &disk] { tills_[disk.till]->diskTrouble(disk.full, true); });
            timetable_.at(disk.to,
                          [this, &disk] { tills_[disk.till]->diskTrouble(disk.full, false); });
        }
        // A crash that waits for a write must not wait for ever.
        for (std::size_t i = 0; i < tills_.size(); ++i)
            timetable_.at(plan_.end, [this, i] { tills_[i]->diskTrouble(false, false); });
    }

    void met(std::uint64_t number, const std::string& client, Fate fate,
             const rest::HttpRequest& request) {
        if (fate != Fate::fine) {
            ++report_.faults;
            ++report_.met[{fate, callName(request)}];
        }
        if (!narrate_) return;
        std::ostringstream line;
        line << timetable_.now().count() << " ms  exchange " << number << " of " << client << ", "
             << callName(request) << ": " << nameOf(fate);
        report_.journal.push_back(line.str());
    }

    void close(const std::vector<std::vector<journal::Record>>& rows) {
        report_.payments = server_.model().allPayments().size();
        report_.faults += plan_.crashes.size() + plan_.jumps.size() + plan_.disks.size() +
                          plan_.weather.dark.size();
        report_.lived = timetable_.now();
        report_.fates = network_.fates();
        for (const auto& heard : heard_) {
            const std::string verdict = heard.result
                                            ? std::string(nameOf(heard.result->verdict.kind))
                                        : heard.refusal.empty() ? "heard nothing"
                                                                : "not accepted";
            ++report_.verdicts[verdict];
            if (narrate_) tell(heard, verdict);
        }
        if (narrate_) tell(rows);
    }

    void tell(const Heard& heard, const std::string& verdict) {
        std::ostringstream line;
        line << "till " << heard.till << " request " << heard.step->number << " order "
             << heard.orderId.text() << ": " << verdict;
        if (heard.result)
            line << " " << heard.result->verdict.code << " " << heard.result->verdict.detail;
        report_.journal.push_back(line.str() + heard.refusal);
    }

    void tell(const std::vector<std::vector<journal::Record>>& rows) {
        for (std::size_t till = 0; till < rows.size(); ++till)
            for (const auto& row : rows[till])
                report_.journal.push_back(
                    "journal of till " + std::to_string(till) + ": order " + row.orderId.text() +
                    " decision " + std::to_string(static_cast<int>(row.decision)) + " outcome " +
                    std::to_string(static_cast<int>(row.outcome)) + " " + row.code + " " +
                    row.detail);
        for (const auto& payment : server_.model().allPayments())
            report_.journal.push_back("server: order " + payment.orderId.text() + " " +
                                      std::string(simulator::nameOf(payment.state)) + " captured " +
                                      std::to_string(payment.capturedMinor) + " refunded " +
                                      std::to_string(payment.refundedMinor));
        for (std::size_t till = 0; till < tills_.size(); ++till)
            for (const auto& complaint : tills_[till]->complaints())
                report_.journal.push_back("till " + std::to_string(till) +
                                          " complained: " + complaint);
    }

    const Plan& plan_;
    bool narrate_;
    Dice dice_;
    Timetable timetable_;
    simulator::Handler server_;
    Report report_;
    Network network_;
    std::vector<Heard> heard_;
    std::vector<std::unique_ptr<Till>> tills_;
};

/// Removes elements one by one as long as the plan still fails.
template <class T>
void thin(Plan& plan, std::vector<T> Plan::*list, const std::function<bool(const Plan&)>& fails) {
    for (std::size_t i = (plan.*list).size(); i-- > 0;) {
        Plan without = plan;
        (without.*list).erase((without.*list).begin() + static_cast<std::ptrdiff_t>(i));
        if (fails(without)) plan = std::move(without);
    }
}

}  // namespace

Report run(const Plan& plan, bool narrate) {
    return World(plan, narrate).play();
}

Plan shrink(const Plan& failing) {
    const auto fails = [](const Plan& plan) { return !run(plan).violations.empty(); };
    Plan plan = failing;
    thin(plan, &Plan::crashes, fails);
    thin(plan, &Plan::disks, fails);
    thin(plan, &Plan::jumps, fails);
    thin(plan, &Plan::steps, fails);
    Plan light = plan;
    light.weather.dark.clear();
    if (fails(light)) plan = light;
    // Calm the wire from the end: what remains are the exchanges that matter.
    for (std::uint64_t number = 2000; number-- > 0;) {
        if (number > 200 && number % 50 != 0) continue;
        Plan calmer = plan;
        const auto count = number > 200 ? 50U : 1U;
        for (std::uint64_t i = 0; i < count; ++i)
            calmer.weather.calm.insert(number + i);
        if (fails(calmer)) plan = std::move(calmer);
    }
    return plan;
}

}  // namespace mobilepay::simulation
