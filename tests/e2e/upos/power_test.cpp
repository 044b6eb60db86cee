// Power reporting against a server that really goes away and comes back.
#include "tests/e2e/upos/server_side.h"
#include "tests/unit/upos/till.h"

#include <chrono>
#include <thread>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using test::Till;
namespace power = unifiedpos::power;
namespace result = unifiedpos::result;

namespace {

using Events = std::vector<std::string>;
constexpr core::Milliseconds quick{100};
constexpr std::chrono::seconds patience{20};

struct Fixture {
    test::ServerSide server;
};

Till& watching(Till& till) {
    till.opened();
    BOOST_TEST(till.set(Property::powerNotify, power::notifyEnabled).ok());
    BOOST_TEST(till.device().claim(0).ok());
    BOOST_TEST(till.set(Property::deviceEnabled, 1).ok());
    return till;
}

std::int64_t probes(simulator::Handler& books) {
    const auto& log = books.record().log();
    return std::count_if(log.begin(), log.end(), [](const auto& call) {
        return call.method == "GET" && call.url.find("/pointofsales?") != std::string::npos;
    });
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(power_reporting, Fixture)

BOOST_AUTO_TEST_CASE(an_outage_is_told_once_and_so_is_its_end) {
    Till cat(Category::cat, server.settings("OUTAGE"), quick);
    watching(cat);
    BOOST_TEST_REQUIRE(cat.listener().await(1, patience));
    BOOST_TEST(cat.number(Property::powerState) == power::online);
    server.goAway();
    BOOST_TEST_REQUIRE(cat.listener().await(2, patience));
    BOOST_TEST(cat.number(Property::powerState) == power::offOffline);
    const auto sale = cat.sale();
    BOOST_TEST(sale.extended == unifiedpos::cat_error::communication, sale.text);
    BOOST_TEST(cat.text(Property::centerResultCode) == "NOT_SENT");
    server.comeBack();
    BOOST_TEST_REQUIRE(cat.listener().await(3, patience));
    BOOST_TEST(cat.listener().heard() == (Events{"status 2001", "status 2004", "status 2001"}),
               boost::test_tools::per_element());
    BOOST_TEST(cat.sale().ok());
}

BOOST_AUTO_TEST_CASE(one_failed_probe_is_no_outage) {
    Till cat(Category::cat, server.settings("HICCUP"), quick);
    watching(cat);
    BOOST_TEST_REQUIRE(cat.listener().await(1, patience));
    // The request and its repetitions within one probe fail, the next probe does not.
    server.tell("faults", R"({"kind":"error","method":"GET","path":"*/pointofsales","times":1})");
    std::this_thread::sleep_for(20 * quick);
    BOOST_TEST(cat.number(Property::powerState) == power::online);
    BOOST_TEST(cat.listener().heard() == (Events{"status 2001"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_till_starts_without_network_and_notices_when_it_comes) {
    server.goAway();
    Till cat(Category::cat, server.settings("DARK"), quick);
    const auto begin = std::chrono::steady_clock::now();
    watching(cat);
    BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds{2}));
    BOOST_TEST_REQUIRE(cat.listener().await(1, patience));
    BOOST_TEST(cat.listener().heard().front() == "status 2004");
    server.comeBack();
    BOOST_TEST_REQUIRE(cat.listener().await(2, patience));
    BOOST_TEST(cat.number(Property::powerState) == power::online);
    BOOST_TEST(cat.sale().ok());
}

BOOST_AUTO_TEST_CASE(a_probe_is_one_request_and_there_is_one_a_minute) {
    {
        Till cat(Category::cat, server.settings("POLITE"));
        cat.enabled();
        BOOST_TEST(cat.sale().ok());  // the lane has found its point of sale
        BOOST_TEST(cat.set(Property::deviceEnabled, 0).ok());
        BOOST_TEST(cat.set(Property::powerNotify, power::notifyEnabled).ok());
        server.goAway();
        const auto before = probes(server.books());
        const auto tokens = server.books().record().tokenRequests();
        server.comeBack();
        BOOST_TEST(cat.set(Property::deviceEnabled, 1).ok());
        BOOST_TEST_REQUIRE(cat.listener().await(1, patience));
        std::this_thread::sleep_for(std::chrono::seconds{1});
        server.goAway();
        BOOST_TEST(probes(server.books()) == before + 2);  // the lane's own look-up is one more
        BOOST_TEST(server.books().record().tokenRequests() == tokens);
    }
    BOOST_TEST((PowerMonitor::usualInterval >= std::chrono::minutes{1}));
}

BOOST_AUTO_TEST_CASE(nothing_is_probed_without_power_notify) {
    Till cat(Category::cat, server.settings("QUIET"), quick);
    cat.enabled();
    BOOST_TEST(cat.sale().ok());
    server.goAway();
    const auto before = probes(server.books());
    server.comeBack();
    std::this_thread::sleep_for(10 * quick);
    server.goAway();
    BOOST_TEST(probes(server.books()) == before);
}

BOOST_AUTO_TEST_CASE(a_till_may_close_in_the_middle_of_a_probe) {
    for (int i = 0; i < 5; ++i) {
        Till cat(Category::cat, server.settings("LEAVING"), quick);
        server.tell("faults", R"({"kind":"delay","path":"*/pointofsales*","delayMs":300})");
        watching(cat);
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
        BOOST_TEST(cat.device().close().ok());
        server.forgetFaults();
    }
}

BOOST_AUTO_TEST_CASE(a_probe_that_is_answered_503_is_not_repeated) {
    Till cat(Category::cat, server.settings("BUSY"));
    cat.enabled();
    BOOST_TEST(cat.sale().ok());
    BOOST_TEST(cat.set(Property::deviceEnabled, 0).ok());
    BOOST_TEST(cat.set(Property::powerNotify, power::notifyEnabled).ok());
    server.goAway();
    const auto before = probes(server.books());
    server.comeBack();
    server.tell(
        "faults",
        R"({"kind":"error","method":"GET","path":"*/pointofsales","status":503,"times":0})");
    BOOST_TEST(cat.set(Property::deviceEnabled, 1).ok());
    BOOST_TEST_REQUIRE(cat.listener().await(1, patience));
    BOOST_TEST(cat.listener().heard().front() == "status 2004");
    std::this_thread::sleep_for(std::chrono::seconds{1});
    server.goAway();
    // The lane's own look-up asks three times; a probe that did would make it six.
    BOOST_TEST(probes(server.books()) >= before + 2);
    BOOST_TEST(probes(server.books()) <= before + 4);
}

BOOST_AUTO_TEST_SUITE_END()
