// Daily log and settlement over a real lane: journal, wire and recovery as they ship.
#include "driver/core/money.h"
#include "include/mobilepay/direct_io.h"
#include "tests/e2e/upos/server_side.h"
#include "tests/unit/upos/till.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <optional>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using test::Till;
namespace result = unifiedpos::result;

namespace {

constexpr std::int32_t reporting = 1;
constexpr std::int32_t settlement = 2;
/// Captures fail, so that what was decided stays open.
constexpr const char* noCapture =
    R"({"kind":"error","method":"POST","path":"*/payments/*/capture","times":0})";
/// Nothing about payments comes through.
constexpr const char* noPayments = R"({"kind":"drop-before","path":"*/payments*","times":0})";

struct Fixture {
    test::ServerSide server;

    Till till(const std::string& lane, Category category = Category::cat) {
        return Till(category, server.settings(lane));
    }
};

/// What a suite does to void, refund or complete: hands back the transaction's number.
Status refer(Till& till, Method method, std::int32_t number, std::int64_t amount,
             const std::string& reference) {
    BOOST_TEST(till.set(Property::additionalSecurityInformation, reference).ok());
    return till.authorize(method, number, amount);
}

std::string sell(Till& till, std::int32_t number, std::int64_t amount,
                 Method method = Method::authorizeSales) {
    const auto status = till.authorize(method, number, amount);
    BOOST_TEST_REQUIRE(status.ok(), status.text);
    return till.text(Property::transactionNumber);
}

Status log(Till& till, std::int32_t type) {
    return till.call(Method::accessDailyLog, {std::int32_t{900}, type, std::int32_t{10000}});
}

/// The transaction types (field 2) of the log's lines, in order.
std::vector<std::string> types(const std::string& log) {
    std::vector<std::string> found;
    for (std::size_t at = 0; at < log.size(); at = log.find("\r\n", at) + 2) {
        const auto begin = log.find(',', at) + 1;
        found.push_back(log.substr(begin, log.find(',', begin) - begin));
    }
    return found;
}

std::string ask(Till& till, std::int32_t command) {
    std::vector<Value> arguments{command, std::int32_t{0}, std::string()};
    BOOST_TEST(till.device().call(Method::directIO, arguments).ok());
    return std::get<std::string>(arguments.at(2));
}

using Types = std::vector<std::string>;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(end_of_day, Fixture)

BOOST_AUTO_TEST_CASE(the_day_is_reported_counted_and_closed) {
    auto cat = till("DAY");
    cat.enabled();
    const auto coffee = sell(cat, 1, 350000);
    const auto cake = sell(cat, 2, 485000);
    const auto room = sell(cat, 3, 8000000, Method::authorizePreSales);
    BOOST_TEST(refer(cat, Method::authorizeVoid, 4, 350000, coffee).ok());
    BOOST_TEST(refer(cat, Method::authorizeRefund, 5, 200000, cake).ok());
    BOOST_TEST(refer(cat, Method::authorizeCompletion, 6, 8000000, room).ok());

    BOOST_TEST(log(cat, reporting).ok());
    const auto report = cat.text(Property::dailyLog);
    BOOST_TEST(types(report) == (Types{"10", "10", "40", "20", "21", "30"}),
               boost::test_tools::per_element());
    BOOST_TEST(report.find(coffee) != std::string::npos);
    BOOST_TEST(cat.number(Property::sequenceNumber) == 900);
    const auto totals = ask(cat, direct_io::totals);
    BOOST_TEST(totals ==
               "kind=sale;currency=DKK;amount=83.50;count=2\r\n"
               "kind=presale;currency=DKK;amount=800.00;count=1\r\n"
               "kind=completion;currency=DKK;amount=800.00;count=1\r\n"
               "kind=void;currency=DKK;amount=35.00;count=1\r\n"
               "kind=refund;currency=DKK;amount=20.00;count=1\r\n");

    BOOST_TEST(log(cat, settlement).ok());
    BOOST_TEST(cat.text(Property::dailyLog) == report);
    BOOST_TEST(ask(cat, direct_io::settledTotals) == totals);
    BOOST_TEST(ask(cat, direct_io::totals).empty());
    BOOST_TEST(log(cat, reporting).ok());
    BOOST_TEST(cat.text(Property::dailyLog).empty());
}

BOOST_AUTO_TEST_CASE(an_open_period_survives_a_restart_and_a_closed_one_stays_closed) {
    std::string report;
    {
        auto cat = till("RESTART");
        cat.enabled();
        sell(cat, 1, 350000);
        BOOST_TEST(log(cat, reporting).ok());
        report = cat.text(Property::dailyLog);
        BOOST_TEST(types(report) == (Types{"10"}), boost::test_tools::per_element());
    }
    {
        auto cat = till("RESTART");
        cat.enabled();
        BOOST_TEST(log(cat, settlement).ok());
        BOOST_TEST(cat.text(Property::dailyLog) == report);
    }
    auto cat = till("RESTART");
    cat.enabled();
    BOOST_TEST(log(cat, settlement).ok());
    BOOST_TEST(cat.text(Property::dailyLog).empty());
}

BOOST_AUTO_TEST_CASE(a_pre_sale_held_on_purpose_blocks_nothing_and_completes_on_another_day) {
    auto cat = till("HOTEL");
    cat.enabled();
    const auto room = sell(cat, 1, 8000000, Method::authorizePreSales);
    BOOST_TEST(log(cat, settlement).ok());
    BOOST_TEST(types(cat.text(Property::dailyLog)) == (Types{"40"}),
               boost::test_tools::per_element());
    BOOST_TEST(refer(cat, Method::authorizeCompletion, 2, 8000000, room).ok());
    BOOST_TEST(log(cat, settlement).ok());
    BOOST_TEST(types(cat.text(Property::dailyLog)) == (Types{"30"}),
               boost::test_tools::per_element());
    BOOST_TEST(ask(cat, direct_io::settledTotals) ==
               "kind=completion;currency=DKK;amount=800.00;count=1\r\n");
}

BOOST_AUTO_TEST_CASE(a_capture_under_way_blocks_its_own_lane_only_and_is_named) {
    auto cat = till("PENDING");
    auto other = till("OTHER");
    cat.enabled();
    other.enabled();
    sell(other, 1, 100000);
    sell(cat, 1, 350000);
    server.tell("faults", noCapture);
    const auto pending = sell(cat, 2, 485000);
    BOOST_TEST(cat.text(Property::centerResultCode) == "APPROVED_CAPTURE_PENDING");

    const auto status = log(cat, settlement);
    BOOST_TEST(status.resultCode == result::extended);
    BOOST_TEST(status.extended == unifiedpos::cat_error::communication);
    BOOST_TEST(status.text.find(pending) != std::string::npos, status.text);
    BOOST_TEST(status.text.find("48.50 DKK") != std::string::npos, status.text);
    BOOST_TEST(log(other, settlement).ok());
    BOOST_TEST(types(other.text(Property::dailyLog)) == (Types{"10"}),
               boost::test_tools::per_element());

    // Nothing was closed; once the capture comes through everything is.
    BOOST_TEST(log(cat, reporting).ok());
    BOOST_TEST(types(cat.text(Property::dailyLog)) == (Types{"10"}),
               boost::test_tools::per_element());
    server.forgetFaults();
    const auto settled = log(cat, settlement);
    BOOST_TEST(settled.ok(), settled.text);
    BOOST_TEST(types(cat.text(Property::dailyLog)) == (Types{"10", "10"}),
               boost::test_tools::per_element());
    BOOST_TEST(cat.text(Property::dailyLog).find(pending) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_sale_of_unknown_outcome_blocks_and_is_named_by_its_order) {
    auto cat = till("UNKNOWN");
    cat.enabled();
    sell(cat, 1, 350000);
    server.tell("faults", noPayments);
    const auto sale = cat.authorize(Method::authorizeSales, 2, 485000, 3000);
    BOOST_TEST(sale.extended == unifiedpos::cat_error::communication, sale.text);
    const auto code = cat.text(Property::centerResultCode);
    BOOST_TEST_REQUIRE(code.starts_with("UNKNOWN:"), code);
    const auto status = log(cat, settlement);
    BOOST_TEST(status.extended == unifiedpos::cat_error::communication);
    BOOST_TEST(status.text.find(code.substr(8)) != std::string::npos, status.text);

    server.forgetFaults();
    const auto settled = log(cat, settlement);
    BOOST_TEST(settled.ok(), settled.text);
    BOOST_TEST(types(cat.text(Property::dailyLog)) == (Types{"10"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_training_does_is_in_no_log_and_blocks_nothing) {
    auto cat = till("LESSON");
    cat.enabled();
    sell(cat, 1, 350000);
    BOOST_TEST(cat.set(Property::trainingMode, 1).ok());
    const auto lesson = sell(cat, 2, 485000);
    BOOST_TEST(lesson.starts_with("TRAINING-"));
    BOOST_TEST(log(cat, settlement).ok());
    BOOST_TEST(cat.text(Property::dailyLog).empty());
    BOOST_TEST(cat.set(Property::trainingMode, 0).ok());
    BOOST_TEST(log(cat, settlement).ok());
    BOOST_TEST(types(cat.text(Property::dailyLog)) == (Types{"10"}),
               boost::test_tools::per_element());
    BOOST_TEST(ask(cat, direct_io::settledTotals) ==
               "kind=sale;currency=DKK;amount=35.00;count=1\r\n");
}

BOOST_AUTO_TEST_CASE(electronic_value_reads_and_closes_the_same_period) {
    {
        auto cat = till("SHARED");
        cat.enabled();
        sell(cat, 1, 350000);
    }
    auto value = till("SHARED", Category::electronicValueRw);
    value.enabled();
    BOOST_TEST(value.device().setCurrency(32901, 485000).ok());
    BOOST_TEST(value.call(Method::subtractValue, {2, 10000}).ok());
    const auto access = [&](std::int32_t type) {
        return value.call(Method::accessLog, {std::int32_t{3}, type, std::int32_t{10000}});
    };
    BOOST_TEST(access(reporting).ok());
    const auto report = value.text(Property::transactionLog);
    BOOST_TEST(types(report) == (Types{"10", "10"}), boost::test_tools::per_element());
    server.tell("faults", noCapture);
    BOOST_TEST(value.call(Method::subtractValue, {4, 10000}).ok());
    const auto blocked = access(settlement);
    BOOST_TEST(blocked.extended == unifiedpos::evrw_error::communication, blocked.text);
    server.forgetFaults();
    BOOST_TEST(access(settlement).ok());
    BOOST_TEST(types(value.text(Property::transactionLog)).size() == 3U);
    BOOST_TEST(log(value, reporting).ok());
    BOOST_TEST(value.text(Property::dailyLog).empty());
}

BOOST_AUTO_TEST_CASE(a_settlement_keeps_to_its_time_and_can_be_stopped) {
    auto cat = till("SLOW");
    cat.enabled();
    server.tell("faults", noCapture);
    sell(cat, 1, 350000);
    server.forgetFaults();
    server.tell("faults", R"({"kind":"delay","path":"*/payments/*","delayMs":8000,"times":0})");
    const auto begin = std::chrono::steady_clock::now();
    const auto late = cat.call(Method::accessDailyLog, {900, settlement, 1000});
    BOOST_TEST(late.extended == unifiedpos::cat_error::communication, late.text);
    BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds{6}));

    server.forgetFaults();
    server.tell("faults", noCapture);
    auto closing = std::async(std::launch::async, [&] { return log(cat, settlement); });
    while (closing.wait_for(std::chrono::milliseconds{50}) != std::future_status::ready)
        BOOST_TEST(cat.call(Method::clearOutput).ok());
    const auto stopped = closing.get();
    BOOST_TEST(stopped.extended == unifiedpos::cat_error::reset, stopped.text);
    server.forgetFaults();
    BOOST_TEST(log(cat, settlement).ok());
    BOOST_TEST(types(cat.text(Property::dailyLog)) == (Types{"10"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
