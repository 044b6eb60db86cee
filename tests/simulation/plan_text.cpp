#include "tests/simulation/plan.h"

#include <array>
#include <sstream>

namespace mobilepay::simulation {
namespace {

using std::chrono::milliseconds;

std::string_view nameOf(journal::Kind kind) {
    constexpr std::array<std::string_view, 6> names{"sale",          "pre-sale",  "completion",
                                                    "void pre-sale", "void sale", "refund"};
    return names[static_cast<std::size_t>(kind)];
}

std::string inSeconds(milliseconds time) {
    return std::to_string(time.count() / 1000) + '.' + std::to_string(time.count() / 100 % 10) +
           " s";
}

std::string story(const TillStep& s) {
    std::ostringstream out;
    out << "request " << s.number << ", " << nameOf(s.kind) << ' ' << s.minor
        << " minor units, time-out " << s.timeout.count() << " ms; the shopper would "
        << simulator::nameOf(s.shopper.deed) << " after " << s.shopper.checkInAfter.count() << " + "
        << s.shopper.answerAfter.count() << " ms";
    if (s.answersBesideTheEnd)
        out << ", but answers " << s.answersBesideTheEnd->count()
            << " ms after the till's patience ends";
    if (s.abortAfter) out << "; stopped after " << s.abortAfter->count() << " ms";
    if (s.sellsInstead) out << "; a sale, where nothing can be referred to";
    if (s.byOrderId) out << "; what it refers to is named by its order id";
    if (s.repeats > 0) out << "; repeated after an error up to " << s.repeats << " times";
    return out.str();
}

std::string story(const Crash& c) {
    std::ostringstream out;
    const bool atStep = c.how == Trouble::kill || c.how == Trouble::powerCut;
    out << nameOf(c.how) << " (number " << c.nth << " from then on" << (atStep ? ", steps" : "")
        << ')';
    out << ", back " << inSeconds(c.downFor) << " later";
    if (c.amid) out << ", amid " << nameOf(*c.amid);
    if (c.deadBattery) out << " with a dead battery";
    if (c.newerVersion) out << " after a visit of a newer build";
    return out.str();
}

std::string later(int steps) {
    return steps == 0 ? "" : std::to_string(steps) + " steps later: ";
}

std::string story(const Restart& r) {
    return later(r.steps) + "closed, opened again " + inSeconds(r.downFor) + " later" +
           (r.newerVersion ? " after a visit of a newer build" : "");
}

std::string story(const Rival& r) {
    return later(r.steps) + "another process wants the lane for " + inSeconds(r.stay) + ", waits " +
           inSeconds(r.patience) + " for it" + (r.killed ? ", and is killed" : "");
}

std::string story(const ClockJump& j) {
    return later(j.steps) + "its wall clock jumps by " + inSeconds(j.by);
}

std::string story(const DiskTrouble& d) {
    return std::string(nameOf(d.what)) + " until " + inSeconds(d.to) +
           (d.what == Trouble::diskFull && !d.everyWrite
                ? ""
                : ", from operation " + std::to_string(d.nth) + " on, " + std::to_string(d.times) +
                      " times" + (d.amid ? ", amid " + std::string(nameOf(*d.amid)) : ""));
}

milliseconds begin(const DiskTrouble& trouble) {
    return trouble.from;
}
template <class T>
milliseconds begin(const T& event) {
    return event.at;
}

template <class T>
void tell(std::ostream& out, const std::vector<T>& list) {
    for (const auto& event : list)
        out << "  " << inSeconds(begin(event)) << "  till " << event.till << ": " << story(event)
            << '\n';
}

}  // namespace

std::string Plan::text() const {
    std::ostringstream out;
    out << "seed " << seed << ", " << tills << " till(s), trouble on " << weather.troublePerMille
        << " of 1000 exchanges, recovery every " << inSeconds(recoveryInterval)
        << "; the server wants " << rules.pollDelayMin.count() << " to "
        << rules.pollDelayMax.count() << " ms between polls, settles refunds in "
        << rules.refundSettles.count() << " ms and will not pay " << rules.doomedRefunds
        << " of them, forgets a payment after " << inSeconds(rules.inactivity)
        << ", gives tokens for " << inSeconds(rules.tokenLife) << '\n';
    for (const auto till : undoing)
        out << "  till " << till << " undoes what was not heard of\n";
    tell(out, steps);
    tell(out, crashes);
    tell(out, restarts);
    tell(out, rivals);
    tell(out, jumps);
    tell(out, disks);
    for (const auto& d : weather.dark)
        out << "  " << inSeconds(d.from) << "  no network until " << inSeconds(d.to) << '\n';
    if (weather.darkAmid)
        out << "  the last of these begins with the first exchange " << nameOf(*weather.darkAmid)
            << '\n';
    if (weather.darkAmid && weather.gleam)
        out << "  and has light from " << inSeconds(weather.gleam->from) << " to "
            << inSeconds(weather.gleam->to) << " after its beginning\n";
    for (const auto& f : weather.frozen)
        out << "  " << inSeconds(f.from) << "  5xx to what changes something until "
            << inSeconds(f.to) << '\n';
    if (weather.frozenAmid)
        out << "  the last of these begins with the first exchange " << nameOf(*weather.frozenAmid)
            << '\n';
    for (const auto& s : weather.storms)
        out << "  " << inSeconds(s.from) << "  a storm of 5xx until " << inSeconds(s.to) << '\n';
    return out.str();
}

}  // namespace mobilepay::simulation
