// Runs the cases: the driver over real HTTPS against the simulator, each case a test of its name.
#include "tests/certification/case.h"
#include "tests/certification/client.h"
#include "tests/certification/report.h"
#include "tests/certification/server_side.h"

#include <algorithm>
#include <iterator>

#include <boost/test/results_collector.hpp>
#include <boost/test/unit_test.hpp>

namespace mobilepay::certification {
namespace {

Report& report() {
    static Report only;
    return only;
}

/// Repeats of a creating call carry the same key and the same bytes.
void expectSameCall(const std::vector<Seen>& calls) {
    for (const auto& call : calls) {
        BOOST_TEST(call.key == calls.front().key);
        BOOST_TEST(call.body == calls.front().body);
        BOOST_TEST(call.path == calls.front().path);
    }
}

void perform(const Step& step, Client& client, ServerSide& server) {
    std::string result = "done";
    if (!step.endpoint.empty()) server.plan(step.endpoint, step.troubles);
    if (step.deed == Deed::revokeTokens) {
        server.revokeTokens();
    } else {
        result = client.perform(step.deed);
    }
    const auto calls = server.calls();
    report().step(step, calls, result);
    BOOST_TEST(result == step.expected, wordsOf(step.deed));
    std::vector<Seen> counted;
    std::copy_if(calls.begin(), calls.end(), std::back_inserter(counted),
                 [&](const Seen& call) { return isAt(call, step.endpoint); });
    if (step.requests) BOOST_TEST(counted.size() == *step.requests, wordsOf(step.deed));
    if (!step.troubles.empty()) expectSameCall(counted);
}

void run(std::string_view section, const Case& one) {
    ServerSide server;
    server.sendShopper(one.shopper);
    Client client(server.url(), server.ca());
    report().beginCase(section, one.name);
    for (const auto& step : one.steps)
        perform(step, client, server);
    const std::string state = server.state();
    BOOST_TEST(state == one.server);
    BOOST_TEST(server.earlyPolls() == 0U);
    const auto id = boost::unit_test::framework::current_test_case_id();
    report().endCase(state,
                     boost::unit_test::results_collector.results(id).p_assertions_failed == 0);
}

/// A test case of each case, named as it is.
bool enrol(const Section& section) {
    auto* suite = BOOST_TEST_SUITE(std::string{section.name});
    for (const Case& one : section.cases) {
        suite->add(boost::unit_test::make_test_case(
            [name = std::string{section.name}, one] { run(name, one); }, std::string{one.name},
            __FILE__, __LINE__));
    }
    boost::unit_test::framework::master_test_suite().add(suite);
    return true;
}

const bool enrolled = enrol(onboarding()) && enrol(payments());

}  // namespace
}  // namespace mobilepay::certification
