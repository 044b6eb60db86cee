#include "driver/rest/call.h"

#include "tests/unit/rest/seeded_random.h"
#include "tests/unit/rest/virtual_calls.h"

#include <chrono>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::rest;
using namespace mobilepay::rest::testing;
using namespace std::chrono_literals;
using Kind = HttpFailure::Kind;

namespace {

HttpRequest create() {
    HttpRequest request;
    request.method = "POST";
    request.url = "https://api.test/payments";
    request.headers = {{"X-MobilePay-Idempotency-Key", "key-1", false}};
    request.body = "{\"amount\":12.50}";
    request.timeout = 2s;
    return request;
}

/// Gives tokens, and the API's answers in order; the last one for ever.
VirtualWire wireWith(std::vector<HttpResult> answers) {
    return VirtualWire([answers = std::move(answers), used = std::size_t{0},
                        tokens = 0](const HttpRequest& request) mutable -> HttpResult {
        if (isTokenRequest(request)) return granted("token-" + std::to_string(++tokens));
        return answers[std::min(used++, answers.size() - 1)];
    });
}

int statusOf(const Finished& finished) {
    const auto* got = std::get_if<HttpResponse>(&finished.result);
    return got ? got->status : 0;
}

struct Fixture {
    SeededRandom random{1};
    TokenSource tokens{tokenRequest()};

