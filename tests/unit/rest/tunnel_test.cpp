#include "driver/rest/poco_transport.h"
#include "tests/unit/rest/connect_proxy.h"
#include "tests/unit/rest/ntlm_proxy.h"
#include "tests/unit/rest/tls_server.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::rest;
using namespace mobilepay::rest::testing;
using namespace std::chrono_literals;

namespace {

TransportSettings through(const ConnectProxy& proxy) {
    TransportSettings settings;
    settings.caBundle = testAuthority().file();
    settings.proxy.proxy = proxy.url();
    settings.connectTimeout = 2s;
    return settings;
}

TransportSettings through(const ConnectProxy& proxy, const std::string& user,
                          const std::string& password,
                          ProxyAuthentication kind = ProxyAuthentication::basic) {
    TransportSettings settings = through(proxy);
    settings.proxy.user = user;
    settings.proxy.password = core::Secret(password);
    settings.proxy.authentication = kind;
    return settings;
}

HttpResult getFrom(const std::string& url, const TransportSettings& settings) {
    HttpRequest request;
    request.method = "GET";
    request.url = url;
    request.headers = {{"Authorization", "Bearer secret", true}};
    return PocoTransport(settings).exchange(request);
}

HttpFailure failureOf(const HttpResult& result) {
    BOOST_REQUIRE(std::holds_alternative<HttpFailure>(result));
    const auto& failure = std::get<HttpFailure>(result);
    BOOST_TEST((failure.kind == HttpFailure::Kind::connect));
    BOOST_TEST(!failure.sent);
    BOOST_TEST_MESSAGE(failure.text);
    return failure;
}

bool says(const HttpFailure& failure, const std::string& words) {
    return failure.text.find(words) != std::string::npos;
}

const std::string wantsBasic =
    "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"shop\"\r\nContent-Length: 0\r\n\r\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(tunnel)

BOOST_AUTO_TEST_CASE(a_proxy_connects_through_and_sees_only_the_server_s_name) {
    ConnectProxy proxy([](const std::string&) { return established; });
    TlsServer server(always(answer(200, "{}")));
    BOOST_TEST(
        std::holds_alternative<HttpResponse>(getFrom(server.url("/secret"), through(proxy))));
    const auto heads = proxy.heads();
    BOOST_REQUIRE(heads.size() == 1U);
    const std::string authority = "localhost:" + std::to_string(server.port());
    BOOST_TEST(heads[0] == "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(a_tunnel_is_kept_alive_like_any_connection) {
    ConnectProxy proxy([](const std::string&) { return established; });
    TlsServer server(always(answer(200, "{}")));
    PocoTransport transport(through(proxy));
    HttpRequest request;
    request.method = "GET";
    request.url = server.url();
    for (int i = 0; i < 5; ++i)
        transport.exchange(request);
    BOOST_TEST(proxy.connections() == 1);
    BOOST_TEST(transport.handshakes() == 1);
}

BOOST_AUTO_TEST_CASE(basic_credentials_are_shown_at_once) {
    ConnectProxy proxy([](const std::string& head) {
        // Aladdin:open sesame
        return headerIn(head, "Proxy-Authorization") == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
                   ? established
                   : wantsBasic;
    });
    TlsServer server(always(answer(200, "{}")));
    const auto settings = through(proxy, "Aladdin", "open sesame");
    BOOST_TEST(std::holds_alternative<HttpResponse>(getFrom(server.url(), settings)));
    BOOST_TEST(proxy.heads().size() == 1U);
}

BOOST_AUTO_TEST_CASE(wrong_basic_credentials_are_named_without_the_password) {
    ConnectProxy proxy([](const std::string&) { return wantsBasic; });
    TlsServer server(always(answer(200, "{}")));
    const HttpFailure failure =
        failureOf(getFrom(server.url(), through(proxy, "Aladdin", "open sesame")));
    BOOST_TEST(says(failure, "does not take the user name and password"));
    BOOST_TEST(!says(failure, "sesame"));
    BOOST_TEST(server.connections() == 0);
}

BOOST_AUTO_TEST_CASE(a_proxy_that_wants_credentials_says_so) {
    ConnectProxy proxy([](const std::string&) { return wantsBasic; });
    const HttpFailure failure = failureOf(getFrom("https://localhost:1/", through(proxy)));
    BOOST_TEST(says(failure, "wants a user name and password"));
    BOOST_TEST(says(failure, "Basic"));
}

BOOST_AUTO_TEST_CASE(a_refusal_of_the_proxy_is_no_answer_of_the_server) {
    ConnectProxy proxy([](const std::string&) { return answer(503, "<html>no</html>"); });
    BOOST_TEST(says(failureOf(getFrom("https://localhost:1/", through(proxy))), "answered 503"));
}

BOOST_AUTO_TEST_CASE(a_proxy_that_hangs_up_or_talks_nonsense_is_a_failure_to_connect) {
    ConnectProxy silent([](const std::string&) { return std::string(); });
    failureOf(getFrom("https://localhost:1/", through(silent)));
    ConnectProxy babbling(
        [](const std::string&) { return std::string("SSH-2.0-OpenSSH\r\n\r\n"); });
    failureOf(getFrom("https://localhost:1/", through(babbling)));
}

BOOST_AUTO_TEST_CASE(a_proxy_that_opens_tls_is_an_unknown_authority) {
    const Authority stranger("Interceptor");
    TlsServer::Options options;
    options.identity = stranger.issue();
    TlsServer server(options, always(answer(200, "{}")));
    ConnectProxy proxy([](const std::string&) { return established; });
    const HttpResult result = getFrom(server.url(), through(proxy));
    BOOST_REQUIRE(std::holds_alternative<HttpFailure>(result));
    BOOST_TEST((std::get<HttpFailure>(result).kind == HttpFailure::Kind::tls));
    const auto name = proxy.url().substr(std::string_view("http://").size());
    BOOST_TEST(says(std::get<HttpFailure>(result), "whether the proxy " + name + " opens TLS"));
}

BOOST_AUTO_TEST_CASE(ntlm_authenticates_in_two_questions_on_one_connection) {
    NtlmGuard guard("SHOP", "till", "hunter2");
    ConnectProxy proxy([&](const std::string& head) { return guard.decide(head); });
    TlsServer server(always(answer(200, "{}")));
    const auto settings = through(proxy, "SHOP\\till", "hunter2", ProxyAuthentication::ntlm);
    const HttpResult result = getFrom(server.url(), settings);
    if (const auto* failure = std::get_if<HttpFailure>(&result)) BOOST_TEST_MESSAGE(failure->text);
    BOOST_TEST(std::holds_alternative<HttpResponse>(result));
    BOOST_TEST(proxy.heads().size() == 2U);
    BOOST_TEST(proxy.connections() == 1);
}

BOOST_AUTO_TEST_CASE(a_wrong_ntlm_password_is_refused) {
    NtlmGuard guard("SHOP", "till", "hunter2");
    ConnectProxy proxy([&](const std::string& head) { return guard.decide(head); });
    const auto settings = through(proxy, "SHOP\\till", "hunter3", ProxyAuthentication::ntlm);
    BOOST_TEST(
        says(failureOf(getFrom("https://localhost:1/", settings)), "does not take the user"));
    BOOST_TEST(proxy.heads().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_name_like_an_address_is_shown_by_basic_where_the_proxy_knows_no_ntlm) {
    ConnectProxy proxy([](const std::string& head) {
        return headerIn(head, "Proxy-Authorization").starts_with("Basic ") ? established
                                                                           : wantsBasic;
    });
    TlsServer server(always(answer(200, "{}")));
    const auto settings = through(proxy, "till@shop.dk", "hunter2", ProxyAuthentication::ntlm);
    BOOST_TEST(std::holds_alternative<HttpResponse>(getFrom(server.url(), settings)));
    BOOST_TEST(proxy.connections() == 1);
}

BOOST_AUTO_TEST_CASE(the_password_of_a_domain_is_never_shown_in_clear) {
    ConnectProxy proxy([](const std::string&) { return wantsBasic; });
    const auto settings = through(proxy, "SHOP\\till", "hunter2", ProxyAuthentication::ntlm);
    failureOf(getFrom("https://localhost:1/", settings));
    for (const auto& head : proxy.heads())
        BOOST_TEST(!headerIn(head, "Proxy-Authorization").starts_with("Basic "));
}

BOOST_AUTO_TEST_CASE(a_plain_name_goes_by_ntlm_where_the_proxy_knows_nothing_else) {
    NtlmGuard guard("", "till", "hunter2");
    ConnectProxy proxy([&](const std::string& head) {
        return headerIn(head, "Proxy-Authorization").starts_with("NTLM ")
                   ? guard.decide(head)
                   : answer(407, "", "Proxy-Authenticate: NTLM\r\n");
    });
    TlsServer server(always(answer(200, "{}")));
    const auto settings = through(proxy, "till", "hunter2");
    BOOST_TEST(std::holds_alternative<HttpResponse>(getFrom(server.url(), settings)));
}

BOOST_AUTO_TEST_CASE(an_ntlm_challenge_that_points_beyond_its_end_is_refused_unread) {
    NtlmGuard guard("SHOP", "till", "hunter2");
    guard.pointBeyondTheEnd();
    ConnectProxy proxy([&](const std::string& head) { return guard.decide(head); });
    const auto settings = through(proxy, "SHOP\\till", "hunter2", ProxyAuthentication::ntlm);
    const auto failure = failureOf(getFrom("https://localhost:1/", settings));
    BOOST_TEST(says(failure, "points beyond its own end"));
    BOOST_TEST(proxy.heads().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_malformed_ntlm_challenge_is_a_failure_to_connect) {
    for (const char* const challenge : {"NTLM AAAA", "NTLM !!!!", "NTLM TlRMTVNTUAAC"}) {
        ConnectProxy proxy([&](const std::string&) {
            return answer(407, "", "Proxy-Authenticate: " + std::string(challenge) + "\r\n");
        });
        const auto settings = through(proxy, "SHOP\\till", "pw", ProxyAuthentication::ntlm);
        failureOf(getFrom("https://localhost:1/", settings));
    }
}

BOOST_AUTO_TEST_SUITE_END()
