#include "driver/core/error.h"
#include "driver/core/version.h"
#include "tests/unit/wallet/far_side.h"

#include <functional>
#include <string>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::wallet;
using namespace mobilepay::wallet::testing;

namespace {

/// The message of the error that the change makes; empty when there is none.
std::string complaint(const std::function<void(v10::Configuration&)>& change) {
    auto configuration = testConfiguration();
    change(configuration);
    try {
        v10::check(configuration);
        return {};
    } catch (const core::ConfigurationError& error) {
        return error.what();
    }
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(v10_configuration)

BOOST_AUTO_TEST_CASE(what_v10_asks_for_is_accepted) {
    BOOST_TEST(complaint([](auto&) {}) == "");
    BOOST_TEST(complaint([](auto& c) { c.merchantVat.clear(); }) == "");
    BOOST_TEST(complaint([](auto& c) { c.sendVatHeader = true; }) == "");
    BOOST_TEST(complaint([](auto& c) { c.currency = core::Currency::eur(); }) == "");
    BOOST_TEST(complaint([](auto& c) { c.clientVersion = "12.0.345"; }) == "");
}

BOOST_AUTO_TEST_CASE(the_version_is_that_of_the_project) {
    BOOST_TEST(testConfiguration().clientVersion == core::clientVersion);
}

BOOST_AUTO_TEST_CASE(the_time_outs_are_those_that_v10_recommends) {
    const v10::TimeOuts timeOuts;
    BOOST_TEST(timeOuts.change.count() == 2000);
    BOOST_TEST(timeOuts.query.count() == 500);
    BOOST_TEST(timeOuts.poll.count() == 500);
}

BOOST_AUTO_TEST_CASE(an_address_that_is_not_https_is_refused) {
    for (const std::string url :
         {"", "http://api.test/pos/v10", "https://", "api.test", "https://api.test/pos v10",
          "https://api.test/?a=b", "https://api.test/#x", "https://api.test/\r\nEvil: 1"}) {
        BOOST_TEST(contains(complaint([&](auto& c) { c.apiUrl = url; }), "API address"), url);
    }
}

BOOST_AUTO_TEST_CASE(what_cannot_stand_in_a_header_is_refused) {
    for (const std::string id : {"", "a b", "a\r\nEvil: 1", "\xc3\xa6"})
        BOOST_TEST(contains(complaint([&](auto& c) { c.clientId = id; }), "client id"), id);
    for (const std::string version : {"", "1", "1.2", "1.2.3.4", "1.2.", "1..3", "v1.2.3", "1.2.x"})
        BOOST_TEST(contains(complaint([&](auto& c) { c.clientVersion = version; }),
                            "client version '" + version),
                   version);
}

BOOST_AUTO_TEST_CASE(a_vat_number_without_its_country_is_refused) {
    for (const std::string vat :
         {"90000028", "DK9000002", "DK900000288", "DK-90000028", "SE90000028", "dk90000028"}) {
        BOOST_TEST(contains(complaint([&](auto& c) { c.merchantVat = vat; }), vat), vat);
    }
    BOOST_TEST(contains(complaint([](auto& c) {
                            c.merchantVat.clear();
                            c.sendVatHeader = true;
                        }),
                        "VAT"));
}

BOOST_AUTO_TEST_CASE(a_currency_or_a_number_that_v10_does_not_know_is_refused) {
    BOOST_TEST(contains(complaint([](auto& c) { c.currency = core::Currency::of("SEK"); }), "SEK"));
    BOOST_TEST(contains(complaint([](auto& c) { c.retry.retries = 6; }), "6"));
    BOOST_TEST(contains(complaint([](auto& c) { c.retry.retries = -1; }), "-1"));
    BOOST_TEST(
        contains(complaint([](auto& c) { c.timeOuts.poll = core::Milliseconds{0}; }), "time-out"));
}

BOOST_AUTO_TEST_CASE(a_wallet_is_not_made_from_a_broken_configuration) {
    auto configuration = testConfiguration();
    configuration.apiUrl = "http://api.test";
    BOOST_CHECK_THROW(ScriptedV10{configuration}, core::ConfigurationError);
}

BOOST_AUTO_TEST_SUITE_END()
