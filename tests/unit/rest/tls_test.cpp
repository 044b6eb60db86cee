
#include "driver/core/error.h"
#include "driver/rest/poco_transport.h"
#include "tests/unit/rest/tls_server.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <string>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::rest;
using namespace mobilepay::rest::testing;
using namespace std::chrono_literals;
namespace data = boost::unit_test::data;

namespace {

TransportSettings trusting(const std::string& caBundle) {
    TransportSettings settings;
    settings.caBundle = caBundle;
    settings.proxy.proxy = "none";
    settings.connectTimeout = 2s;
    return settings;
}

TransportSettings trusting() {
    return trusting(testAuthority().file());
}

/// What happens to a POST at that server.
HttpResult postTo(const std::string& url, const TransportSettings& settings = trusting()) {
    HttpRequest request;
    request.method = "POST";
    request.url = url;
    request.body = "{}";
    return PocoTransport(settings).exchange(request);
}

/// The words of a refusal, which has to come before anything was sent.
std::string refusal(TlsServer::Options options, const TransportSettings& settings = trusting()) {
    std::atomic<int> requests = 0;
    TlsServer server(std::move(options), [&](Accepted& client) {
        while (client.request()) {
            ++requests;
            client.send(answer(200, "{}"));
        }
    });
    const HttpResult result = postTo(server.url(), settings);
    BOOST_TEST(requests == 0);
    BOOST_REQUIRE(std::holds_alternative<HttpFailure>(result));
    const auto& failure = std::get<HttpFailure>(result);
    BOOST_TEST((failure.kind == HttpFailure::Kind::tls));
    BOOST_TEST(!failure.sent);
    BOOST_TEST_MESSAGE(failure.text);
    return failure.text;
}

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

TlsServer::Options with(const Wanted& wanted) {
    TlsServer::Options options;
    options.identity = testAuthority().issue(wanted);
    return options;
}

/// 200 from a server of that kind.
bool accepted(TlsServer::Options options, const TransportSettings& settings = trusting()) {
    TlsServer server(std::move(options), always(answer(200, "{}")));
    const HttpResult result = postTo(server.url(), settings);
    if (const auto* failure = std::get_if<HttpFailure>(&result)) BOOST_TEST_MESSAGE(failure->text);
    return std::holds_alternative<HttpResponse>(result);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tls)

BOOST_AUTO_TEST_CASE(a_certificate_for_another_host_is_refused) {
    BOOST_TEST(says(refusal(with({"other", "DNS:other.example"})), "is for another host"));
}

BOOST_AUTO_TEST_CASE(a_name_in_the_subject_alone_does_not_count_beside_other_names) {
    BOOST_TEST(says(refusal(with({"localhost", "DNS:other.example"})), "is for another host"));
}

BOOST_AUTO_TEST_CASE(a_part_of_a_name_as_wildcard_is_refused) {
    BOOST_TEST(says(refusal(with({"x", "DNS:local*"})), "is for another host"));
}

BOOST_AUTO_TEST_CASE(an_expired_certificate_is_refused) {
    BOOST_TEST(says(refusal(with({"localhost", "DNS:localhost", -7200, -3600})), "has expired"));
}

BOOST_AUTO_TEST_CASE(a_certificate_of_tomorrow_is_refused) {
    BOOST_TEST(says(refusal(with({"localhost", "DNS:localhost", 3600, 7200})), "not valid yet"));
}

BOOST_AUTO_TEST_CASE(a_certificate_of_an_unknown_authority_is_refused) {
    const Authority stranger("A Stranger");
    TlsServer::Options options;
    options.identity = stranger.issue();
    BOOST_TEST(says(refusal(options), "unknown authority"));
}

BOOST_AUTO_TEST_CASE(a_self_signed_certificate_is_refused) {
    TlsServer::Options options;
    options.identity = issue({});
    BOOST_TEST(says(refusal(options), "is self-signed"));
}

// CMake runs it by itself too, with a configuration of OpenSSL that would let it pass.
BOOST_AUTO_TEST_CASE(a_certificate_with_a_key_that_can_be_broken_is_refused) {
    BOOST_TEST(says(refusal(with({.weak = true})), "key too weak"));
}

BOOST_AUTO_TEST_CASE(a_server_that_offers_only_tls_1_1_is_refused) {
    TlsServer::Options options;
    options.minVersion = TLS1_VERSION;
    options.maxVersion = TLS1_1_VERSION;
    BOOST_TEST(says(refusal(options), "no protocol version from TLS 1.2 on"));
}

BOOST_AUTO_TEST_CASE(a_port_that_answers_in_plain_http_is_told_apart) {
    TlsServer::Options options;
    options.plain = true;
    TlsServer server(options, [](Accepted& client) {
        client.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        client.waitForTheClient();
    });
    const HttpResult result = postTo(server.url());
    BOOST_REQUIRE(std::holds_alternative<HttpFailure>(result));
    BOOST_TEST((std::get<HttpFailure>(result).kind == HttpFailure::Kind::tls));
    BOOST_TEST(says(std::get<HttpFailure>(result).text, "speaks no TLS"));
}

BOOST_DATA_TEST_CASE(tls_1_2_and_1_3_are_spoken,
                     data::make({TLS1_2_VERSION, TLS1_3_VERSION}) ^
                         data::make({"TLSv1.2", "TLSv1.3"}),
                     version, name) {
    std::promise<std::pair<std::string, std::string>> seen;
    TlsServer::Options options;
    options.minVersion = options.maxVersion = version;
    TlsServer server(options, [&](Accepted& client) {
        seen.set_value({client.protocol(), client.serverName()});
        while (client.request())
            client.send(answer(200, "{}"));
    });
    BOOST_TEST(std::holds_alternative<HttpResponse>(postTo(server.url())));
    const auto [protocol, serverName] = seen.get_future().get();
    BOOST_TEST(protocol == name);
    BOOST_TEST(serverName == "localhost");
}

BOOST_AUTO_TEST_CASE(an_ip_address_is_verified_as_one_and_never_sent_as_a_name) {
    std::promise<std::string> seen;
    TlsServer server([&](Accepted& client) {
        seen.set_value(client.serverName());
        while (client.request())
            client.send(answer(200, "{}"));
    });
    const std::string url = "https://127.0.0.1:" + std::to_string(server.port()) + "/";
    BOOST_TEST(std::holds_alternative<HttpResponse>(postTo(url)));
    BOOST_TEST(seen.get_future().get().empty());

    TlsServer nameOnly(with({"localhost", "DNS:localhost,DNS:127.0.0.1"}),
                       always(answer(200, "{}")));
    const HttpResult result = postTo("https://127.0.0.1:" + std::to_string(nameOnly.port()) + "/");
    BOOST_REQUIRE(std::holds_alternative<HttpFailure>(result));
    BOOST_TEST(says(std::get<HttpFailure>(result).text, "is for another host"));
}

BOOST_AUTO_TEST_CASE(one_transport_verifies_each_host_by_its_own_name) {
    // First a name, then an address, then the name again with a certificate for the address only.
    TlsServer both(always(answer(200, "{}")));
    TlsServer addressOnly(with({"x", "IP:127.0.0.1"}), always(answer(200, "{}")));
    PocoTransport transport(trusting());
    HttpRequest request;
    request.method = "GET";
    const auto ask = [&](const std::string& host, const TlsServer& server) {
        request.url = "https://" + host + ':' + std::to_string(server.port()) + "/";
        return std::holds_alternative<HttpResponse>(transport.exchange(request));
    };
    BOOST_TEST(ask("localhost", both));
    BOOST_TEST(ask("127.0.0.1", addressOnly));
    BOOST_TEST(!ask("localhost", addressOnly));
    BOOST_TEST(ask("127.0.0.1", both));
}

BOOST_AUTO_TEST_CASE(a_folder_of_certificates_will_do_as_bundle) {
    BOOST_TEST(accepted({}, trusting(testAuthority().folder())));
}

BOOST_AUTO_TEST_CASE(the_bundle_replaces_the_systems_authorities) {
    const Authority stranger("A Stranger");
    BOOST_TEST(!accepted({}, trusting(stranger.file())));
}

BOOST_AUTO_TEST_CASE(a_bundle_that_is_missing_or_empty_is_a_configuration_error) {
    const Authority folder;
    const std::string empty = folder.folder() + "/empty.pem";
    std::ofstream(empty) << "no certificate here\n";
    for (const std::string& bundle : {std::string("/no/such/bundle.pem"), empty}) {
        BOOST_CHECK_EXCEPTION(PocoTransport(trusting(bundle)), core::ConfigurationError,
                              [&](const core::Fault& fault) { return says(fault.what(), bundle); });
    }
}

BOOST_AUTO_TEST_CASE(the_systems_authorities_do_not_vouch_for_ours) {
    // Needs a system bundle, which a bare machine may lack; then it must say so.
    try {
        BOOST_TEST(!accepted({}, trusting("")));
    } catch (const core::ConfigurationError& error) {
        BOOST_TEST(says(error.what(), "tls.ca"));
    }
}

BOOST_AUTO_TEST_CASE(a_client_that_does_not_want_to_verify_finds_no_way) {
    // The whole of the settings: nothing in there but what to trust.
    TransportSettings settings = trusting();
    settings.caBundle = "none";
    BOOST_CHECK_THROW(PocoTransport{settings}, core::ConfigurationError);
}

BOOST_AUTO_TEST_SUITE_END()
