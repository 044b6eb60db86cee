#include "tests/unit/lane/counterpart.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using lane::Verdict;
using lane_tests::Counterpart;

namespace {

bool isCreate(const rest::HttpRequest& request) {
    return request.method == "POST" && request.url.ends_with("/payments");
}

}  // namespace

// What is promised knows the server's time, so that its age can be told after any break.
BOOST_FIXTURE_TEST_SUITE(server_time, Counterpart)

BOOST_AUTO_TEST_CASE(no_payment_is_promised_before_the_servers_time_is_known) {
    serverKnown = false;
    bool asked = false;
    const auto sold = call(sale(1250), [&](const rest::HttpRequest& request) {
        if (isCreate(request)) BOOST_TEST(asked);
        asked = asked || request.url.find("/pointofsales/") != std::string::npos;
        return true;
    });
    BOOST_TEST((sold.verdict.kind == Verdict::Kind::approved));
    BOOST_TEST(journal->find(sold.verdict.orderId)->serverTimeKnown);
    BOOST_TEST(asked);
}

BOOST_AUTO_TEST_CASE(a_time_that_is_known_is_not_asked_for) {
    call(sale(1250), [](const rest::HttpRequest& request) {
        BOOST_TEST((request.url.find("/pointofsales/") == std::string::npos));
        return true;
    });
}

BOOST_AUTO_TEST_CASE(a_server_that_does_not_tell_its_time_is_sent_nothing) {
    serverKnown = false;
    const auto result = call(sale(1250), [](const rest::HttpRequest&) { return false; });
    BOOST_TEST((result.verdict.kind == Verdict::Kind::notSent));
    BOOST_TEST(result.verdict.code == "NOT_SENT");
    BOOST_TEST(journal->notHandedOver().empty());  // no row at all
}

// Found by the simulation (seed 87871): the payment was made without knowing when, and 36 hours
// later once more.
BOOST_AUTO_TEST_CASE(a_no_of_the_token_endpoint_tells_no_time) {
    serverKnown = false;
    noRights = true;
    const auto result = call(sale(1250));
    BOOST_TEST((result.verdict.kind == Verdict::Kind::misconfigured));
    BOOST_TEST(result.verdict.code == "CREDENTIALS");
    BOOST_TEST(result.verdict.detail.starts_with("nothing was sent"));
    BOOST_TEST(journal->notHandedOver().empty());  // no row at all
}

BOOST_AUTO_TEST_CASE(a_sale_stopped_while_the_time_is_asked_for_is_aborted) {
    serverKnown = false;
    lane::TillCall stopped(bench(), sale(1250), place);
    run(stopped, [&](const rest::HttpRequest&) {
        (void)stopped.abort(now());
        return true;
    });
    BOOST_TEST((stopped.result(now()).verdict.kind == Verdict::Kind::aborted));
    BOOST_TEST(server.model().allPayments().empty());
}

BOOST_AUTO_TEST_SUITE_END()
