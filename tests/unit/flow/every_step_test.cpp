#include "tests/unit/flow/samples.h"
#include "tests/unit/flow/walk.h"
#include "tests/unit/flow/words.h"

#include <cstdlib>
#include <iostream>
#include <map>
#include <string>

#include <boost/test/data/test_case.hpp>

using namespace mobilepay;
using namespace mobilepay::flow;
namespace data = boost::unit_test::data;

namespace {

const std::vector<Course>& courses() {
    static const std::vector<Course> all = allCourses();
    return all;
}

auto eachCourse() {
    return data::xrange(courses().size());
}

/// So many transitions of each course half of the quick run's seeds have seen. Fewer are walks that
/// go less far, or a flow that waits for less: who knows why lowers the number. A new course gets a
/// line.
std::size_t leastOf(const Course& course) {
    static const std::map<std::string, std::size_t> least{
        {"sale", 265},
        {"sale, identity ours", 219},
        {"pre-sale", 219},
        {"completion", 111},
        {"partial completion", 111},
        {"void of a pre-sale", 108},
        {"void of a reserved sale", 108},
        {"void of a captured sale", 357},
        {"void in one step", 112},
        {"refund", 311},
        {"refund in one step", 112},
        {"settling a undecided sale", 200},
        {"settling a undecided sale, identity ours", 154},
        {"settling a undecided refund", 196},
        {"settling a undecided refund in one step", 6},
        {"settling a undecided sale, id known", 108},
        {"settling a undecided sale, identity ours, id known", 154},
        {"settling a undecided refund, id known", 104},
        {"settling a undecided refund in one step, id known", 6},
        {"settling a cancelled sale", 200},
        {"settling a cancelled sale, identity ours", 151},
        {"settling a cancelled refund", 196},
        {"settling a cancelled refund in one step", 3},
        {"settling a cancelled sale, id known", 105},
        {"settling a cancelled sale, identity ours, id known", 151},
        {"settling a cancelled refund, id known", 101},
        {"settling a cancelled refund in one step, id known", 3},
        {"settling a captured sale", 46},
        {"settling a captured sale, identity ours", 109},
        {"settling a captured refund", 46},
        {"settling a captured refund in one step", 52},
        {"settling a captured sale, id known", 109},
        {"settling a captured sale, identity ours, id known", 109},
        {"settling a captured refund, id known", 102},
        {"settling a captured refund in one step, id known", 52},
        {"settling a pre-sale", 200},
        {"settling a completion", 112},
        {"settling a void", 108},
    };
    const auto found = least.find(course.name);
    BOOST_REQUIRE_MESSAGE(found != least.end(), course.name << " has no least number");
    return found->second;
}

void requireFaultless(const Walk& walk) {
    BOOST_REQUIRE_MESSAGE(walk.broken().empty(), walk.story());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(whatever_happens_at_any_step)

BOOST_DATA_TEST_CASE(the_usual_course_keeps_every_rule, eachCourse(), index) {
    const Walk walk(courses()[index], {});
    requireFaultless(walk);
    BOOST_TEST(walk.over());
}

BOOST_DATA_TEST_CASE(one_surprise_keeps_every_rule, eachCourse(), index) {
    const Course& course = courses()[index];
    const std::size_t steps = Walk(course, {}).choices().size();
    std::size_t walks = 0;
    for (std::size_t at = 0; at < steps; ++at) {
        std::size_t options = Walk(course, {}).choices()[at];
        for (std::size_t choice = 1; choice < options; ++choice, ++walks)
            requireFaultless(Walk(course, {{at, choice}}));
    }
    BOOST_TEST_MESSAGE(course.name << ": " << steps << " steps, " << walks << " walks");
    BOOST_TEST(walks >= steps);
}

BOOST_DATA_TEST_CASE(a_stop_at_any_step_keeps_every_rule, eachCourse(), index) {
    const Course& course = courses()[index];
    const std::size_t steps = Walk(course, {}).choices().size();
    for (std::size_t at = 0; at <= steps; ++at) {
        const Walk walk(course, {}, at);
        requireFaultless(walk);
        const auto choices = walk.choices();
        for (std::size_t later = at; later < choices.size(); ++later)
            for (std::size_t choice = 1; choice < choices[later]; ++choice)
                requireFaultless(Walk(course, {{later, choice}}, at));
    }
}

BOOST_DATA_TEST_CASE(every_write_that_fails_keeps_every_rule, eachCourse(), index) {
    const Course& course = courses()[index];
    for (const bool phantom : {false, true})
        requireFaultless(Walk::withoutJournal(course, phantom));
}

BOOST_DATA_TEST_CASE(surprise_upon_surprise_keeps_every_rule, eachCourse(), index) {
    const Course& course = courses()[index];
    for (std::uint32_t seed = 1; seed <= 4'000; ++seed) {
        const Walk walk = Walk::atRandom(course, seed);
        BOOST_REQUIRE_MESSAGE(walk.broken().empty(), "seed " << seed << "\n" << walk.story());
    }
}

/// `installer/dev coverage` shows the line, and takes more seeds.
BOOST_AUTO_TEST_CASE(every_transition_of_every_flow_was_gone) {
    const char* const wanted = std::getenv("MOBILEPAY_FLOW_SEEDS");
    const auto enough = wanted == nullptr ? 50UL : std::stoul(wanted);
    std::size_t possible = 0;
    std::size_t reached = 0;
    for (const Course& course : courses()) {
        Atlas atlas;
        for (std::uint32_t seed = 1; seed <= enough; ++seed) {
            // Each way that led to something new is gone again, as long as more of it lies beside.
            std::vector<Walk::Trail> trails{{}};
            while (!trails.empty()) {
                const std::size_t before = atlas.reached();
                const Walk walk = Walk::exploring(course, seed, trails.back(), atlas);
                requireFaultless(walk);
                if (atlas.reached() == before)
                    trails.pop_back();
                else
                    trails.push_back(walk.trail());
            }
        }
        for (const std::string& transition : atlas.missed())
            BOOST_ERROR(course.name << " never went " << transition);
        BOOST_TEST(atlas.possible() >= leastOf(course),
                   course.name << " has only " << atlas.possible() << " transitions");
        possible += atlas.possible();
        reached += atlas.reached();
    }
    std::cout << "transitions of the flows: " << reached << " of " << possible << " were gone\n";
    BOOST_TEST(possible > courses().size());
}

BOOST_AUTO_TEST_SUITE_END()
