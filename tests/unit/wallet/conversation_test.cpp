#include "tests/unit/wallet/far_side.h"

#include <string>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::wallet;
using namespace mobilepay::wallet::testing;
using Kind = rest::HttpFailure::Kind;
namespace data = boost::unit_test::data;

namespace {

const core::PaymentId payment(somePayment);
const core::RefundId refund(someRefund);

CreatePayment create() {
    return {core::OrderId("ORDER-1"),
            core::IdempotencyKey(someKey),
            {"{\"kept\": \"by an older build\"}", true}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(v10_conversations)

BOOST_AUTO_TEST_CASE(a_create_is_repeated_with_the_same_key_and_the_same_bytes) {
    ScriptedV10 v10;
    v10.fails(Kind::timeout, true);
    v10.answers(503);
    v10.answers(200, R"({"paymentId":")" + somePayment + R"("})");
    const auto driven = v10.drive(create());
    BOOST_TEST(expect<PaymentCreated>(driven.answer).payment.text() == somePayment);
    BOOST_TEST_REQUIRE(driven.sent.size() == 3U);
    for (const auto& request : driven.sent) {
        BOOST_TEST(request.body == "{\"kept\": \"by an older build\"}");
        BOOST_TEST(*rest::find(request.headers, "X-MobilePay-Idempotency-Key") == someKey);
    }
}

BOOST_AUTO_TEST_CASE(a_create_that_stays_unanswered_may_have_been_done) {
    ScriptedV10 v10;
    v10.fails(Kind::timeout, true);
    const auto driven = v10.drive(create());
    BOOST_TEST(expect<NoAnswer>(driven.answer).maybeDone);
    BOOST_TEST(driven.sent.size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_create_that_never_left_was_surely_not_done) {
    ScriptedV10 v10;
    v10.fails(Kind::connect, false);
    BOOST_TEST(!expect<NoAnswer>(v10.drive(create()).answer).maybeDone);
}

BOOST_AUTO_TEST_CASE(credentials_that_get_no_token_are_refused_under_a_code_of_their_own) {
    ScriptedV10 v10;
    const auto conversation = v10.wallet().begin(create(), std::nullopt);
    const auto refuse = [](const rest::HttpRequest&, core::Now) -> rest::HttpResult {
        rest::HttpResponse response;
        response.status = 401;
        return response;
    };
    const auto refused = expect<Refused>(drive(*conversation, beginning(), refuse, true).answer);
    BOOST_TEST((refused.meaning == Refused::Meaning::unauthorised));
    BOOST_TEST(refused.code == "CREDENTIALS");
    BOOST_TEST(!refused.earlierAttemptMayArrive);
}

BOOST_AUTO_TEST_CASE(one_attempt_that_left_is_enough_for_doubt) {
    ScriptedV10 v10;
    v10.fails(Kind::io, true);
    v10.fails(Kind::connect, false);
    BOOST_TEST(expect<NoAnswer>(v10.drive(create()).answer).maybeDone);
}

BOOST_AUTO_TEST_CASE(a_refusal_after_a_lost_attempt_says_that_the_lost_one_may_arrive_yet) {
    ScriptedV10 v10;
    v10.fails(Kind::timeout, true);
    v10.answers(409, R"({"code":"1301"})");
    const auto refused = expect<Refused>(v10.drive(create()).answer);
    BOOST_TEST(refused.earlierAttemptMayArrive);
    BOOST_TEST(static_cast<int>(refused.meaning) ==
               static_cast<int>(Refused::Meaning::paymentAlreadyActive));
}

BOOST_DATA_TEST_CASE(a_server_error_is_no_answer, data::make({500, 501, 502, 503, 504, 599})) {
    ScriptedV10 v10;
    v10.answers(sample, R"({"code":"2003","message":"internal"})");
    const auto none = expect<NoAnswer>(v10.drive(create()).answer);
    BOOST_TEST(none.maybeDone);
    BOOST_TEST(none.text.find("2003") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_request_time_out_on_the_way_is_no_answer) {
    ScriptedV10 v10;
    v10.answers(408);
    BOOST_TEST(expect<NoAnswer>(v10.drive(create()).answer).maybeDone);
}

BOOST_AUTO_TEST_CASE(a_throttled_call_was_not_done_and_is_no_refusal) {
    ScriptedV10 v10;
    v10.answers(429);
    BOOST_TEST(!expect<NoAnswer>(v10.drive(create()).answer).maybeDone);
    ScriptedV10 doubtful;
    doubtful.fails(Kind::timeout, true);
    doubtful.answers(429);
    BOOST_TEST(expect<NoAnswer>(doubtful.drive(create()).answer).maybeDone);
}

BOOST_AUTO_TEST_CASE(answers_that_tell_who_pays_are_marked_for_the_trace) {
    const auto marked = [](const Call& call) {
        ScriptedV10 v10;
        v10.answers(404);
        return v10.drive(call).sent.at(0).sensitiveBody;
    };
    BOOST_TEST(marked(QueryPayment{payment}));
    BOOST_TEST(marked(QueryPayment{payment, true}));
    BOOST_TEST(marked(QueryCheckIn{core::PointOfSaleId(somePointOfSale)}));
    BOOST_TEST(!marked(CancelPayment{payment}));
}

BOOST_DATA_TEST_CASE(a_status_that_v10_does_not_know_breaks_the_protocol,
                     data::make({100, 202, 203, 206, 301, 302, 304, 307})) {
    ScriptedV10 v10;
    v10.answers(sample);
    const auto driven = v10.drive(create());
    expect<Malformed>(driven.answer);
    BOOST_TEST(driven.sent.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_poll_is_sent_once_and_bounded_by_its_own_time_out) {
    auto configuration = testConfiguration();
    configuration.timeOuts.poll = core::Milliseconds{333};
    for (const Call& call :
         {Call(QueryPayment{payment, true}), Call(QueryRefund{refund, payment, true}),
          Call(QueryCheckIn{core::PointOfSaleId(somePointOfSale)})}) {
        ScriptedV10 v10(configuration);
        v10.answers(500);
        const auto driven = v10.drive(call);
        BOOST_TEST_REQUIRE(driven.sent.size() == 1U);
        BOOST_TEST(driven.sent[0].timeout.count() == 333);
        expect<NoAnswer>(driven.answer);
    }
}

BOOST_AUTO_TEST_CASE(any_other_query_follows_the_retry_policy) {
    for (const Call& call :
         {Call(QueryPayment{payment}), Call(QueryRefund{refund, payment}), Call(FindStores{})}) {
        ScriptedV10 v10;
        v10.answers(500);
        const auto driven = v10.drive(call);
        BOOST_TEST_REQUIRE(driven.sent.size() == 3U);
        BOOST_TEST(driven.sent[0].timeout.count() == 500);
    }
}

BOOST_AUTO_TEST_CASE(a_capture_is_sent_as_often_as_it_is_told) {
    const auto sent = [](int attempts) {
        ScriptedV10 v10;
        v10.fails(Kind::timeout, true);
        return v10.drive(CapturePayment{payment, dkk(100), attempts}).sent.size();
    };
    BOOST_TEST(sent(1) == 1U);
    BOOST_TEST(sent(2) == 2U);
    BOOST_TEST(sent(0) == 3U);
    BOOST_TEST(sent(100) == 6U);
    ScriptedV10 v10;
    v10.fails(Kind::timeout, true);
    BOOST_TEST(v10.drive(CaptureRefund{refund, payment, 1}).sent.size() == 1U);
}

BOOST_AUTO_TEST_CASE(changes_have_two_seconds) {
    ScriptedV10 v10;
    v10.answers(200);
    BOOST_TEST(v10.drive(CancelPayment{payment}).sent.at(0).timeout.count() == 2000);
    BOOST_TEST(v10.drive(DeletePointOfSale{core::PointOfSaleId(somePointOfSale)})
                   .sent.at(0)
                   .timeout.count() == 2000);
}

BOOST_AUTO_TEST_CASE(a_question_without_time_to_be_asked_says_nothing_about_the_server) {
    ScriptedV10 late;
    late.fails(Kind::notTried, false);
    BOOST_TEST(expect<NoAnswer>(late.drive(CancelPayment{payment}).answer).notAsked);
    ScriptedV10 dark;
    dark.fails(Kind::connect, false);
    BOOST_TEST(!expect<NoAnswer>(dark.drive(CancelPayment{payment}).answer).notAsked);
}

BOOST_AUTO_TEST_CASE(nothing_is_sent_after_the_time_to_give_up) {
    ScriptedV10 v10;
    v10.answers(500);
    const auto late = v10.drive(CancelPayment{payment}, beginning().mono);
    BOOST_TEST(late.sent.empty());
    BOOST_TEST(!expect<NoAnswer>(late.answer).maybeDone);
    const auto soon = v10.drive(CancelPayment{payment}, beginning().mono + core::Milliseconds{50});
    BOOST_TEST_REQUIRE(soon.sent.size() == 1U);
    BOOST_TEST(soon.sent[0].timeout.count() <= 50);
}

BOOST_AUTO_TEST_CASE(
    a_question_that_got_its_token_after_another_was_answered_waits_for_the_poll_delay) {
    ScriptedV10 v10;
    v10.answers(200, R"({"paymentId":")" + somePayment + R"("})");
    auto now = v10.drive(create()).end;  // there is a token now
    const Call question = QueryCheckIn{core::PointOfSaleId(somePointOfSale)};
    const auto one = v10.wallet().begin(question, now.mono + core::Milliseconds{1200});
    const auto other = v10.wallet().begin(question, std::nullopt);
    const std::string url = std::get<rest::Send>(one->next(now)).request.url;
    std::get<rest::Send>(other->next(now));
    BOOST_TEST(
        std::get<rest::Send>(one->answered(now, rest::HttpResponse{401, {}, {}})).request.url !=
        url);
    other->answered(
        now, rest::HttpResponse{200, {}, R"({"isUserCheckedIn":false,"pollDelayInMs":1000})"});
    const auto step = one->answered(
        now, rest::HttpResponse{200, {}, R"({"access_token":"renewed","expires_in":3600})"});
    BOOST_REQUIRE(std::holds_alternative<rest::WaitUntil>(step));
    const auto opens = std::get<rest::WaitUntil>(step).when;
    BOOST_TEST((opens - now.mono).count() == 1000);
    now.mono = opens;
    const auto request = std::get<rest::Send>(one->next(now)).request;
    BOOST_TEST(request.url == url);
    BOOST_TEST(request.timeout.count() == 200);
    BOOST_TEST(request.timeoutWithConnect.value().count() == 200);
}

BOOST_AUTO_TEST_CASE(a_poll_delay_of_weeks_keeps_the_next_question_for_an_hour_at_most) {
    ScriptedV10 v10;
    const Call question = QueryCheckIn{core::PointOfSaleId(somePointOfSale)};
    v10.answers(200, R"({"isUserCheckedIn":false,"pollDelayInMs":2147483647})");
    const auto now = v10.drive(question).end;
    const auto step = v10.wallet().begin(question, std::nullopt)->next(now);
    BOOST_REQUIRE(std::holds_alternative<rest::WaitUntil>(step));
    BOOST_TEST((std::get<rest::WaitUntil>(step).when - now.mono <= std::chrono::hours{1}));
}

BOOST_AUTO_TEST_CASE(an_empty_answer_to_a_create_leaves_its_fate_open) {
    ScriptedV10 v10;
    v10.answers(200);
    expect<Malformed>(v10.drive(create()).answer);
}

BOOST_AUTO_TEST_SUITE_END()
