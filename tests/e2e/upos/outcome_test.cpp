// What a till is told, counted at the server: retries, health, what prints, what is known offline.
#include "include/mobilepay/direct_io.h"
#include "tests/e2e/upos/server_side.h"
#include "tests/unit/upos/till.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using test::Till;
namespace result = unifiedpos::result;

namespace {

using Events = std::vector<std::string>;
constexpr std::chrono::seconds patience{10};

struct Fixture {
    test::ServerSide server;

    std::int64_t creates() {
        const auto calls = server.books().record().calls();
        const auto at = calls.find("POST /payments");
        return at == calls.end() ? 0 : at->second;
    }
};

std::string ask(Till& till, std::int32_t command) {
    std::vector<Value> arguments{command, std::int32_t{0}, std::string()};
    BOOST_TEST(till.device().call(Method::directIO, arguments).ok());
    return std::get<std::string>(arguments.at(2));
}

Status health(Till& till, std::int32_t level) {
    return till.call(Method::checkHealth, {level});
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(outcomes, Fixture)

BOOST_AUTO_TEST_CASE(a_decline_without_a_listeners_answer_is_one_create_at_the_server) {
    server.tell("shopper", R"({"deed":"decline","checkInAfterMs":0,"answerAfterMs":0})");
    {
        Till cat(Category::cat, server.settings("DECLINE"));
        cat.asynchronous();
        BOOST_TEST(cat.sale().ok());
        BOOST_TEST_REQUIRE(cat.listener().await(1, patience));
        BOOST_TEST(cat.awaitState(unifiedpos::state::idle));
        BOOST_TEST(cat.listener().heard() == (Events{"error 114/1 1"}),
                   boost::test_tools::per_element());
        BOOST_TEST(cat.text(Property::centerResultCode) == "USER_DECLINED");
    }
    server.goAway();
    BOOST_TEST(creates() == 1);
}

BOOST_AUTO_TEST_CASE(a_sale_that_was_not_sent_is_asked_for_again_once_the_handler_wants_it) {
    {
        Till cat(Category::cat, server.settings("RETRY"));
        cat.asynchronous();
        server.goAway();
        std::atomic<bool> back{false};
        cat.listener().onEvent = [&](const std::string& event) {
            if (event.starts_with("error") && !back.exchange(true)) server.comeBack();
        };
        cat.listener().errorResponse = unifiedpos::error::responseRetry;
        BOOST_TEST(cat.sale(1, 350000).ok());
        BOOST_TEST_REQUIRE(cat.listener().await(2, patience));
        BOOST_TEST(cat.listener().heard() == (Events{"error 114/92 1", "complete 1"}),
                   boost::test_tools::per_element());
        BOOST_TEST(cat.currency(Property::settledAmount) == 350000);
    }
    server.goAway();
    BOOST_TEST(creates() == 1);
    BOOST_TEST(server.books().model().allPayments().size() == 1U);
}

BOOST_AUTO_TEST_CASE(health_is_asked_of_the_journal_inside_and_of_the_server_outside) {
    Till cat(Category::cat, server.settings("HEALTH"));
    cat.enabled();
    BOOST_TEST(health(cat, unifiedpos::health::internal).ok());
    BOOST_TEST(health(cat, unifiedpos::health::external).ok());
    BOOST_TEST(cat.text(Property::checkHealthText) == "External HCheck: Successful");
    server.goAway();
    BOOST_TEST(health(cat, unifiedpos::health::internal).ok());
    const auto offline = health(cat, unifiedpos::health::external);
    BOOST_TEST(offline.resultCode == result::offline, offline.text);
    BOOST_TEST(cat.text(Property::checkHealthText).starts_with("External HCheck: Failed"));
    BOOST_TEST(health(cat, unifiedpos::health::interactive).resultCode == result::illegal);
}

BOOST_AUTO_TEST_CASE(without_network_the_last_known_point_of_sale_is_told) {
    const auto settings = server.settings("OFFLINE");
    std::string known;
    std::string code;
    {
        Till cat(Category::cat, settings);
        cat.enabled();
        BOOST_TEST(cat.sale().ok());
        known = ask(cat, direct_io::pointOfSale);
        code = ask(cat, direct_io::qrText);
        BOOST_TEST(known.find(";confirmed=1") != std::string::npos, known);
    }
    server.goAway();
    Till cat(Category::cat, settings);
    cat.enabled();
    const auto now = ask(cat, direct_io::pointOfSale);
    BOOST_TEST(ask(cat, direct_io::qrText) == code);
    BOOST_TEST(now.find(";confirmed=0") != std::string::npos, now);
    BOOST_TEST(now.substr(0, now.find(';')) == known.substr(0, known.find(';')));
    BOOST_TEST(cat.sale().extended == unifiedpos::cat_error::communication);
}

BOOST_AUTO_TEST_CASE(whatever_prints_is_ascii_and_bounded) {
    constexpr std::size_t limit = 64;
    Till cat(Category::cat, server.settings("PRINTS"));
    cat.enabled();
    std::vector<Value> label{direct_io::label, std::int32_t{0}, std::string("Tak for i dag, æøå")};
    BOOST_TEST(cat.device().call(Method::directIO, label).ok());
    const auto requireAll = [&] {
        for (const auto property :
             {Property::accountNumber, Property::approvalCode, Property::cardCompanyId,
              Property::centerResultCode, Property::paymentDetail, Property::slipNumber,
              Property::transactionNumber, Property::deviceName}) {
            const auto text = cat.text(property);
            BOOST_TEST(text.size() <= limit, text);
            BOOST_TEST(
                std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; }),
                text);
        }
        BOOST_TEST(cat.text(Property::additionalSecurityInformation).size() <= 2 * limit);
    };
    BOOST_TEST(cat.sale().ok());
    requireAll();
    server.tell("faults",
                R"({"kind":"error","method":"POST","path":"*/payments","status":409,"code":1301})");
    (void)cat.sale();
    requireAll();
    BOOST_TEST(cat.authorize(Method::authorizePreSales, 3, 350000).ok());
    requireAll();
}

BOOST_AUTO_TEST_CASE(a_sale_under_way_is_no_result_that_could_be_handed_over) {
    server.tell("shopper", R"({"deed":"approve","checkInAfterMs":0,"answerAfterMs":2000})");
    Till cat(Category::cat, server.settings("UNDERWAY"));
    cat.asynchronous();
    BOOST_TEST(cat.sale().ok());
    const auto undelivered = [&] {
        std::vector<Value> arguments{direct_io::undelivered, std::int32_t{0}, std::string()};
        BOOST_TEST(cat.device().call(Method::directIO, arguments).ok());
        return std::get<std::int32_t>(arguments.at(1));
    };
    const auto unresolved = [&] {
        std::vector<Value> arguments{direct_io::unresolved, std::int32_t{0}, std::string()};
        BOOST_TEST(cat.device().call(Method::directIO, arguments).ok());
        return std::get<std::int32_t>(arguments.at(1));
    };
    while (unresolved() == 0)
        std::this_thread::yield();
    BOOST_TEST(undelivered() == 0);
    cat.text(Property::approvalCode);
    BOOST_TEST(cat.set(Property::freezeEvents, 1).ok());
    while (cat.state() != unifiedpos::state::idle)
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    BOOST_TEST(undelivered() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
