#include "tests/simulation/plan.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace mobilepay::simulation {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

enum Thing : std::uint64_t { shape = 10, step = 11, crash = 12, jump = 13, disk = 14, dark = 15 };

simulator::Script shopper(Dice& dice) {
    simulator::Script script;
    script.deed = dice.chance(700)   ? simulator::Deed::approve
                  : dice.chance(500) ? simulator::Deed::decline
                  : dice.chance(700) ? simulator::Deed::walkAway
                                     : simulator::Deed::absent;
    script.checkInAfter = milliseconds{dice.between(0, 4000)};
    // Most answer soon; some dawdle to about when the till's patience ends.
    script.answerAfter =
        milliseconds{dice.chance(700) ? dice.between(0, 5000) : dice.between(5000, 70'000)};
    script.lastMoment = dice.chance(20);
    if (dice.chance(200))
        script.phone = "+4520031805";  // v10 Self Certification: partial capture is possible
    return script;
}

TillStep drawStep(std::uint64_t seed, int number, std::size_t tills, milliseconds span) {
    auto dice = Dice::of(seed, Thing::step, static_cast<std::uint64_t>(number));
    using Kind = journal::Kind;
    constexpr std::array<Kind, 12> kinds{Kind::sale,       Kind::sale,        Kind::sale,
                                         Kind::sale,       Kind::preSale,     Kind::preSale,
                                         Kind::completion, Kind::voidPreSale, Kind::voidSale,
                                         Kind::refund,     Kind::refund,      Kind::voidSale};
    TillStep step;
    step.number = number;
    step.till = static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(tills) - 1));
    step.at = milliseconds{dice.between(0, span.count())};
    step.kind = kinds[static_cast<std::size_t>(dice.between(0, kinds.size() - 1))];
    step.minor = dice.between(1, 500'000);
    step.original = static_cast<std::size_t>(dice.between(0, 3));
    step.timeout = milliseconds{dice.between(4'000, 60'000)};
    if (dice.chance(150)) step.abortAfter = milliseconds{dice.between(0, 20'000)};
    step.shopper = shopper(dice);
    return step;
}

void drawCrashes(Plan& plan, Dice& dice, milliseconds span) {
    const auto count = dice.between(0, 3);
    for (std::int64_t i = 0; i < count; ++i) {
        auto own = Dice::of(plan.seed, Thing::crash, static_cast<std::uint64_t>(i));
        Crash crash;
        crash.till =
            static_cast<std::size_t>(own.between(0, static_cast<std::int64_t>(plan.tills) - 1));
        crash.at = milliseconds{own.between(0, span.count())};
        crash.downFor = milliseconds{own.chance(900) ? own.between(1'000, 120'000)
                                                     : own.between(120'000, 172'800'000)};
        if (own.chance(600)) crash.afterWrites = static_cast<int>(own.between(1, 60));
        plan.crashes.push_back(crash);
    }
}

void drawTrouble(Plan& plan, Dice& dice, milliseconds span) {
    constexpr std::array<int, 4> levels{10, 50, 150, 350};
    plan.weather.troublePerMille =
        levels[static_cast<std::size_t>(dice.between(0, levels.size() - 1))];
    if (dice.chance(300)) {
        const milliseconds from{dice.between(0, span.count())};
        const auto length = dice.chance(800) ? dice.between(5'000, 600'000)
                                             : dice.between(600'000, 4 * 86'400'000LL);
        plan.weather.dark.push_back({from, from + milliseconds{length}});
    }
    if (dice.chance(200))
        plan.jumps.push_back(
            {static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(plan.tills) - 1)),
             milliseconds{dice.between(0, span.count())},
             milliseconds{dice.between(-400LL * 86'400'000, 400LL * 86'400'000)}});
    if (dice.chance(200)) {
        const milliseconds from{dice.between(0, span.count())};
        plan.disks.push_back(
            {static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(plan.tills) - 1)),
             from, from + milliseconds{dice.between(1'000, 300'000)}, dice.chance(500)});
    }
}

std::string_view nameOf(journal::Kind kind) {
    constexpr std::array<std::string_view, 6> names{"sale",          "pre-sale",  "completion",
                                                    "void pre-sale", "void sale", "refund"};
    return names[static_cast<std::size_t>(kind)];
}

}  // namespace

Plan Plan::of(std::uint64_t seed) {
    auto dice = Dice::of(seed, Thing::shape);
    Plan plan;
    plan.seed = seed;
    plan.tills = static_cast<std::size_t>(dice.between(1, 3));
    const auto steps = dice.between(5, 12);
    // Long spans let keys, reservations and tokens run out between two steps.
    const milliseconds span =
        dice.chance(800) ? milliseconds{minutes{10}} : milliseconds{hours{dice.between(1, 60)}};
    for (int i = 0; i < steps; ++i)
        plan.steps.push_back(drawStep(seed, i, plan.tills, span));
    std::stable_sort(plan.steps.begin(), plan.steps.end(),
                     [](const TillStep& a, const TillStep& b) { return a.at < b.at; });
    drawCrashes(plan, dice, span);
    drawTrouble(plan, dice, span);
    plan.end = span + minutes{2};
    for (const auto& d : plan.weather.dark)
        plan.end = std::max(plan.end, d.to);
    for (const auto& c : plan.crashes)
        plan.end = std::max(plan.end, c.at + c.downFor);
    for (const auto& d : plan.disks)
        plan.end = std::max(plan.end, d.to);
    plan.weather.peaceFrom = plan.end;
    return plan;
}

std::string Plan::text() const {
    std::ostringstream out;
    const auto at = [&out](milliseconds when) -> std::ostream& {
        return out << "  " << when.count() / 1000 << '.' << (when.count() / 100) % 10 << " s  ";
    };
    out << "seed " << seed << ", " << tills << " till(s), trouble on " << weather.troublePerMille
        << " of 1000 exchanges\n";
    for (const auto& s : steps) {
        at(s.at) << "till " << s.till << ": request " << s.number << ", " << nameOf(s.kind) << ' '
                 << s.minor << " minor units, time-out " << s.timeout.count()
                 << " ms; the shopper would " << simulator::nameOf(s.shopper.deed) << " after "
                 << s.shopper.checkInAfter.count() << " + " << s.shopper.answerAfter.count()
                 << " ms";
        if (s.abortAfter) out << "; stopped after " << s.abortAfter->count() << " ms";
        out << '\n';
    }
    for (const auto& c : crashes) {
        at(c.at) << "till " << c.till << " loses power";
        if (c.afterWrites) out << " at disk write " << *c.afterWrites << " from then on";
        out << ", back " << c.downFor.count() / 1000 << " s later\n";
    }
    for (const auto& j : jumps)
        at(j.at) << "till " << j.till << ": its wall clock jumps by " << j.by.count() / 1000
                 << " s\n";
    for (const auto& d : disks)
        at(d.from) << "till " << d.till << ": its disk " << (d.full ? "is full" : "fails")
                   << " until " << d.to.count() / 1000 << " s\n";
    for (const auto& d : weather.dark)
        at(d.from) << "no network until " << d.to.count() / 1000 << " s\n";
    return out.str();
}

}  // namespace mobilepay::simulation
