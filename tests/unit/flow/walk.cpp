#include "tests/unit/flow/walk.h"

#include "tests/unit/flow/answers.h"
#include "tests/unit/flow/samples.h"
#include "tests/unit/flow/words.h"

#include <algorithm>
#include <cstdlib>
#include <random>
#include <utility>

namespace mobilepay::flow {
namespace {

using namespace samples;

constexpr std::size_t endless = 600;

}  // namespace

Walk::Walk(const Course& course)
    : course_(course),
      witness_(course.terms, course.traits, course.row),
      flow_(course.make()),
      now_(samples::start()) {}

Walk::Walk(const Course& course, Surprises surprises, std::optional<std::size_t> stopAt)
    : Walk(course) {
    run(
        [&](std::size_t at, std::size_t) {
            const auto found = surprises.find(at);
            return found == surprises.end() ? 0 : found->second;
        },
        [&](std::size_t at) { return at == stopAt; });
}

Walk Walk::withoutJournal(const Course& course, bool phantom) {
    Walk walk(course);
    walk.run(
        [&](std::size_t at, std::size_t options) {
            const bool write = options <= 3;
            return write && at > 0 ? std::min<std::size_t>(options - 1, phantom ? 2 : 1) : 0;
        },
        [](std::size_t) { return false; });
    return walk;
}

Walk Walk::atRandom(const Course& course, std::uint32_t seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::size_t limit) { return random() % limit; };
    const std::size_t calm = 1 + below(6);  // how seldom something unusual happens
    Walk walk(course);
    walk.run(
        [&](std::size_t, std::size_t options) -> std::size_t {
            return below(calm + 1) == 0 ? below(options) : 0;
        },
        [&](std::size_t) { return below(12) == 0; });
    return walk;
}

Walk Walk::exploring(const Course& course, std::uint32_t seed, const Trail& trail, Atlas& atlas) {
    std::mt19937 random(seed);
    const auto below = [&](std::size_t limit) { return random() % limit; };
    const std::size_t calm = 1 + below(6);
    Walk walk(course);
    walk.atlas_ = &atlas;
    walk.run(
        [&](std::size_t at, std::size_t options) -> std::size_t {
            if (const auto fresh = walk.unexplored(options)) return *fresh;
            if (at < trail.size()) return trail[at].choice;
            return below(calm + 1) == 0 ? below(options) : 0;
        },
        [&](std::size_t at) {
            const auto state = Atlas::stateOf(walk.witness_.pending());
            if (!atlas.gone(state, nameOf(Event{AbortRequested{}}))) return true;
            return at < trail.size() ? trail[at].stopped : below(12) == 0;
        });
    walk.atlas_ = nullptr;
    return walk;
}

void Walk::pass(core::Milliseconds by) {
    now_.mono = now_.mono + by;
    now_.wall = now_.wall + by;
    now_.server = now_.server + by;
}

void Walk::step(const Event& event) {
    lines_.push_back(std::to_string((now_.mono - samples::start().mono).count()) + " ms " +
                     nameOf(event) + " →");
    witness_.sees(now_, event);
    const Actions actions = flow_->step(now_, event);
    for (const Action& action : actions)
        lines_.back() += " " + nameOf(action);
    witness_.sees(now_, actions);
}

/// The lists are long: each is made once.
const std::vector<wallet::Answer>& Walk::answers(const wallet::Call& call) const {
    static std::map<std::string, std::vector<wallet::Answer>> known;
    const bool voids = course_.name.starts_with("void");
    std::string name = course_.name + nameOf(call);
    if (const auto* find = std::get_if<wallet::FindPayments>(&call)) name += find->orderId.text();
    if (const auto* query = std::get_if<wallet::QueryPayment>(&call))
        name += query->payment.text() + (query->poll ? "poll" : "");
    if (const auto* query = std::get_if<wallet::QueryRefund>(&call)) name += query->refund.text();
    const auto [found, added] = known.try_emplace(name);
    if (added) found->second = answersTo(call, course_, voids ? refundOrderId : samples::orderId);
    return found->second;
}

std::size_t Walk::options() const {
    const Action& pending = witness_.pending();
    if (std::holds_alternative<WaitUntil>(pending)) return 2;
    if (const auto* request = std::get_if<Request>(&pending))
        return answers(request->call).size() + 2;
    return witness_.replies().size();
}

std::optional<std::size_t> Walk::unexplored(std::size_t options) const {
    const auto state = Atlas::stateOf(witness_.pending());
    for (std::size_t choice = 0; choice < options; ++choice)
        if (!atlas_->gone(state, nameOf(happening(choice).event))) return choice;
    return std::nullopt;
}

