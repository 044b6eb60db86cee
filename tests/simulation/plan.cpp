#include "tests/simulation/plan.h"

#include "driver/lane/lane.h"

#include <algorithm>
#include <array>

namespace mobilepay::simulation {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

enum Thing : std::uint64_t {
    shape = 10,
    step = 11,
    crash = 12,
    jump = 13,
    disk = 14,
    dark = 15,
    storm = 16,
    restart = 17,
    rival = 18,
    wire = 19,
    server = 20,
    settings = 21,
    frost = 22,
    gleam = 23
};

constexpr milliseconds day{86'400'000};
constexpr milliseconds cancelReserve{3'000};

template <class T, std::size_t n>
const T& oneOf(SeededRandom& dice, const std::array<T, n>& list) {
    return list[static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(n) - 1))];
}

simulator::Script shopper(SeededRandom& dice, milliseconds timeout) {
    simulator::Script script;
    script.deed = dice.chance(750)   ? simulator::Deed::approve
                  : dice.chance(500) ? simulator::Deed::decline
                  : dice.chance(700) ? simulator::Deed::walkAway
                                     : simulator::Deed::absent;
    script.checkInAfter = milliseconds{dice.between(0, 4000)};
    // Most answer soon; some dawdle, some until just when the till's patience ends.
    const auto patience = timeout - cancelReserve - script.checkInAfter;
    if (dice.chance(700))
        script.answerAfter = milliseconds{dice.between(0, 5000)};
    else if (dice.chance(400))
        script.answerAfter =
            std::max(milliseconds{0}, patience + milliseconds{dice.between(-1500, 1500)});
    else
        script.answerAfter = milliseconds{
            dice.between(5000, std::max<std::int64_t>(8'000, 7 * timeout.count() / 6))};
    script.lastMoment = dice.chance(20);
    if (dice.chance(250))
        script.phone = "+4520031805";  // v10 Self Certification: partial capture is possible
    return script;
}

journal::Kind kindOf(SeededRandom& dice, int number) {
    using Kind = journal::Kind;
    if (number < 2) return dice.chance(600) ? Kind::sale : Kind::preSale;
    constexpr std::array<Kind, 13> kinds{
        Kind::sale,     Kind::sale,        Kind::sale,     Kind::preSale, Kind::completion,
        Kind::preSale,  Kind::completion,  Kind::voidSale, Kind::refund,  Kind::refund,
        Kind::voidSale, Kind::voidPreSale, Kind::refund};
    return oneOf(dice, kinds);
}

/// The whole of a plan's drawing.
class Drawing {
public:
    explicit Drawing(std::uint64_t seed) : dice_(SeededRandom::of(seed, Thing::shape)) {
        plan_.seed = seed;
        constexpr std::array<std::size_t, 8> tills{1, 1, 1, 1, 2, 2, 2, 3};
        plan_.tills = oneOf(dice_, tills);
        // Long spans let tokens, keys and reservations run out between two steps.
        span_ = minutes{10};
        if (dice_.chance(120)) span_ = hours{dice_.between(1, 60)};
        if (dice_.chance(20)) span_ = hours{dice_.between(24 * 7, 24 * 8)};
    }

    Plan plan() {
        rules();
        settings();
        steps();
        weather();
        machines();
        if (faultless())
            plan_.crashes.push_back(crash(SeededRandom::of(plan_.seed, Thing::crash, 99)));
        end();
        return std::move(plan_);
    }

private:
    std::size_t till(SeededRandom& dice) const {
        return static_cast<std::size_t>(
            dice.between(0, static_cast<std::int64_t>(plan_.tills) - 1));
    }
    milliseconds moment(SeededRandom& dice) const {
        return milliseconds{dice.between(0, span_.count())};
    }
    /// Beside something a till does, where it may do harm; else anywhere.
    milliseconds busyMoment(SeededRandom& dice) const {
        if (dice.chance(300)) return moment(dice);
        const auto last = static_cast<std::int64_t>(plan_.steps.size()) - 1;
        const auto& beside = plan_.steps[static_cast<std::size_t>(dice.between(0, last))];
        return beside.at + milliseconds{dice.between(0, 20'000)};
    }

    /// What MobilePay may change on any day: nobody may count on today's values.
    void rules() {
        using std::chrono::seconds;
        constexpr std::array<std::array<int, 2>, 5> pollDelays{
            {{1000, 1000}, {1000, 1000}, {200, 700}, {500, 4000}, {3000, 3000}}};
        auto dice = SeededRandom::of(plan_.seed, Thing::server);
        auto& rules = plan_.rules;
        const auto& delays = oneOf(dice, pollDelays);
        rules.pollDelayMin = milliseconds{delays[0]};
        rules.pollDelayMax = milliseconds{delays[1]};
        if (dice.chance(300)) rules.doomedRefunds = static_cast<int>(dice.between(1, 3));
        if (dice.chance(300)) rules.refundSettles = milliseconds{dice.between(0, 8'000)};
        if (dice.chance(200)) rules.inactivity = seconds{dice.between(20, 600)};
        if (dice.chance(200)) rules.tokenLife = seconds{dice.between(300, 3'700)};
    }

    void settings() {
        auto dice = SeededRandom::of(plan_.seed, Thing::settings);
        for (std::size_t i = 0; i < plan_.tills; ++i)
            if (dice.chance(200)) plan_.undoing.push_back(i);
    }

    /// Most of what happens to a machine happens amid its work.
    static int steps(SeededRandom& dice) { return static_cast<int>(dice.between(0, 25)); }

    void steps() {
        const auto count =
            static_cast<int>(dice_.chance(800) ? dice_.between(5, 8) : dice_.between(9, 14));
        std::vector<milliseconds> times;
        for (int i = 0; i < count; ++i)
            times.push_back(moment(dice_));
        std::sort(times.begin(), times.end());
        for (int i = 0; i < count; ++i)
            plan_.steps.push_back(drawStep(i, times[static_cast<std::size_t>(i)]));
    }

    TillStep drawStep(int number, milliseconds at) const {
        auto dice = SeededRandom::of(plan_.seed, Thing::step, static_cast<std::uint64_t>(number));
        TillStep step;
        step.number = number;
        step.till = till(dice);
        step.at = at;
        step.kind = kindOf(dice, number);
        step.minor = dice.between(1, 500'000);
        step.original = static_cast<std::size_t>(dice.between(0, 3));
        // Of a long wait each second is like the one before.
        step.timeout = milliseconds{dice.chance(650) ? dice.between(6'000, 16'000)
                                                     : dice.between(4'000, 60'000)};
        // A refund takes about a second.
        const bool refund =
            step.kind == journal::Kind::refund || step.kind == journal::Kind::voidSale;
        if (dice.chance(refund ? 400 : 150))
            step.abortAfter = milliseconds{dice.between(0, refund ? 1'500 : 20'000)};
        if (dice.chance(300)) step.repeats = static_cast<int>(dice.between(1, 2));
        step.shopper = shopper(dice, step.timeout);
        // From just when the till gives him up to just when its own time is over.
        if (dice.chance(60))
            step.answersBesideTheEnd = milliseconds{dice.between(-1, 1)} +
                                       (dice.chance(300) ? cancelReserve : milliseconds{0});
        step.byOrderId = dice.chance(300);
        step.sellsInstead = number < 5 && !lane::makesPayment(step.kind);
        return step;
    }

    void weather() {
        constexpr std::array<int, 4> levels{10, 50, 150, 350};
        plan_.weather.troublePerMille = oneOf(dice_, levels);
        plan_.weather.certain = static_cast<std::uint64_t>(dice_.between(0, 4));
        if (dice_.chance(300)) {
            const auto from = busyMoment(dice_);
            auto length = milliseconds{dice_.between(5'000, 600'000)};
            if (dice_.chance(100)) length = milliseconds{dice_.between(600'000, 4 * day.count())};
            if (dice_.chance(40)) {
                length = milliseconds{dice_.between(6 * day.count(), 9 * day.count())};
                if (dice_.chance(700)) nightfall(length);
            }
            // With a gleam from the first of those exchanges on: most stories have it.
            const auto earliest = plan_.weather.gleam ? milliseconds{0} : from;
            plan_.weather.dark.push_back({earliest, earliest + length});
        }
        auto freeze = SeededRandom::of(plan_.seed, Thing::frost);
        if (freeze.chance(150)) {
            const auto from = busyMoment(freeze);
            plan_.weather.frozen.push_back(
                {from, from + milliseconds{freeze.between(10'000, 900'000)}});
            if (freeze.chance(600)) frost(freeze);
        }
        auto own = SeededRandom::of(plan_.seed, Thing::storm);
        if (own.chance(200)) {
            const auto from = busyMoment(own);
            plan_.weather.storms.push_back(
                {from, from + milliseconds{own.between(10'000, 900'000)}});
        }
    }

    /// From the first change of a kind on; half of them are of kinds that few stories have.
    void frost(SeededRandom& dice) {
        constexpr std::array<Moment, 8> moments{Moment::voiding,          Moment::voiding,
                                                Moment::refundCancelling, Moment::completing,
                                                Moment::capturing,        Moment::cancelling,
                                                Moment::creating,         Moment::refundCapturing};
        plan_.weather.frozenAmid = oneOf(dice, moments);
        plan_.weather.frozen.back() = {
            {}, plan_.weather.frozen.back().to - plan_.weather.frozen.back().from};
    }

    /// Between what was decided and what is done about it. Some nights have ten minutes of light
    /// while reservations live, in fair weather and with the interval that ships: what a lane
    /// needs.
    void nightfall(milliseconds length) {
        constexpr std::array<Moment, 5> moments{Moment::capturing, Moment::capturing,
                                                Moment::completing, Moment::refundCapturing,
                                                Moment::refundCancelling};
        plan_.weather.darkAmid = oneOf(dice_, moments);
        auto own = SeededRandom::of(plan_.seed, Thing::gleam);
        if (!own.chance(600)) return;
        const auto last = own.chance(500) ? day / 2 : std::min(length, 7 * day) - day;
        const auto from = milliseconds{own.between(60'000, last.count())};
        plan_.weather.gleam = Span{from, from + milliseconds{own.between(600'000, 720'000)}};
        plan_.weather.troublePerMille = 10;
    }

    /// Any exchange: what is written after some answers is written seldom.
    static Moment exchange(SeededRandom& dice) {
        return static_cast<Moment>(dice.between(static_cast<std::int64_t>(Moment::token),
                                                static_cast<std::int64_t>(momentCount) - 1));
    }

    Crash crash(SeededRandom dice) const {
        constexpr std::array<Trouble, 10> ways{
            Trouble::kill,           Trouble::kill,           Trouble::kill,
            Trouble::kill,           Trouble::killAtWrite,    Trouble::killAtWrite,
            Trouble::powerCut,       Trouble::powerCutAtSync, Trouble::powerCutAtWrite,
            Trouble::powerCutAtWrite};
        Crash crash;
        crash.till = till(dice);
        crash.at = busyMoment(dice);
        crash.downFor = milliseconds{dice.chance(900) ? dice.between(1'000, 120'000)
                                                      : dice.between(120'000, 2 * day.count())};
        crash.how = oneOf(dice, ways);
        const bool atStep = crash.how == Trouble::kill || crash.how == Trouble::powerCut;
        crash.nth = atStep ? steps(dice) : static_cast<int>(dice.between(1, 30));
        crash.deadBattery = dice.chance(150);
        crash.newerVersion = dice.chance(50);
        if (!atStep && dice.chance(500)) {
            crash.amid = exchange(dice);
            crash.nth = static_cast<int>(dice.between(1, 3));
        }
        return crash;
    }

    DiskTrouble trouble(SeededRandom dice) const {
        constexpr std::array<Trouble, 5> kinds{Trouble::diskFull, Trouble::diskFull,
                                               Trouble::writeError, Trouble::tornWrite,
                                               Trouble::syncError};
        DiskTrouble trouble;
        trouble.till = till(dice);
        trouble.from = busyMoment(dice);
        trouble.to = trouble.from + milliseconds{dice.between(1'000, 600'000)};
        trouble.what = oneOf(dice, kinds);
        trouble.nth = static_cast<int>(dice.between(1, 12));
        trouble.times = dice.chance(500) ? 1 : dice.chance(500) ? 3 : 1'000'000;
        trouble.everyWrite = trouble.what == Trouble::diskFull && dice.chance(800);
        if ((trouble.what != Trouble::diskFull || trouble.everyWrite) && dice.chance(700)) {
            trouble.amid = exchange(dice);
            trouble.nth = static_cast<int>(dice.between(1, 2));
            trouble.to = trouble.from + milliseconds{dice.between(600'000, 1'800'000)};
        }
        return trouble;
    }

    template <class T, class Draw>
    void several(std::vector<T>& list, Thing thing, std::int64_t most, const Draw& draw) {
        const auto count = dice_.between(0, most);
        for (std::int64_t i = 0; i < count; ++i)
            list.push_back(
                draw(SeededRandom::of(plan_.seed, thing, static_cast<std::uint64_t>(i))));
    }

    void machines() {
        several(plan_.crashes, Thing::crash, 3, [this](SeededRandom dice) { return crash(dice); });
        if (dice_.chance(300))
            several(plan_.restarts, Thing::restart, 2, [this](SeededRandom dice) {
                return Restart{till(dice), busyMoment(dice),
                               milliseconds{dice.between(500, 60'000)}, dice.chance(200),
                               steps(dice)};
            });
        if (dice_.chance(250))
            several(plan_.rivals, Thing::rival, 2, [this](SeededRandom dice) {
                return Rival{till(dice),
                             busyMoment(dice),
                             milliseconds{dice.between(0, 60'000)},
                             milliseconds{dice.between(1'000, 120'000)},
                             dice.chance(400),
                             steps(dice)};
            });
        if (dice_.chance(250))
            several(plan_.jumps, Thing::jump, 2, [this](SeededRandom dice) {
                const auto far = dice.chance(500) ? 400 * day.count() : 2 * day.count();
                return ClockJump{till(dice), busyMoment(dice),
                                 milliseconds{dice.between(-far, far)}, steps(dice)};
            });
        if (dice_.chance(600))
            several(plan_.disks, Thing::disk, 3,
                    [this](SeededRandom dice) { return trouble(dice); });
    }

    bool faultless() const {
        return plan_.crashes.empty() && plan_.restarts.empty() && plan_.rivals.empty() &&
               plan_.jumps.empty();
    }

    void end() {
        plan_.end = span_ + minutes{2};
        const auto until = [this](milliseconds when) { plan_.end = std::max(plan_.end, when); };
        for (const auto* const list :
             {&plan_.weather.dark, &plan_.weather.storms, &plan_.weather.frozen})
            for (const auto& bad : *list)
                until(bad.to);
        if (plan_.weather.darkAmid)
            until(plan_.end + plan_.weather.dark.back().to - plan_.weather.dark.back().from);
        if (plan_.weather.frozenAmid) until(plan_.end + plan_.weather.frozen.back().to);
        for (const auto& c : plan_.crashes)
            until(c.at + c.downFor);
        for (const auto& r : plan_.restarts)
            until(r.at + r.downFor);
        for (const auto& r : plan_.rivals)
            until(r.at + r.patience + r.stay);
        for (const auto& d : plan_.disks)
            until(d.to);
        plan_.weather.peaceFrom = plan_.end;
        // A setting of the lane, 1 minute by default; a longer one makes long stories cheap to
        // tell.
        const auto cheap = plan_.weather.troublePerMille > 10 ? hours{3} : hours{6};
        plan_.recoveryInterval = plan_.weather.gleam     ? minutes{1}
                                 : plan_.end > hours{24} ? minutes{dice_.chance(750) ? 20 : 5}
                                 : plan_.end > cheap     ? minutes{5}
                                                         : minutes{1};
    }

    SeededRandom dice_;
    Plan plan_;
    milliseconds span_{};
};

}  // namespace

Plan Plan::of(std::uint64_t seed) {
    return Drawing(seed).plan();
}

}  // namespace mobilepay::simulation