    Finished run(VirtualWire& wire, RetryPolicy policy = {},
                 std::optional<core::MonoTime> giveUpAt = std::nullopt) {
        Call call(create(), policy, &tokens, &random, giveUpAt);
        return wire.run(call);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(call, Fixture)

BOOST_AUTO_TEST_CASE(a_call_fetches_a_token_and_sends_itself_with_it) {
    VirtualWire wire = wireWith({response(200, "{}")});
    const Finished finished = run(wire);
    BOOST_TEST(statusOf(finished) == 200);
    BOOST_TEST(finished.requests == 1);
    BOOST_TEST(!finished.maybeReached);
    BOOST_TEST(wire.sent.size() == 2U);
    const HttpRequest sent = wire.apiRequests().at(0);
    BOOST_TEST(*find(sent.headers, "Authorization") == "Bearer token-1");
    BOOST_TEST(sent.headers.back().sensitive);
    BOOST_TEST(sent.body == create().body);
    BOOST_TEST((sent.timeout == 2s));
}

BOOST_AUTO_TEST_CASE(the_next_call_uses_the_same_token) {
    VirtualWire wire = wireWith({response(200)});
    run(wire);
    run(wire);
    BOOST_TEST(wire.tokenRequests() == 1);
    BOOST_TEST(wire.waits.empty());
}

BOOST_AUTO_TEST_CASE(a_5xx_is_repeated_with_the_same_bytes_and_leaves_the_fate_open) {
    VirtualWire wire = wireWith({response(503), response(200)});
    const Finished finished = run(wire);
    BOOST_TEST(statusOf(finished) == 200);
    BOOST_TEST(finished.requests == 2);
    BOOST_TEST(finished.maybeReached);
    const auto sent = wire.apiRequests();
    BOOST_TEST(sent.at(0).body == sent.at(1).body);
    BOOST_TEST(sent.at(0).url == sent.at(1).url);
    BOOST_TEST(*find(sent.at(1).headers, "X-MobilePay-Idempotency-Key") == "key-1");
}

BOOST_AUTO_TEST_CASE(retries_end_after_the_policys_number) {
    for (int retries = 0; retries <= 5; ++retries) {
        VirtualWire wire = wireWith({failure(Kind::io, true)});
        RetryPolicy policy;
        policy.retries = retries;
        const Finished finished = run(wire, policy);
        BOOST_TEST(finished.requests == retries + 1);
        BOOST_TEST(finished.maybeReached);
        BOOST_TEST((std::get<HttpFailure>(finished.result).kind == Kind::io));
    }
}

BOOST_AUTO_TEST_CASE(waits_grow_exponentially_up_to_the_longest) {
    VirtualWire wire = wireWith({response(500)});
    FixedRandom shortest(0);
    Call call(create(), {5, 200ms, 1000ms}, &tokens, &shortest);
    wire.run(call);
    const std::vector<core::Milliseconds> expected{100ms, 200ms, 400ms, 500ms, 500ms};
    BOOST_TEST((wire.waits == expected));
}

BOOST_AUTO_TEST_CASE(no_4xx_is_repeated) {
    for (const int status : {400, 403, 404, 408, 409, 422, 429}) {
        VirtualWire wire = wireWith({response(status)});
        const Finished finished = run(wire);
        BOOST_TEST(statusOf(finished) == status);
        BOOST_TEST(finished.requests == 1);
        BOOST_TEST(!finished.maybeReached);
    }
}

BOOST_AUTO_TEST_CASE(a_redirect_is_final) {
    VirtualWire wire = wireWith({response(302)});
    BOOST_TEST(run(wire).requests == 1);
}

BOOST_AUTO_TEST_CASE(a_401_renews_the_token_and_repeats_once) {
    VirtualWire wire = wireWith({response(401), response(200)});
    RetryPolicy none;
    none.retries = 0;
    const Finished finished = run(wire, none);
    BOOST_TEST(statusOf(finished) == 200);
    BOOST_TEST(finished.requests == 2);
    BOOST_TEST(!finished.maybeReached);
    BOOST_TEST(wire.tokenRequests() == 2);
    BOOST_TEST(*find(wire.apiRequests().at(1).headers, "Authorization") == "Bearer token-2");
    BOOST_TEST(wire.waits.empty());
}

BOOST_AUTO_TEST_CASE(a_second_401_is_final) {
    VirtualWire wire = wireWith({response(401)});
    const Finished finished = run(wire);
    BOOST_TEST(statusOf(finished) == 401);
    BOOST_TEST(finished.requests == 2);
}

BOOST_AUTO_TEST_CASE(a_401_after_an_open_fate_does_not_close_it) {
    VirtualWire wire = wireWith({failure(Kind::timeout, true), response(401)});
    BOOST_TEST(run(wire).maybeReached);
}

BOOST_AUTO_TEST_CASE(a_failure_before_sending_leaves_no_doubt) {
    VirtualWire wire = wireWith({failure(Kind::connect, false)});
    const Finished finished = run(wire);
    BOOST_TEST(finished.requests == 3);
    BOOST_TEST(!finished.maybeReached);
}

BOOST_AUTO_TEST_CASE(what_we_refuse_ourselves_and_a_broken_limit_are_not_repeated) {
    for (const HttpFailure& last :
         {failure(Kind::refusedByUs, false), failure(Kind::limit, true)}) {
        VirtualWire wire = wireWith({last});
        const Finished finished = run(wire);
        BOOST_TEST(finished.requests == 1);
        BOOST_TEST(finished.maybeReached == last.sent);
    }
}

BOOST_AUTO_TEST_CASE(without_a_token_the_call_is_certainly_not_sent) {
    VirtualWire wire(
        [](const HttpRequest&) { return response(401, "{\"error\":\"invalid_client\"}"); });
    const Finished finished = run(wire);
    const auto& last = std::get<HttpFailure>(finished.result);
    BOOST_TEST((last.kind == Kind::credentials));
    BOOST_TEST(!last.sent);
    BOOST_TEST(last.text.find("invalid_client") != std::string::npos);
    BOOST_TEST(finished.requests == 0);
    BOOST_TEST(!finished.maybeReached);
    BOOST_TEST(wire.sent.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_token_endpoint_in_trouble_uses_up_retries) {
    VirtualWire wire([](const HttpRequest&) { return failure(Kind::timeout, true); });
    const Finished finished = run(wire);
    BOOST_TEST(wire.sent.size() == 3U);
    BOOST_TEST(finished.requests == 0);
    BOOST_TEST(!finished.maybeReached);
    BOOST_TEST(!std::get<HttpFailure>(finished.result).sent);
}

BOOST_AUTO_TEST_CASE(a_token_that_cannot_be_renewed_after_an_open_fate_keeps_it_open) {
    int asked = 0;
    VirtualWire wire([&](const HttpRequest& request) -> HttpResult {
        if (isTokenRequest(request)) {
            if (++asked == 1) return granted("t");
            return response(400);
        }
        return asked == 1 && wire.apiRequests().size() < 2 ? HttpResult(failure(Kind::io, true))
                                                           : HttpResult(response(401));
    });
    const Finished finished = run(wire);
    BOOST_TEST(finished.requests == 2);
    BOOST_TEST(finished.maybeReached);
    BOOST_TEST((std::get<HttpFailure>(finished.result).kind == Kind::credentials));
}

BOOST_AUTO_TEST_CASE(nothing_starts_at_or_after_the_end) {
    VirtualWire wire = wireWith({response(200)});
    const Finished finished = run(wire, {}, core::MonoTime{wire.now});
    BOOST_TEST(wire.sent.empty());
    BOOST_TEST(finished.requests == 0);
    const auto& last = std::get<HttpFailure>(finished.result);
    BOOST_TEST((last.kind == Kind::notTried));
    BOOST_TEST(!last.sent);
}

BOOST_AUTO_TEST_CASE(what_an_earlier_attempt_met_is_told_where_there_was_no_time_for_another) {
    VirtualWire wire = wireWith({failure(Kind::connect, false), failure(Kind::notTried, false)});
    const Finished finished = run(wire);
    BOOST_TEST((std::get<HttpFailure>(finished.result).kind == Kind::connect));
}

BOOST_AUTO_TEST_CASE(a_token_refused_when_there_is_no_time_for_another_says_nothing_of_us) {
    VirtualWire wire = wireWith({response(401), failure(Kind::notTried, false)});
    const Finished finished = run(wire);
    BOOST_TEST((std::get<HttpFailure>(finished.result).kind == Kind::notTried));
}

BOOST_AUTO_TEST_CASE(time_outs_are_cut_to_the_end) {
    VirtualWire wire = wireWith({failure(Kind::timeout, true)});
    run(wire, {}, core::MonoTime{wire.now + 500ms});
    for (const auto& [when, request] : wire.sent) {
        BOOST_TEST((when + request.timeout <= 1500ms));
        BOOST_TEST((when + *request.timeoutWithConnect <= 1500ms));
    }
    BOOST_TEST(wire.sent.size() >= 2U);
    BOOST_TEST((wire.now <= 1500ms + wire.latency));
}

BOOST_AUTO_TEST_CASE(a_retry_that_would_come_too_late_is_not_waited_for) {
    VirtualWire wire = wireWith({response(500)});
    wire.latency = 100ms;
    const Finished finished = run(wire, {2, 1000ms, 1000ms}, core::MonoTime{wire.now + 300ms});
    BOOST_TEST(statusOf(finished) == 500);
    BOOST_TEST(wire.waits.empty());
}

BOOST_AUTO_TEST_CASE(a_wait_for_another_lanes_token_ends_at_the_end) {
    BOOST_TEST(std::holds_alternative<Send>(tokens.next(at(1000ms))));  // another lane, for ever
    VirtualWire wire = wireWith({response(200)});
    const Finished finished = run(wire, {}, core::MonoTime{1200ms});
    BOOST_TEST(wire.sent.empty());
    BOOST_TEST((wire.now == 1200ms));
    BOOST_TEST(!std::get<HttpFailure>(finished.result).sent);
}

BOOST_AUTO_TEST_CASE(asking_too_early_gives_the_same_wait_again) {
    TokenSource::Step token = tokens.next(at(0ms));
    tokens.answered(at(0ms), granted("t"));
    Call call(create(), {}, &tokens, &random);
    BOOST_REQUIRE(std::holds_alternative<Send>(call.next(at(0ms))));
    const CallStep wait = call.answered(at(10ms), response(500));
    const core::MonoTime when = std::get<WaitUntil>(wait).when;
    BOOST_TEST((std::get<WaitUntil>(call.next(at(11ms))).when == when));
    BOOST_TEST(std::holds_alternative<Send>(call.next(at(when.sinceStart))));
}

BOOST_AUTO_TEST_CASE(a_finished_call_stays_finished) {
    VirtualWire wire = wireWith({response(404)});
    Call call(create(), {}, &tokens, &random);
    wire.run(call);
    const CallStep again = call.next(at(99s));
    BOOST_TEST(statusOf(std::get<Finished>(again)) == 404);
    BOOST_TEST(wire.apiRequests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(every_course_of_events_keeps_the_rules) {
    const std::vector<HttpResult> events{response(200),
                                         response(404),
                                         response(401),
                                         response(409),
                                         response(500),
                                         failure(Kind::connect, false),
                                         failure(Kind::io, true),
                                         failure(Kind::timeout, true),
                                         failure(Kind::tls, false)};
    const std::size_t kinds = events.size();
    // All courses of five events, for 0 to 3 retries.
    for (std::size_t code = 0; code < kinds * kinds * kinds * kinds * kinds; ++code) {
        std::vector<HttpResult> course;
        for (std::size_t rest = code; course.size() < 5; rest /= kinds) {
            course.push_back(events[rest % kinds]);
        }
        const int retries = static_cast<int>(code % 4);
        TokenSource source{tokenRequest()};
        VirtualWire wire = wireWith(course);
        Call call(create(), {retries, 200ms, 2000ms}, &source, &random);
        const Finished finished = wire.run(call);

        const auto sent = wire.apiRequests();
        BOOST_REQUIRE(finished.requests == static_cast<int>(sent.size()));
        int repeats401 = 0;
        int repeatsOther = 0;
        bool open = false;
        for (std::size_t i = 0; i < sent.size(); ++i) {
            BOOST_REQUIRE(sent[i].body == create().body);
            const HttpResult& result = course[std::min<std::size_t>(i, 4)];
            const auto* got = std::get_if<HttpResponse>(&result);
            open = open || (got ? got->status >= 500 : std::get<HttpFailure>(result).sent);
            if (i + 1 == sent.size()) break;
            const bool unauthorized = got && got->status == 401;
            BOOST_REQUIRE(!got || unauthorized || got->status >= 500);
            ++(unauthorized ? repeats401 : repeatsOther);
        }
        BOOST_REQUIRE(repeats401 <= 1);
        BOOST_REQUIRE(repeatsOther <= retries);
        BOOST_REQUIRE(finished.maybeReached == open);
        BOOST_REQUIRE(static_cast<int>(wire.waits.size()) == repeatsOther);
    }
}

BOOST_AUTO_TEST_SUITE_END()