Walk::Happening Walk::happening(std::size_t choice) const {
    const Action& pending = witness_.pending();
    if (const auto* wait = std::get_if<WaitUntil>(&pending))
        return {Due{}, wait->when - now_.mono + (choice == 0 ? Milliseconds{0} : timeout)};
    if (const auto* request = std::get_if<Request>(&pending)) {
        const auto& all = answers(request->call);
        if (choice < all.size()) return {Answered{all[choice]}, Milliseconds{20}};
        return {Answered{all.front()}, choice == all.size() ? timeout - reserve : timeout * 2};
    }
    const Witness::Reply reply = witness_.replies()[choice];
    return {reply.event, Milliseconds{1}, reply.phantom};
}

std::string Walk::chart() const {
    std::string state = Atlas::stateOf(witness_.pending());
    const bool asks = std::holds_alternative<Request>(witness_.pending());
    // The lists of answers are long, and the same whenever that call is made.
    if (asks && !atlas_->isNew(state, options())) return state;
    atlas_->mayHappen(state, nameOf(Event{AbortRequested{}}));
    for (std::size_t choice = 0; choice < options(); ++choice)
        atlas_->mayHappen(state, nameOf(happening(choice).event));
    return state;
}

void Walk::run(const Chooser& choose, const std::function<bool(std::size_t)>& stops) {
    step(Started{});
    for (std::size_t at = 0; !witness_.over() && witness_.broken().empty(); ++at) {
        if (at == endless) {
            lines_.emplace_back("and so on without end");
            std::abort();
        }
        std::string state = atlas_ ? chart() : std::string();
        trail_.push_back({stops(at), 0});
        if (trail_.back().stopped) {
            pass(Milliseconds{1});
            if (atlas_) atlas_->happened(state, nameOf(Event{AbortRequested{}}));
            step(AbortRequested{});
            if (witness_.over()) return;
            if (atlas_) state = chart();
        }
        choices_.push_back(options());
        trail_.back().choice = std::min(choose(at, choices_.back()), choices_.back() - 1);
        const Happening chosen = happening(trail_.back().choice);
        pass(chosen.took);
        if (chosen.phantom) witness_.writeAnyway();
        if (atlas_) atlas_->happened(state, nameOf(chosen.event));
        step(chosen.event);
    }
}

std::string Walk::story() const {
    std::string text = course_.name + ":\n";
    for (const std::string& line : lines_)
        text += "  " + line + "\n";
    for (const std::string& rule : witness_.broken())
        text += "  broken: " + rule + "\n";
    return text;
}

std::vector<Course> allCourses() {
    using journal::Decision;
    using journal::Kind;
    std::vector<Course> all;
    const auto live = [&](std::string name, auto make, const wallet::Traits& traits,
                          PaymentStatus original = PaymentStatus::reserved) {
        all.push_back({std::move(name), make, terms(traits), traits, {}, original});
    };
    live(
        "sale", [] { return sale(); }, v10());
    live(
        "sale, identity ours", [] { return sale(ePayment()); }, ePayment());
    live(
        "pre-sale", [] { return preSale(); }, v10());
    live(
        "completion", [] { return completion(); }, v10());
    live(
        "partial completion", [] { return completion(dkk(6'000)); }, v10());
    live(
        "void of a pre-sale", [] { return voiding(Voided::preSale); }, v10());
    live(
        "void of a reserved sale", [] { return voiding(Voided::sale); }, v10());
    live(
        "void of a captured sale", [] { return voiding(Voided::sale); }, v10(),
        PaymentStatus::captured);
    live(
        "void in one step", [] { return voiding(Voided::sale, voidOrder(), ePayment()); },
        ePayment(), PaymentStatus::captured);
    live(
        "refund", [] { return refunding(); }, v10(), PaymentStatus::captured);
    live(
        "refund in one step", [] { return refunding(ePayment()); }, ePayment(),
        PaymentStatus::captured);
    const auto settle = [&](std::string name, journal::Record kept, const wallet::Traits& traits) {
        all.push_back({std::move(name), [=] { return settlement(kept, traits); }, std::nullopt,
                       traits, kept, PaymentStatus::reserved});
    };
    for (const auto decision : {Decision::none, Decision::cancel, Decision::capture}) {
        const std::string word = decision == Decision::none     ? "undecided "
                                 : decision == Decision::cancel ? "cancelled "
                                                                : "captured ";
        for (const bool known : {false, true}) {
            journal::Record kept = row(Kind::sale, decision);
            if (known) kept.payment = payment;
            const std::string which = known ? ", id known" : "";
            settle("settling a " + word + "sale" + which, kept, v10());
            settle("settling a " + word + "sale, identity ours" + which, kept, ePayment());
            kept = row(Kind::refund, decision);
            if (known) kept.refund = refund;
            settle("settling a " + word + "refund" + which, kept, v10());
            settle("settling a " + word + "refund in one step" + which, kept, ePayment());
        }
    }
    settle("settling a pre-sale", row(Kind::preSale), v10());
    settle("settling a completion", row(Kind::completion, Decision::capture), v10());
    settle("settling a void", row(Kind::voidSale, Decision::cancel), v10());
    return all;
}

}  // namespace mobilepay::flow
