// Everything that may stand between a till and MobilePay's server instead of it, by a lane as it
// ships: nothing is sent there, and the technician reads which it is.
#include "driver/core/error.h"
#include "driver/lane/lane.h"
#include "registry/profile_file.h"
#include "tests/unit/rest/connect_proxy.h"
#include "tests/unit/rest/tls_server.h"
#include "tests/unit/temp_folder.h"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <thread>

#include <Poco/Environment.h>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::rest::testing;
namespace data = boost::unit_test::data;

namespace {

constexpr const char* secret = "canary-of-the-tls-matrix";

struct Row {
    const char* name;
    Wanted certificate;
    enum class Issuer { trusted, stranger, itself } issuer = Issuer::trusted;
    int minVersion = TLS1_2_VERSION;
    int maxVersion = TLS1_3_VERSION;
    bool plain = false;
    enum class Proxy { none, profile, environment } proxy = Proxy::none;
    const char* words;
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.name;
}

const std::vector<Row> rows = {
    {.name = "wrong host",
     .certificate = {"other", "DNS:other.example"},
     .words = "is for another host"},
    {.name = "expired",
     .certificate = {"localhost", "DNS:localhost", -7200, -3600},
     .words = "has expired"},
    {.name = "not valid yet",
     .certificate = {"localhost", "DNS:localhost", 3600, 7200},
     .words = "is not valid yet"},
    {.name = "unknown authority",
     .certificate = {},
     .issuer = Row::Issuer::stranger,
     .words = "unknown authority"},
    {.name = "self-signed",
     .certificate = {},
     .issuer = Row::Issuer::itself,
     .words = "is self-signed"},
    {.name = "TLS 1.0",
     .certificate = {},
     .minVersion = TLS1_VERSION,
     .maxVersion = TLS1_VERSION,
     .words = "offers no protocol version from TLS 1.2 on"},
    {.name = "TLS 1.1",
     .certificate = {},
     .minVersion = TLS1_1_VERSION,
     .maxVersion = TLS1_1_VERSION,
     .words = "offers no protocol version from TLS 1.2 on"},
    {.name = "plain HTTP", .certificate = {}, .plain = true, .words = "speaks no TLS"},
    {.name = "intercepting proxy of the profile",
     .certificate = {},
     .issuer = Row::Issuer::stranger,
     .proxy = Row::Proxy::profile,
     .words = "unknown authority"},
#ifndef _WIN32  // there the machine's proxy is a setting of the system, which no test changes
    {.name = "intercepting proxy of the machine",
     .certificate = {},
     .issuer = Row::Issuer::stranger,
     .proxy = Row::Proxy::environment,
     .words = "unknown authority"},
#endif
};

TlsServer::Options optionsOf(const Row& row, const Authority& stranger) {
    TlsServer::Options options;
    options.identity = row.issuer == Row::Issuer::trusted ? testAuthority().issue(row.certificate)
                       : row.issuer == Row::Issuer::stranger ? stranger.issue(row.certificate)
                                                             : issue(row.certificate);
    options.minVersion = row.minVersion;
    options.maxVersion = row.maxVersion;
    options.plain = row.plain;
    return options;
}

registry::Profile profileFor(const TempFolder& folder, const std::string& url) {
    Poco::Environment::set("MOBILEPAY_TLS_MATRIX_SECRET", secret);
    registry::Profile profile;
    profile.lane = "TLS";
    profile.folder = folder.path();
    profile.apiUrl = url + "pos/v10";
    profile.tokenUrl = url + "token";
    profile.clientId = "6a1f3f0e-52a7-4c3e-9b57-0f6a8f1d2c01";
    profile.clientSecret = "env:MOBILEPAY_TLS_MATRIX_SECRET";
    profile.merchantVat = "DK90000028";
    profile.brandId = "MPPOSCERT1";
    profile.locationId = "00001";
    profile.merchantPosId = "TLS";
    profile.posName = "TLS";
    profile.caBundle = testAuthority().file();
    return profile;
}

void goThrough(const ConnectProxy& proxy, const Row& row, registry::Profile& profile) {
    if (row.proxy == Row::Proxy::profile) profile.proxy = proxy.url();
    if (row.proxy == Row::Proxy::environment) {
        Poco::Environment::set("https_proxy", proxy.url());
        Poco::Environment::set("no_proxy", "elsewhere.example");  // localhost often is one
        profile.proxy = "system";
    }
}

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

/// The warnings of the lane's log that hold these words; waits until there is one.
std::string warningsWith(const registry::Profile& profile, const std::string& words) {
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    std::string found;
    while (found.empty() && std::chrono::steady_clock::now() < patience) {
        std::ifstream log(profile.folder / (profile.lane + ".log"));
        for (std::string line; std::getline(log, line);)
            if (says(line, " Warning ") && says(line, words)) found += line + "\n";
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    return found;
}

/// What `mpctl check` tells of that server. The log has the same as a warning: the lane also looks
/// by itself when it is enabled.
lane::Health healthOf(const registry::Profile& profile, const std::string& words) {
    lane::Lane lane(profile);
    lane.claim(core::Milliseconds{0});
    lane.enable();
    const auto health = lane.check(true);
    const std::string warnings = warningsWith(profile, words);
    BOOST_TEST(!warnings.empty(), "no warning says '" << words << "'");
    BOOST_TEST(!says(warnings, secret));
    return health;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tls_matrix)

BOOST_DATA_TEST_CASE(is_refused_before_anything_is_sent_and_named, data::make(rows), row) {
    const Authority stranger("A Stranger");
    std::atomic<int> requests = 0;
    TlsServer server(optionsOf(row, stranger), [&](Accepted& client) {
        if (row.plain) {
            // A record of TLS's handshake, and nothing that plain HTTP would read.
            if (!client.some().starts_with('\x16')) ++requests;
            client.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            client.waitForTheClient();
            return;
        }
        while (client.request()) {
            ++requests;
            client.send(answer(200, "{}"));
        }
    });
    ConnectProxy proxy([](const std::string&) { return established; });
    const TempFolder folder;
    auto profile = profileFor(folder, server.url());
    goThrough(proxy, row, profile);
    const bool proxied = row.proxy != Row::Proxy::none;
    const auto health = healthOf(profile, row.words);
    BOOST_TEST_MESSAGE(health.text);
    BOOST_TEST(!health.reachable);
    BOOST_TEST(says(health.text, row.words), health.text);
    BOOST_TEST(says(health.text, "localhost"), health.text);
    BOOST_TEST(!says(health.text, secret));
    BOOST_TEST(requests == 0);
    BOOST_TEST(server.connections() > 0);
    BOOST_TEST((proxy.connections() > 0) == proxied);
    // A technician is sent to the proxy by its name, and never for nothing.
    const auto name = proxy.url().substr(std::string_view("http://").size());
    BOOST_TEST(says(health.text, "whether the proxy " + name + " opens TLS") == proxied,
               health.text);
    BOOST_TEST(says(health.text, "proxy") == proxied, health.text);
}

BOOST_AUTO_TEST_CASE(a_redirect_of_the_token_elsewhere_is_not_followed) {
    TlsServer elsewhere(always(answer(200, R"({"access_token":"x","expires_in":3600})")));
    TlsServer server(always(answer(302, "", "Location: " + elsewhere.url() + "\r\n")));
    const TempFolder folder;
    const auto health = healthOf(profileFor(folder, server.url()), "redirects elsewhere");
    BOOST_TEST(!health.reachable);
    BOOST_TEST(says(health.text, "302"), health.text);
    BOOST_TEST(says(health.text, "redirects elsewhere"), health.text);
    BOOST_TEST(says(health.text, "not followed"), health.text);
    BOOST_TEST(!says(health.text, elsewhere.url()), health.text);
    BOOST_TEST(elsewhere.connections() == 0);
}

BOOST_AUTO_TEST_CASE(a_redirect_of_the_api_elsewhere_is_not_followed) {
    TlsServer elsewhere(always(answer(200, "{}")));
    TlsServer server([&](Accepted& client) {
        while (const auto request = client.request())
            client.send(says(*request, "/token")
                            ? answer(200, R"({"access_token":"x","expires_in":3600})")
                            : answer(307, "", "Location: " + elsewhere.url() + "\r\n"));
    });
    const TempFolder folder;
    const auto health = healthOf(profileFor(folder, server.url()), "redirects elsewhere");
    BOOST_TEST(!health.reachable);
    BOOST_TEST(says(health.text, "307"), health.text);
    BOOST_TEST(says(health.text, "redirects elsewhere"), health.text);
    BOOST_TEST(says(health.text, "not followed"), health.text);
    BOOST_TEST(!says(health.text, elsewhere.url()), health.text);
    BOOST_TEST(elsewhere.connections() == 0);
}

BOOST_AUTO_TEST_CASE(an_address_in_plain_http_is_refused_as_a_setting) {
    for (const char* name : {"api.url", "token.url"}) {
        BOOST_CHECK_EXCEPTION(
            (void)registry::profileOf({{name, "http://localhost/pos/v10", "the profile"}}),
            core::ConfigurationError, [&](const core::ConfigurationError& error) {
                return says(error.what(), name) && says(error.what(), "https");
            });
    }
}

BOOST_AUTO_TEST_SUITE_END()
