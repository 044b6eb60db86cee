#include "driver/rest/token.h"

#include "tests/unit/rest/virtual_calls.h"

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::rest;
using namespace mobilepay::rest::testing;
using namespace std::chrono_literals;
namespace data = boost::unit_test::data;
using Kind = HttpFailure::Kind;

namespace {

std::string tokenIn(const TokenSource::Step& step) {
    const auto* header = std::get_if<Header>(&step);
    return header ? header->value : "no header";
}

bool sends(const TokenSource::Step& step) {
    return std::holds_alternative<Send>(step);
}

TokenSource::Failed failedIn(const TokenSource::Step& step) {
    BOOST_REQUIRE(std::holds_alternative<TokenSource::Failed>(step));
    return std::get<TokenSource::Failed>(step);
}

/// What a fresh source makes of that answer.
TokenSource::Step after(const HttpResult& result) {
    TokenSource source(tokenRequest());
    source.next(at(0ms));
    return source.answered(at(10ms), result);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(token_requests)

BOOST_AUTO_TEST_CASE(client_credentials_are_a_form_with_a_basic_header) {
    const HttpRequest request = askForToken(ClientCredentials{
        "https://x.dk/token", "Aladdin", core::Secret("open sesame"), "", 1500ms})();
    BOOST_TEST(request.method == "POST");
    BOOST_TEST(request.url == "https://x.dk/token");
    BOOST_TEST(request.body == "grant_type=client_credentials");
    BOOST_TEST(*find(request.headers, "content-type") == "application/x-www-form-urlencoded");
    BOOST_TEST(*find(request.headers, "authorization") == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    BOOST_TEST(request.headers[0].sensitive);
    BOOST_TEST(request.sensitiveBody);
    BOOST_TEST((request.timeout == 1500ms));
}

BOOST_AUTO_TEST_CASE(long_credentials_make_one_line) {
    const HttpRequest request = askForToken(ClientCredentials{
        "https://x.dk/", std::string(80, 'i'), core::Secret(std::string(80, 's'))})();
    BOOST_TEST(find(request.headers, "authorization")->find_first_of("\r\n") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_merchant_goes_into_the_form) {
    const HttpRequest request =
        askForToken(ClientCredentials{"https://x.dk/", "id", core::Secret("s"), "DK12345678"})();
    BOOST_TEST(request.body == "grant_type=client_credentials&merchant_vat=DK12345678");
    const HttpRequest odd =
        askForToken(ClientCredentials{"https://x.dk/", "id", core::Secret("s"), "a&b=c d"})();
    BOOST_TEST(odd.body == "grant_type=client_credentials&merchant_vat=a%26b%3Dc%20d");
}

BOOST_AUTO_TEST_CASE(a_broker_is_asked_with_what_it_knows_the_till_by) {
    const HttpRequest nobody = askForToken(TokenBroker{"https://b.dk/t", {}})();
    BOOST_TEST(nobody.method == "GET");
    BOOST_TEST(nobody.body.empty());
    BOOST_TEST(find(nobody.headers, "Authorization") == nullptr);
    BOOST_TEST(nobody.sensitiveBody);

    const HttpRequest bearer = askForToken(TokenBroker{"https://b.dk/t", core::Secret("abc")})();
    BOOST_TEST(*find(bearer.headers, "Authorization") == "Bearer abc");
    BOOST_TEST(bearer.headers.back().sensitive);

    const HttpRequest key =
        askForToken(TokenBroker{"https://b.dk/t", core::Secret("abc"), "X-Api-Key"})();
    BOOST_TEST(*find(key.headers, "X-Api-Key") == "abc");
    BOOST_TEST(key.headers.back().sensitive);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(token_source)

BOOST_AUTO_TEST_CASE(a_token_is_fetched_once_and_used_until_shortly_before_its_end) {
    TokenSource source(tokenRequest());
    BOOST_TEST(sends(source.next(at(0ms))));
    BOOST_TEST(tokenIn(source.answered(at(500ms), granted("a", 3700))) == "Bearer a");
    BOOST_TEST(tokenIn(source.next(at(3639s))) == "Bearer a");
    // 60 s before the end, counted from when it was asked for.
    BOOST_TEST(sends(source.next(at(3640s))));
}

BOOST_AUTO_TEST_CASE(a_short_token_is_renewed_at_a_tenth_of_its_life) {
    TokenSource source(tokenRequest());
    source.next(at(0ms));
    source.answered(at(0ms), granted("a", 100));
    BOOST_TEST(tokenIn(source.next(at(89'999ms))) == "Bearer a");
    BOOST_TEST(sends(source.next(at(90s))));
}

BOOST_AUTO_TEST_CASE(while_one_lane_renews_the_others_use_the_old_one) {
    TokenSource source(tokenRequest());
    source.next(at(0ms));
    source.answered(at(0ms), granted("a", 100));
    BOOST_TEST(sends(source.next(at(95s))));
    BOOST_TEST(tokenIn(source.next(at(95s))) == "Bearer a");
    BOOST_TEST(tokenIn(source.answered(at(96s), granted("b", 100))) == "Bearer b");
    BOOST_TEST(tokenIn(source.next(at(96s))) == "Bearer b");
}

BOOST_AUTO_TEST_CASE(while_one_lane_fetches_the_first_token_the_others_wait_a_moment) {
    TokenSource source(tokenRequest());
    BOOST_TEST(sends(source.next(at(0ms))));
    const auto wait = std::get<WaitUntil>(source.next(at(10ms)));
    BOOST_TEST((wait.when > core::MonoTime{10ms}));
    BOOST_TEST((wait.when <= core::MonoTime{60ms}));
    source.answered(at(40ms), granted("a"));
    BOOST_TEST(tokenIn(source.next(at(wait.when.sinceStart))) == "Bearer a");
}

BOOST_AUTO_TEST_CASE(a_lane_that_vanished_in_the_middle_bars_the_others_for_a_while_only) {
    TokenSource source(tokenRequest());
    const auto send = std::get<Send>(source.next(at(0ms)));
    const auto end = send.request.timeout + 10s;
    BOOST_TEST(std::holds_alternative<WaitUntil>(source.next(at(end - 1ms))));
    BOOST_TEST(sends(source.next(at(end))));
}

BOOST_AUTO_TEST_CASE(a_token_past_its_end_is_never_used) {
    TokenSource source(tokenRequest());
    source.next(at(0ms));
    source.answered(at(0ms), granted("a", 100));
    BOOST_TEST(sends(source.next(at(100s))));
    BOOST_TEST(std::holds_alternative<WaitUntil>(source.next(at(100s))));
    failedIn(source.answered(at(101s), failure(Kind::timeout, true)));
}

BOOST_AUTO_TEST_CASE(a_renewal_that_fails_does_not_fail_the_call_while_the_old_token_lives) {
    TokenSource source(tokenRequest());
    source.next(at(0ms));
    source.answered(at(0ms), granted("a", 1000));
    BOOST_TEST(sends(source.next(at(940s))));
    BOOST_TEST(tokenIn(source.answered(at(941s), response(500))) == "Bearer a");
    BOOST_TEST(tokenIn(source.next(at(942s))) == "Bearer a");
    BOOST_TEST(sends(source.next(at(951s))));
}

BOOST_AUTO_TEST_CASE(a_refused_token_is_forgotten) {
    TokenSource source(tokenRequest());
    source.next(at(0ms));
    const auto header = std::get<Header>(source.answered(at(0ms), granted("a")));
    source.refused(header);
    BOOST_TEST(sends(source.next(at(1ms))));
}

BOOST_AUTO_TEST_CASE(a_lane_with_an_old_token_does_not_throw_the_new_one_away) {
    TokenSource source(tokenRequest());
    source.next(at(0ms));
    const auto old = std::get<Header>(source.answered(at(0ms), granted("a")));
    source.refused(old);
    source.next(at(1ms));
    source.answered(at(2ms), granted("b"));
    source.refused(old);
    BOOST_TEST(tokenIn(source.next(at(3ms))) == "Bearer b");
}

BOOST_DATA_TEST_CASE(numbers_of_seconds_come_in_several_spellings,
                     data::make({"100", "\"100\"", "100.0", "1e2", "100.9"}), number) {
    TokenSource source(tokenRequest());
    source.next(at(0ms));
    const std::string body =
        "{\"scope\":null,\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":" +
        std::string(number) + "}";
    BOOST_TEST(tokenIn(source.answered(at(0ms), response(200, body))) == "Bearer a");
    BOOST_TEST(tokenIn(source.next(at(89s))) == "Bearer a");
    BOOST_TEST(sends(source.next(at(91s))));
}

BOOST_AUTO_TEST_CASE(without_a_life_a_token_is_used_for_some_minutes) {
    TokenSource source(tokenRequest());
    source.next(at(0ms));
    source.answered(at(0ms), response(200, "{\"access_token\":\"a\"}"));
    BOOST_TEST(tokenIn(source.next(at(200s))) == "Bearer a");
    BOOST_TEST(sends(source.next(at(300s))));
}

BOOST_DATA_TEST_CASE(
    an_answer_that_grants_nothing_usable_is_final_and_never_quoted,
    data::make({"", "null", "[]", "{}", "SECRET", "{\"access_token\":1}", "{\"access_token\":\"\"}",
                "{\"access_token\":\"SECRET\\r\\nX: y\",\"expires_in\":100}",
                "{\"access_token\":\"SECRET\",\"expires_in\":0}",
                "{\"access_token\":\"SECRET\",\"expires_in\":-5}",
                "{\"access_token\":\"SECRET\",\"expires_in\":\"soon\"}",
                "{\"access_token\":\"SECRET\",\"expires_in\":[]}",
                "{\"access_token\":\"SECRET\",\"expires_in\":1e300}",
                "{\"access_token\":\"SECRET\",\"expires_in\":18446744073709551615}",
                "{\"access_token\":\"SECRET\",\"expires_in\":100"}),
    body) {
    const auto failed = failedIn(after(response(200, body)));
    BOOST_TEST((failed.failure.kind == Kind::token));
    BOOST_TEST(!failed.failure.sent);
    BOOST_TEST(!failed.worthRetrying);
    BOOST_TEST(failed.failure.text.find("SECRET") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_token_has_16_kib_at_most) {
    const auto granting = [](std::size_t length) {
        return after(granted(std::string(length, 't')));
    };
    const auto failed = failedIn(granting(16 * 1024 + 1));
    BOOST_TEST(failed.failure.text.find("longer than 16384 bytes") != std::string::npos);
    BOOST_TEST(failed.failure.text.find("ttt") == std::string::npos);
    BOOST_TEST(tokenIn(granting(16 * 1024)).size() > 16U * 1024);
}

BOOST_AUTO_TEST_CASE(a_refusal_is_final_and_says_what_to_check) {
    for (const int status : {400, 401, 403}) {
        const auto failed =
            failedIn(after(response(status, "{\"error\":\"invalid_client\\n\",\"x\":\"SECRET\"}")));
        BOOST_TEST(!failed.worthRetrying);
        BOOST_TEST(failed.failure.text.find(std::to_string(status)) != std::string::npos);
        BOOST_TEST(failed.failure.text.find("(invalid_client ); check the client id") !=
                   std::string::npos);
        BOOST_TEST(failed.failure.text.find("SECRET") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(an_endpoint_in_trouble_is_worth_another_try) {
    for (const HttpResult& result :
         {HttpResult(response(503)), HttpResult(failure(Kind::timeout, true)),
          HttpResult(failure(Kind::connect, false)), HttpResult(failure(Kind::io, true))}) {
        const auto failed = failedIn(after(result));
        BOOST_TEST(failed.worthRetrying);
        BOOST_TEST(!failed.failure.sent);
    }
    BOOST_TEST(!failedIn(after(failure(Kind::refusedByUs, false))).worthRetrying);
    BOOST_TEST(!failedIn(after(response(302))).worthRetrying);
}

BOOST_AUTO_TEST_CASE(a_redirect_is_told_as_one_and_nothing_else_is) {
    for (const int status : {301, 302, 307, 308})
        BOOST_TEST(failedIn(after(response(status))).failure.text.find("redirects elsewhere") !=
                   std::string::npos);
    for (const int status : {204, 304, 404, 503})
        BOOST_TEST(failedIn(after(response(status))).failure.text.find("redirects") ==
                   std::string::npos);
}

BOOST_AUTO_TEST_CASE(many_threads_share_one_fetch) {
    TokenSource source(tokenRequest());
    std::atomic<int> fetches = 0;
    std::vector<std::jthread> lanes;
    for (int lane = 0; lane < 8; ++lane) {
        lanes.emplace_back([&] {
            for (core::Milliseconds now{0};;) {
                TokenSource::Step step = source.next(at(now));
                if (sends(step)) {
                    ++fetches;
                    step = source.answered(at(now), granted("a"));
                }
                if (std::holds_alternative<Header>(step)) break;
                now = std::min(std::get<WaitUntil>(step).when.sinceStart, core::Milliseconds(5s));
            }
        });
    }
    lanes.clear();
    BOOST_TEST(fetches == 1);
}

BOOST_AUTO_TEST_SUITE_END()
