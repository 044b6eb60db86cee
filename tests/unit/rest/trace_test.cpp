#include "driver/rest/trace.h"

#include "tests/unit/rest/virtual_calls.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::rest;
using namespace mobilepay::rest::testing;
using namespace std::chrono_literals;

namespace {

class Lines final : public TraceSink {
public:
    void line(std::string_view text) override { lines.emplace_back(text); }
    [[nodiscard]] bool hold(const std::string& words) const {
        return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
            return line.find(words) != std::string::npos;
        });
    }
    std::vector<std::string> lines;
};

HttpRequest request() {
    HttpRequest asked;
    asked.method = "POST";
    asked.url = "https://api.test:8443/pos/v10/payments?x=1";
    asked.headers = {{"Authorization", "Bearer SECRET1", true},
                     {"X-Subscription", "SECRET2", true},
                     {"Cookie", "SECRET3", false},
                     {"X-MobilePay-Idempotency-Key", "key-1", false}};
    asked.body = "{\"orderId\":\"o\"}";
    return asked;
}

HttpResponse answered() {
    return {200, {{"Set-Cookie", "SECRET4", false}, {"Via", "x", false}}, "{\"paymentId\":\"p\"}"};
}

Lines traced(TraceDetail detail, const HttpRequest& asked, const HttpResult& result) {
    Lines lines;
    Trace(&lines, detail).exchange(asked, result, 42ms);
    return lines;
}

class OneAnswer final : public HttpTransport {
public:
    HttpResult exchange(const HttpRequest&) override { return answered(); }
    std::optional<HttpFailure> prepare(const std::string&,
                                       std::optional<core::Milliseconds>) override {
        return failure(HttpFailure::Kind::connect, false);
    }
};

class TickingClock final : public core::Clock {
public:
    core::MonoTime monotonic() const override { return now = now + 7ms; }
    core::WallTime wall() const override { return {}; }
    mutable core::MonoTime now{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(trace)

BOOST_AUTO_TEST_CASE(one_line_says_what_support_asks_for) {
    const Lines lines = traced(TraceDetail::line, request(), answered());
    BOOST_REQUIRE(lines.lines.size() == 1U);
    BOOST_TEST(lines.lines[0] ==
               "POST /pos/v10/payments?x=1 -> 200, in 17 bytes, out 15 bytes, 42 ms");
}

BOOST_AUTO_TEST_CASE(an_error_shows_its_correlation_id_whatever_its_case) {
    const auto body = [](const std::string& name) {
        return response(409, "{\"code\":\"1301\",\"" + name + "\":\"c-77\"}");
    };
    for (const char* const name : {"correlationId", "CorrelationId", "CORRELATIONID"}) {
        BOOST_TEST(traced(TraceDetail::line, request(), body(name)).hold("correlation c-77"));
    }
    HttpResponse header = response(500, "<html>");
    header.headers = {{"x-correlation-id", "h-1", false}};
    BOOST_TEST(traced(TraceDetail::line, request(), header).hold("correlation h-1"));
}

BOOST_AUTO_TEST_CASE(a_failure_shows_its_kind_and_whether_it_was_sent) {
    BOOST_TEST(traced(TraceDetail::line, request(), failure(HttpFailure::Kind::timeout, true))
                   .hold("-> timeout (sent): scripted timeout"));
    BOOST_TEST(traced(TraceDetail::line, request(), failure(HttpFailure::Kind::tls, false))
                   .hold("-> tls (not sent)"));
}

BOOST_AUTO_TEST_CASE(credentials_are_masked_at_every_detail) {
    for (const TraceDetail detail :
         {TraceDetail::line, TraceDetail::headers, TraceDetail::bodies}) {
        BOOST_TEST(!traced(detail, request(), answered()).hold("SECRET"));
    }
    const Lines lines = traced(TraceDetail::headers, request(), answered());
    BOOST_TEST(lines.hold("Authorization: ***"));
    BOOST_TEST(lines.hold("X-MobilePay-Idempotency-Key: key-1"));
    BOOST_TEST(lines.hold("Set-Cookie: ***"));
    BOOST_TEST(!lines.hold("orderId"));
}

BOOST_AUTO_TEST_CASE(bodies_are_written_unless_they_are_sensitive) {
    const Lines open = traced(TraceDetail::bodies, request(), answered());
    BOOST_TEST(open.hold("{\"orderId\":\"o\"}"));
    BOOST_TEST(open.hold("{\"paymentId\":\"p\"}"));
    HttpRequest sensitive = request();
    sensitive.sensitiveBody = true;
    const Lines masked = traced(TraceDetail::bodies, sensitive, answered());
    BOOST_TEST(!masked.hold("orderId"));
    BOOST_TEST(!masked.hold("paymentId"));
}

BOOST_AUTO_TEST_CASE(nobody_forges_lines_or_floods_the_log) {
    HttpRequest odd = request();
    odd.headers.push_back({"X-Odd", "a\r\nPOST /forged \x1b[31m", false});
    const Lines lines =
        traced(TraceDetail::bodies, odd, response(200, "x\ny" + std::string(100'000, 'z')));
    for (const std::string& line : lines.lines) {
        BOOST_TEST(line.find_first_of("\r\n\x1b") == std::string::npos);
        BOOST_TEST(line.size() < 5000U);
    }
}

BOOST_AUTO_TEST_CASE(a_traced_transport_traces_what_it_passes_on) {
    Lines lines;
    const Trace trace(&lines, TraceDetail::line);
    const TickingClock clock;
    TracedTransport transport(std::make_unique<OneAnswer>(), &trace, &clock);
    BOOST_TEST(std::get<HttpResponse>(transport.exchange(request())).status == 200);
    BOOST_TEST(lines.hold(", 7 ms"));
    BOOST_TEST(transport.prepare("https://api.test/", {}).has_value());
    BOOST_TEST(lines.hold("CONNECT / -> connect (not sent)"));
}

BOOST_AUTO_TEST_SUITE_END()
