#include "tests/simulation/run.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <sstream>
#include <utility>

namespace mobilepay::simulation {
namespace {

using Fails = std::function<bool(const Plan&)>;

/// Removes elements one by one as long as the plan still fails.
template <class T, class ListOf>
void thin(Plan& plan, const ListOf& listOf, const Fails& fails) {
    for (std::size_t i = listOf(plan).size(); i-- > 0;) {
        Plan without = plan;
        std::vector<T>& list = listOf(without);
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
        if (fails(without)) plan = std::move(without);
    }
}

template <class T>
void thin(Plan& plan, std::vector<T> Plan::*list, const Fails& fails) {
    thin<T>(
        plan, [list](Plan& p) -> std::vector<T>& { return p.*list; }, fails);
}

/// One pass over everything that happens. What was left out later may have been what an earlier
/// thing was needed for: the caller goes round until nothing more can go.
void thinAll(Plan& plan, const Fails& fails) {
    thin(plan, &Plan::crashes, fails);
    thin(plan, &Plan::restarts, fails);
    thin(plan, &Plan::rivals, fails);
    thin(plan, &Plan::disks, fails);
    thin(plan, &Plan::jumps, fails);
    thin(plan, &Plan::steps, fails);
    thin<Span>(
        plan, [](Plan& p) -> std::vector<Span>& { return p.weather.dark; }, fails);
    thin<Span>(
        plan, [](Plan& p) -> std::vector<Span>& { return p.weather.storms; }, fails);
    thin<Span>(
        plan, [](Plan& p) -> std::vector<Span>& { return p.weather.frozen; }, fails);
}

/// Calms the wire from the end: what remains are the exchanges that matter.
void calm(Plan& plan, const Fails& fails) {
    for (std::uint64_t number = 2000; number-- > 0;) {
        if (number > 200 && number % 50 != 0) continue;
        Plan calmer = plan;
        const auto count = number > 200 ? 50U : 1U;
        for (std::uint64_t i = 0; i < count; ++i)
            calmer.weather.calm.insert(number + i);
        if (fails(calmer)) plan = std::move(calmer);
    }
}

}  // namespace

std::size_t eventsOf(const Plan& plan) {
    return plan.crashes.size() + plan.restarts.size() + plan.rivals.size() + plan.disks.size() +
           plan.jumps.size() + plan.steps.size() + plan.weather.dark.size() +
           plan.weather.storms.size() + plan.weather.frozen.size();
}

std::string kindOf(const std::string& violation) {
    const auto isDigit = [](unsigned char c) { return std::isdigit(c) != 0; };
    std::istringstream words(violation);
    std::string kind;
    for (std::string word; words >> word;)
        if (std::none_of(word.begin(), word.end(), isDigit)) kind += word + ' ';
    return kind;
}

Plan shrink(const Plan& failing) {
    const auto found = run(failing).violations;
    if (found.empty()) return failing;
    const Fails fails = [kind = kindOf(found.front())](const Plan& plan) {
        const auto violations = run(plan).violations;
        return std::any_of(violations.begin(), violations.end(),
                           [&kind](const std::string& text) { return kindOf(text) == kind; });
    };
    Plan plan = failing;
    for (std::size_t before = 0; before != eventsOf(plan);) {
        before = eventsOf(plan);
        thinAll(plan, fails);
    }
    calm(plan, fails);
    return plan;
}

}  // namespace mobilepay::simulation
