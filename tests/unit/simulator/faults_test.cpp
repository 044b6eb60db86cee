// The fault plan, in process.
#include "tests/simulator/handler/faults.h"

#include "tests/simulator/handler/settings.h"
#include "tests/unit/simulator/till.h"

#include <boost/test/unit_test.hpp>

namespace mobilepay::simulator::test {
namespace {

using Ms = core::Milliseconds;

/// Creates a payment under one fault and tells whether the work was done.
struct Trial {
    explicit Trial(const std::string& fault) {
        BOOST_REQUIRE_EQUAL(till.control("POST", "faults", fault).status, 200);
        auto request = till.request("POST", "/payments", till.paymentJson());
        request.headers.push_back({"X-MobilePay-Idempotency-Key", "key"});
        exchange = till.handler.exchange(request, till.now);
        done = !till.handler.model().allPayments().empty();
        again = till.handler.exchange(request, till.now);
    }
    Till till;
    Exchange exchange;
    bool done = false;
    Exchange again;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(faults)

BOOST_AUTO_TEST_CASE(a_delay_does_the_work_and_answers_late) {
    const Trial trial(R"({"kind":"delay","delayMs":2500})");
    BOOST_TEST(trial.done);
    BOOST_TEST((trial.exchange.delay == Ms{2500}));
    BOOST_TEST(trial.exchange.response.status == 200);
}
BOOST_AUTO_TEST_CASE(late_work_answers_late_too) {
    const Trial trial(R"({"kind":"late-work","delayMs":10})");
    BOOST_TEST((trial.exchange.delay == Ms{10}));
}
BOOST_AUTO_TEST_CASE(a_drop_before_the_work_does_nothing) {
    const Trial trial(R"({"kind":"drop-before"})");
    BOOST_TEST(!trial.done);
    BOOST_TEST((trial.exchange.delivery == Delivery::none));
}
BOOST_AUTO_TEST_CASE(a_drop_after_the_work_does_it_and_answers_nothing) {
    const Trial trial(R"({"kind":"drop-after"})");
    BOOST_TEST(trial.done);
    BOOST_TEST((trial.exchange.delivery == Delivery::none));
}
BOOST_AUTO_TEST_CASE(an_error_is_a_500_and_nothing_is_done) {
    const Trial trial(R"({"kind":"error"})");
    BOOST_TEST(!trial.done);
    BOOST_TEST(trial.exchange.response.status == 500);
    BOOST_TEST(parseJson(trial.exchange.response.body).find("code")->text == "2000");
}
BOOST_AUTO_TEST_CASE(any_documented_error_can_be_planned) {
    const Trial trial(R"({"kind":"error","status":409,"code":1368})");
    BOOST_TEST(trial.exchange.response.status == 409);
    BOOST_TEST(parseJson(trial.exchange.response.body).find("code")->text == "1368");
}
BOOST_AUTO_TEST_CASE(an_error_without_a_code_has_no_body) {
    const Trial trial(R"({"kind":"error","status":503,"code":0})");
    BOOST_TEST(trial.exchange.response.status == 503);
    BOOST_TEST(trial.exchange.response.body.empty());
}
BOOST_AUTO_TEST_CASE(an_error_after_the_work_has_done_it) {
    const Trial trial(R"({"kind":"error-after"})");
    BOOST_TEST(trial.done);
    BOOST_TEST(trial.exchange.response.status == 500);
}
BOOST_AUTO_TEST_CASE(a_malformed_answer_is_no_json) {
    const Trial trial(R"({"kind":"malformed"})");
    BOOST_TEST(trial.done);
    BOOST_TEST(trial.exchange.response.status == 200);
    BOOST_CHECK_THROW(parseJson(trial.exchange.response.body), JsonError);
}
BOOST_AUTO_TEST_CASE(an_empty_answer_becomes_malformed_too) {
    Till till;
    const std::string id = till.payment();
    till.control("POST", "faults", R"({"kind":"malformed"})");
    const auto exchange =
        till.handler.exchange(till.request("POST", "/payments/" + id + "/cancel"), till.now);
    BOOST_TEST(exchange.response.status == 200);
    BOOST_CHECK_THROW(parseJson(exchange.response.body), JsonError);
}
BOOST_AUTO_TEST_CASE(a_slow_answer_trickles) {
    const Trial trial(R"({"kind":"slow","delayMs":7})");
    BOOST_TEST(trial.done);
    BOOST_TEST((trial.exchange.delivery == Delivery::slow));
    BOOST_TEST((trial.exchange.trickle == Ms{7}));
}
BOOST_AUTO_TEST_CASE(a_cut_answer_was_done) {
    const Trial trial(R"({"kind":"cut"})");
    BOOST_TEST(trial.done);
    BOOST_TEST((trial.exchange.delivery == Delivery::cut));
}
BOOST_AUTO_TEST_CASE(a_401_comes_once_and_nothing_is_done) {
    const Trial trial(R"({"kind":"unauthorized"})");
    BOOST_TEST(!trial.done);
    BOOST_TEST(trial.exchange.response.status == 401);
    BOOST_TEST(trial.again.response.status == 200);
}

BOOST_AUTO_TEST_CASE(a_fault_hits_the_nth_matching_call_and_so_many_after_it) {
    FaultPlan plan;
    plan.add(readFault(
        parseJson(R"({"kind":"error","method":"POST","path":"*/capture","nth":2,"times":2})")));
    const auto hit = [&](std::string_view method, std::string_view path) {
        return plan.next(method, path).has_value();
    };
    BOOST_TEST(!hit("POST", "/pos/v10/payments/1/capture"));
    BOOST_TEST(!hit("GET", "/pos/v10/payments/1/capture"));
    BOOST_TEST(!hit("POST", "/pos/v10/payments"));
    BOOST_TEST(hit("POST", "/pos/v10/refunds/1/capture"));
    BOOST_TEST(hit("POST", "/pos/v10/payments/1/capture"));
    BOOST_TEST(!hit("POST", "/pos/v10/payments/1/capture"));
}

BOOST_AUTO_TEST_CASE(a_fault_without_an_end_hits_always) {
    FaultPlan plan;
    plan.add({.kind = FaultKind::error, .times = 0});
    for (int i = 0; i < 100; ++i)
        BOOST_TEST(plan.next("GET", "/").has_value());
    plan.clear();
    BOOST_TEST(!plan.next("GET", "/").has_value());
}

BOOST_AUTO_TEST_CASE(of_two_faults_the_older_hits_and_the_other_counts_on) {
    FaultPlan plan;
    plan.add({.kind = FaultKind::cut});
    plan.add({.kind = FaultKind::delay, .nth = 2});
    BOOST_TEST((plan.next("GET", "/")->kind == FaultKind::cut));
    BOOST_TEST((plan.next("GET", "/")->kind == FaultKind::delay));
}

BOOST_AUTO_TEST_CASE(patterns_match_any_run_of_characters) {
    BOOST_TEST(isMatch("*", ""));
    BOOST_TEST(isMatch("*", "/a/b"));
    BOOST_TEST(isMatch("/a/*/c", "/a/b/b/c"));
    BOOST_TEST(isMatch("*/payments", "/pos/v10/payments"));
    BOOST_TEST(!isMatch("*/payments", "/pos/v10/payments/1"));
    BOOST_TEST(!isMatch("/a", "/ab"));
    BOOST_TEST(isMatch("*a*b", "xaybab"));
}

BOOST_AUTO_TEST_CASE(the_token_endpoint_can_fail_too) {
    Till till;
    till.control("POST", "faults", R"([{"kind":"error","path":"*/connect/token"}])");
    const rest::HttpRequest request =
        bare("POST", "https://localhost/integrator-authentication/connect/token", {}, "");
    BOOST_TEST(till.handler.exchange(request, till.now).response.status == 500);
}

BOOST_AUTO_TEST_CASE(the_control_api_is_spared_and_can_forget_the_faults) {
    Till till;
    till.control("POST", "faults", R"({"kind":"drop-before","times":0})");
    const rest::HttpRequest forget = bare("DELETE", "/mpsim/faults", {}, "");
    BOOST_TEST(till.handler.exchange(forget, till.now).response.status == 200);
    BOOST_TEST(till.handler.exchange(till.request("GET", "/stores"), till.now).response.status ==
               200);
}

BOOST_AUTO_TEST_CASE(a_wrong_fault_is_refused_and_nothing_is_planned) {
    Till till;
    for (const std::string bad :
         {"", "{}", R"({"kind":"earthquake"})", R"({"kind":"delay","delayMs":"soon"})",
          R"({"kind":"error","nth":0})", R"({"kind":"error","status":200})",
          R"([{"kind":"error"},{"kind":"x"}])", R"({"kind":"error","colour":"red"})"})
        BOOST_TEST(till.control("POST", "faults", bad).status == 400);
    BOOST_TEST(till.handler.faults().empty());
}

BOOST_AUTO_TEST_CASE(every_kind_is_found_again_by_its_name) {
    for (int i = 0; i < 10; ++i) {
        const auto kind = static_cast<FaultKind>(i);
        BOOST_TEST((faultKindNamed(nameOf(kind)) == kind));
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::simulator::test
