// A till whose tokens come from the integrator's own service, so that no secret of MobilePay's lies
// on it (settings token.source and broker.secret), over HTTPS.
#include "tests/e2e/upos/server_side.h"
#include "tests/security/readable.h"
#include "tests/unit/temp_folder.h"
#include "tests/unit/upos/till.h"

#include <chrono>
#include <sstream>
#include <thread>

#include <Poco/Environment.h>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using security::folderOf;
using security::Readable;
using security::with;
using test::Till;

namespace {

constexpr const char* secret = "mpsim-secret-of-broker";
constexpr const char* wrongSecret = "canary-of-a-till-the-broker-does-not-know";

std::string valueOf(const Settings& settings, const std::string& name) {
    for (const auto& [known, value] : settings)
        if (known == name) return value;
    return {};
}

/// The simulator stands in for the broker too.
std::string brokerOf(const test::ServerSide& server) {
    const std::string api = valueOf(server.settings("URL"), "api.url");
    return "broker:" + api.substr(0, api.find("/pos/v10")) + "/broker/token";
}

Settings settingsFor(const test::ServerSide& server, const std::string& lane,
                     const std::string& broker, const char* credential) {
    Poco::Environment::set("MOBILEPAY_BROKER_SECRET", credential);
    auto settings = with(with(server.settings(lane), "token.url", ""), "client.secret", "");
    settings = with(settings, "token.source", broker);
    settings = with(settings, "broker.secret", "env:MOBILEPAY_BROKER_SECRET");
    return with(settings, "log.level", "trace");
}

std::int64_t calls(test::ServerSide& server, const std::string& endpoint) {
    const auto& known = server.books().record().calls();
    const auto found = known.find(endpoint);
    return found == known.end() ? 0 : found->second;
}

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

/// What a till that got no token was told, and that it holds no secret.
void searchAll(Till& till, const Status& status, const Settings& settings) {
    Readable readable;
    readable.add("status", status.text);
    readable.addProperties(till, Category::cat);
    readable.addFolder(folderOf(settings));
    readable.search({wrongSecret});
}

/// The lane's log has a warning with these words, or gets one soon.
bool warns(const Settings& settings, const std::string& lane, const std::string& words) {
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    do {
        std::istringstream log(TempFolder::read(folderOf(settings) + '/' + lane + ".log"));
        for (std::string line; std::getline(log, line);)
            if (says(line, " Warning ") && says(line, words)) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    } while (std::chrono::steady_clock::now() < patience);
    return false;
}

/// The lane looks by itself whether the far side is back; a till that sells all the time would keep
/// it from doing so.
Status saleOnceItIsReady(Till& till) {
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    for (;;) {
        auto status = till.sale(2);
        if (status.ok() || std::chrono::steady_clock::now() > patience) return status;
        std::this_thread::sleep_for(std::chrono::milliseconds{500});
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(token_broker)

BOOST_AUTO_TEST_CASE(a_till_sells_with_one_token_of_the_broker_and_knows_no_secret_of_mobilepay) {
    test::ServerSide server;
    const auto settings = settingsFor(server, "BROKER", brokerOf(server), secret);
    {
        Till till(Category::cat, settings);
        till.enabled();
        const auto first = till.sale(1);
        const auto second = till.sale(2);
        BOOST_TEST(first.ok(), first.text);
        BOOST_TEST(second.ok(), second.text);
        searchAll(till, second, settings);
    }
    server.goAway();
    BOOST_TEST(calls(server, "GET /broker/token") == 1);
    BOOST_TEST(server.books().record().tokenRequests() == 0);
}

BOOST_AUTO_TEST_CASE(a_broker_that_does_not_know_the_till_is_named_and_nothing_is_sold) {
    test::ServerSide server;
    const auto settings = settingsFor(server, "STRANGER", brokerOf(server), wrongSecret);
    {
        Till till(Category::cat, settings);
        till.enabled();
        const auto status = till.sale();
        BOOST_TEST(!status.ok());
        BOOST_TEST(says(status.text, "broker credential"), status.text);
        searchAll(till, status, settings);
        BOOST_TEST(warns(settings, "STRANGER", "broker credential"));
    }
    server.goAway();
    BOOST_TEST(calls(server, "GET /broker/token") > 0);
    BOOST_TEST(calls(server, "POST /payments") == 0);
}

BOOST_AUTO_TEST_CASE(a_dead_broker_is_told_of_and_the_till_sells_again_when_it_is_back) {
    test::ServerSide server;
    const auto settings = settingsFor(server, "DEAD", brokerOf(server), secret);
    server.tell("faults", R"({"kind":"drop-before","path":"*/broker/token","times":0})");
    Till till(Category::cat, settings);
    till.enabled();
    const auto status = till.sale();
    BOOST_TEST(!status.ok());
    BOOST_TEST(says(status.text, "nothing was sent"), status.text);
    BOOST_TEST(warns(settings, "DEAD", "No access token"));
    server.forgetFaults();
    const auto again = saleOnceItIsReady(till);
    BOOST_TEST(again.ok(), again.text);
    searchAll(till, again, settings);
    server.goAway();
    BOOST_TEST(calls(server, "POST /payments") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
