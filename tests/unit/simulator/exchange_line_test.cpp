// The lines that checkers of the wire read: complete, and without secrets.
#include "tests/simulator/handler/exchange_line.h"

#include "tests/simulator/handler/json_reader.h"
#include "tests/simulator/handler/masking.h"
#include "tests/simulator/model/seeded_random.h"

#include <vector>

#include <boost/test/unit_test.hpp>

namespace mobilepay::simulator::test {
namespace {

constexpr std::string_view tokenPath = "/integrator-authentication/connect/token";

/// A server whose every exchange is kept as a line.
struct Watched {
    Watched() {
        handler.watch([this](const rest::HttpRequest& request, const Exchange& exchange,
                             std::string_view fault) {
            lines.push_back(exchangeLine(now, request, exchange, fault));
        });
    }
    void call(std::string method, std::string url, rest::Headers headers = {},
              std::string body = {}) {
        rest::HttpRequest request;
        request.method = std::move(method);
        request.url = std::move(url);
        request.headers = std::move(headers);
        request.body = std::move(body);
        handler.exchange(request, now);
    }
    void trouble(FaultKind kind) {
        Fault fault;
        fault.kind = kind;
        handler.faults().add(fault);
    }
    [[nodiscard]] JsonValue last() const { return parseJson(lines.back()); }

    core::WallTime now = core::fromIso8601("2026-11-23T12:00:00Z");
    SeededRandom random{1};
    Handler handler{defaultWorld(), Rules{}, random};
    std::vector<std::string> lines;
};

std::string textOf(const JsonValue& line, std::string_view name) {
    const JsonValue* found = line.find(name);
    return found == nullptr ? "(missing)" : found->text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exchange_line)

BOOST_AUTO_TEST_CASE(a_line_holds_both_sides_of_the_exchange) {
    Watched server;
    server.call("GET", "/pos/v10/stores?x=1", {{"Accept", "application/json"}});
    const JsonValue line = server.last();
    BOOST_TEST(server.lines.size() == 1U);
    BOOST_TEST(server.lines.back().find('\n') == std::string::npos);
    BOOST_TEST(textOf(line, "at") == core::toIso8601(server.now));
    BOOST_TEST(textOf(line, "method") == "GET");
    BOOST_TEST(textOf(line, "url") == "/pos/v10/stores?x=1");
    BOOST_TEST(textOf(line, "status") == "401");
    BOOST_TEST(line.find("fault") == nullptr);
    const auto& headers = line.find("requestHeaders")->items;
    BOOST_REQUIRE(headers.size() == 1U);
    BOOST_TEST(headers[0].items[0].text == "Accept");
    BOOST_TEST(headers[0].items[1].text == "application/json");
    BOOST_TEST(!line.find("responseHeaders")->items.empty());
}

BOOST_AUTO_TEST_CASE(credentials_and_tokens_stand_in_no_line) {
    Watched server;
    const auto& client = server.handler.model().world().integrators.front();
    server.call("POST", std::string{tokenPath},
                {{"Authorization", "Basic c2VjcmV0"},
                 {"Content-Type", "application/x-www-form-urlencoded"}},
                "grant_type=client_credentials&client_secret=" + client.secret);
    const JsonValue line = server.last();
    BOOST_TEST(server.lines.back().find("c2VjcmV0") == std::string::npos);
    BOOST_TEST(textOf(line, "requestBody") == "***");
    BOOST_TEST(line.find("requestHeaders")->items[0].items[1].text == "Basic ***");
    server.call("GET", "/pos/v10/stores", {{"authorization", "Bearer abcdef"}});
    BOOST_TEST(server.lines.back().find("abcdef") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(phone_numbers_are_cut_and_all_other_digits_stay) {
    BOOST_TEST(
        maskedPhoneNumbers(R"({"phoneNumber":"+4520031801","beaconId":"123456789012345"})") ==
        R"({"phoneNumber":"+45********","beaconId":"123456789012345"})");
    BOOST_TEST(maskedPhoneNumbers("2026-11-23T12:00:00+00:00") == "2026-11-23T12:00:00+00:00");
    BOOST_TEST(maskedPhoneNumbers("+") == "+");
    BOOST_TEST(maskedPhoneNumbers("") == "");
}

BOOST_AUTO_TEST_CASE(tokens_of_a_customer_are_masked_and_all_other_fields_stay) {
    BOOST_TEST(maskedCustomerTokens(
                   R"({"customerToken":"c0ffee","customerReceiptToken":"","amount":1,"x":"y"})") ==
               R"({"customerToken":"******","customerReceiptToken":"","amount":1,"x":"y"})");
    BOOST_TEST(maskedCustomerTokens(R"([{"customerToken":"a"},{"customerToken":"b)") ==
               R"([{"customerToken":"*"},{"customerToken":"*)");
    BOOST_TEST(maskedCustomerTokens(R"({"customerToken":null})") == R"({"customerToken":null})");
}

BOOST_AUTO_TEST_CASE(an_answer_that_was_not_sent_whole_is_left_out_and_the_fault_named) {
    for (const FaultKind kind : {FaultKind::dropBefore, FaultKind::dropAfter, FaultKind::cut}) {
        Watched server;
        server.trouble(kind);
        server.call("GET", "/pos/v10/stores");
        BOOST_TEST(textOf(server.last(), "fault") == nameOf(kind));
        BOOST_TEST(server.last().find("status") == nullptr);
        BOOST_TEST(server.last().find("responseBody") == nullptr);
    }
}

BOOST_AUTO_TEST_CASE(an_answer_that_came_whole_under_a_fault_is_kept_and_the_fault_named) {
    for (const FaultKind kind : {FaultKind::delay, FaultKind::error, FaultKind::errorAfter,
                                 FaultKind::malformed, FaultKind::slow}) {
        Watched server;
        server.trouble(kind);
        server.call("GET", "/pos/v10/stores");
        BOOST_TEST(textOf(server.last(), "fault") == nameOf(kind));
        BOOST_TEST(server.last().find("status") != nullptr);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::simulator::test
