// Check-in at the point of sale, asked of a server: detection, reading, checkCard, transitions.
#include "include/mobilepay/direct_io.h"
#include "tests/e2e/upos/server_side.h"
#include "tests/unit/upos/till.h"

#include <chrono>
#include <thread>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using test::Till;
namespace evrw = unifiedpos::evrw;
namespace result = unifiedpos::result;

namespace {

constexpr std::chrono::seconds patience{10};

struct Fixture {
    test::ServerSide server;

    /// The test user with loyalty ids holds his phone to the beacon.
    void checkIn(const std::string& lane) {
        server.tell("shopper", R"({"deed":"approve","checkInAfterMs":0,"answerAfterMs":0,)"
                               R"("phoneNumber":"+4520031804","checkInFirst":true,)"
                               R"("merchantPosId":")" +
                                   lane + "\"}");
    }
};

/// Enabled, its point of sale known at the server: a first look finds nobody. On a busy machine the
/// simulator may be too late for the half second that a poll has: then it is looked again.
void ready(Till& till) {
    till.enabled();
    Status nobody;
    for (int look = 0; look < 10 && nobody.resultCode != result::timeout; ++look)
        nobody = till.call(Method::checkCard, {1, 500});
    BOOST_TEST_REQUIRE(nobody.resultCode == result::timeout, nobody.text);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(presence, Fixture)

BOOST_AUTO_TEST_CASE(check_card_waits_for_the_shopper_and_masks_who_it_is) {
    Till cat(Category::cat, server.settings("CHECK"));
    ready(cat);
    std::thread shopper([this] {
        std::this_thread::sleep_for(std::chrono::milliseconds{300});
        checkIn("CHECK");
    });
    const auto status = cat.call(Method::checkCard, {7, 10000});
    shopper.join();
    BOOST_TEST(status.ok(), status.text);
    BOOST_TEST(cat.number(Property::sequenceNumber) == 7);
    BOOST_TEST(cat.number(Property::transactionType) == 41);
    BOOST_TEST(cat.text(Property::centerResultCode) == "CHECKED_IN");
    BOOST_TEST(cat.text(Property::accountNumber) == "****1804");
}

BOOST_AUTO_TEST_CASE(detection_begins_finds_and_ends) {
    Till value(Category::electronicValueRw, server.settings("DETECT"));
    ready(value);
    BOOST_TEST(value.set(Property::detectionControl, 1).ok());
    BOOST_TEST(value.call(Method::beginDetection, {1, 500}).resultCode == result::timeout);
    BOOST_TEST(value.number(Property::detectionStatus) == evrw::detectionNoCard);
    checkIn("DETECT");
    BOOST_TEST(value.call(Method::beginDetection, {1, 10000}).ok());
    BOOST_TEST(value.number(Property::detectionStatus) == evrw::detectionDetected);
    BOOST_TEST(value.call(Method::endDetection).ok());
    BOOST_TEST(value.number(Property::detectionStatus) == evrw::detectionNoCard);
    BOOST_TEST(value.listener().await(2));
    BOOST_TEST(value.listener().heard() == (std::vector<std::string>{"status 22", "status 21"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(clear_output_ends_a_detection) {
    Till value(Category::electronicValueRw, server.settings("STOPPED"));
    ready(value);
    BOOST_TEST(value.set(Property::detectionControl, 1).ok());
    std::thread second([&value] {
        std::this_thread::sleep_for(std::chrono::milliseconds{300});
        BOOST_TEST(value.call(Method::clearOutput).ok());
    });
    const auto status = value.call(Method::beginDetection, {1, 60000});
    second.join();
    BOOST_TEST(status.extended == unifiedpos::evrw_error::reset, status.text);
}

BOOST_AUTO_TEST_CASE(read_value_tells_loyalty_as_data) {
    Till value(Category::electronicValueRw, server.settings("READ"));
    ready(value);
    BOOST_TEST(value.set(Property::dataEventEnabled, 1).ok());
    BOOST_TEST(value.call(Method::readValue, {9, 10000}).ok());
    checkIn("READ");
    BOOST_TEST_REQUIRE(value.listener().await(1, patience));
    BOOST_TEST(value.listener().heard().front() == "data 0");
    BOOST_TEST(value.number(Property::sequenceNumber) == 9);
    BOOST_TEST(value.number(Property::dataEventEnabled) == 0);
    BOOST_TEST(value.text(Property::accountNumber).starts_with("****"));
}

BOOST_AUTO_TEST_CASE(a_last_question_that_the_tills_time_cuts_off_takes_back_no_answer) {
    Till cat(Category::cat, server.settings("CUTOFF"));
    ready(cat);
    // A poll comes every 50 ms at most and waits for half a second: the 13th has no more than 400
    // ms.
    server.tell("faults", R"({"kind":"delay","path":"*/checkin","nth":13,"delayMs":8000})");
    const auto status = cat.call(Method::checkCard, {1, 1000});
    server.forgetFaults();
    BOOST_TEST(status.resultCode == result::timeout, status.text);
}

BOOST_AUTO_TEST_CASE(nobody_to_read_is_an_input_error) {
    Till value(Category::electronicValueRw, server.settings("NOBODY"));
    ready(value);
    BOOST_TEST(value.set(Property::dataEventEnabled, 1).ok());
    BOOST_TEST(value.call(Method::readValue, {9, 2000}).ok());
    BOOST_TEST_REQUIRE(value.listener().await(1, patience));
    BOOST_TEST(value.listener().heard().front() == "error 112/0 2");
}

BOOST_AUTO_TEST_CASE(transitions_tell_how_the_shopper_decides) {
    Till value(Category::electronicValueRw, server.settings("STAGES"));
    ready(value);
    server.tell("shopper", R"({"deed":"approve","checkInAfterMs":400,"answerAfterMs":400})");
    BOOST_TEST(value.set(Property::asyncMode, 1).ok());
    BOOST_TEST(value.device().setCurrency(32901, 485000).ok());
    BOOST_TEST(value.call(Method::subtractValue, {4, 10000}).ok());
    BOOST_TEST_REQUIRE(value.listener().await(5, patience));
    BOOST_TEST(value.listener().heard() ==
                   (std::vector<std::string>{"transition 15", "transition 13", "transition 20",
                                             "transition 14", "complete 1"}),
               boost::test_tools::per_element());
    BOOST_TEST(value.currency(Property::settledAmount) == 485000);
}

BOOST_AUTO_TEST_CASE(a_server_that_is_away_or_refuses_is_told_as_such) {
    Till cat(Category::cat, server.settings("AWAY"));
    ready(cat);
    server.tell("faults", R"({"kind":"error","path":"*/checkin","status":403,"times":1})");
    const auto refused = cat.call(Method::checkCard, {1, 1000});
    BOOST_TEST(refused.resultCode == result::failure, refused.text);
    BOOST_TEST(refused.extended == unifiedpos::detail::credentials);
    server.goAway();
    const auto away = cat.call(Method::checkCard, {1, 1000});
    BOOST_TEST(away.resultCode == result::extended, away.text);
    BOOST_TEST(away.extended == unifiedpos::cat_error::communication);
    BOOST_TEST(cat.text(Property::centerResultCode) == "NOT_SENT");
}

BOOST_AUTO_TEST_CASE(training_asks_nothing_of_the_server) {
    Till value(Category::electronicValueRw, server.settings("LESSON"));
    ready(value);
    server.goAway();
    const auto before = server.books().record().log().size();
    server.comeBack();
    BOOST_TEST(value.set(Property::trainingModeState, evrw::trainingTrue).ok());
    BOOST_TEST(value.call(Method::checkCard, {2, 1000}).ok());
    BOOST_TEST(value.text(Property::accountNumber) == "TRAINING");
    BOOST_TEST(value.set(Property::detectionControl, 1).ok());
    BOOST_TEST(value.call(Method::beginDetection, {1, 1000}).ok());
    BOOST_TEST(
        value.call(Method::directIO, {direct_io::loyaltyIds, std::int32_t{0}, std::string()}).ok());
    BOOST_TEST(value.set(Property::dataEventEnabled, 1).ok());
    BOOST_TEST(value.call(Method::readValue, {9, 1000}).ok());
    BOOST_TEST_REQUIRE(value.listener().await(2, patience));
    BOOST_TEST(value.sale(3, 10000).ok());
    server.goAway();
    BOOST_TEST(server.books().record().log().size() == before);
}

BOOST_AUTO_TEST_SUITE_END()
