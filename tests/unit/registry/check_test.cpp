#include "registry/check.h"

#include "driver/core/error.h"
#include "registry/settings.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::registry;

namespace {

Profile training() {
    Profile profile;
    profile.lane = "TILL1";
    profile.wallet = "training";
    return profile;
}

Profile danish() {
    Profile profile;
    profile.lane = "TILL1";
    profile.apiUrl = "https://pos.example/pos/v10";
    profile.tokenUrl = "https://pos.example/connect/token";
    profile.clientId = "5f3c8e1a-0000-4000-8000-0123456789ab";
    profile.clientSecret = "env:MP_SECRET";
    profile.merchantVat = "DK90000028";
    profile.brandId = "MPPOSCERT1";
    profile.locationId = "00001";
    return profile;
}

/// The only problem of a profile; fails the test when there are more.
std::string onlyProblem(const Profile& profile) {
    const auto problems = problemsOf(profile);
    BOOST_TEST_REQUIRE(problems.size() == 1U);
    return problems.front();
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(check_of_a_profile)

BOOST_AUTO_TEST_CASE(training_wants_a_lane_and_nothing_else) {
    BOOST_TEST(problemsOf(training()).empty());
    BOOST_TEST(has(onlyProblem([] {
                       Profile profile = training();
                       profile.lane.clear();
                       return profile;
                   }()),
                   "lane is missing"));
}

BOOST_AUTO_TEST_CASE(a_complete_profile_has_no_problems) {
    BOOST_TEST(problemsOf(danish()).empty());
    BOOST_CHECK_NO_THROW(requireUsable(danish()));
}

BOOST_AUTO_TEST_CASE(all_that_is_missing_is_named_at_once) {
    try {
        requireUsable(Profile{});
        BOOST_ERROR("nothing was missed");
    } catch (const core::ConfigurationError& error) {
        const std::string text = error.what();
        for (const char* name : {"lane", "api.url", "client.id", "merchant.vat", "token.url",
                                 "client.secret", "store.id"}) {
            BOOST_TEST(has(text, name), name);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_broker_takes_the_place_of_the_secret) {
    Profile profile = danish();
    profile.tokenSource = "broker:https://broker.example/token";
    BOOST_TEST(problemsOf(profile).size() == 2U);  // token.url and client.secret are left over
    profile.tokenUrl.clear();
    BOOST_TEST(has(onlyProblem(profile), "client.secret is set, but token.source = broker"));
    profile.clientSecret.clear();
    BOOST_TEST(problemsOf(profile).empty());
    profile.brokerSecret = "env:BROKER";
    BOOST_TEST(problemsOf(profile).empty());
}

BOOST_AUTO_TEST_CASE(a_broker_secret_without_a_broker_is_named) {
    Profile profile = danish();
    profile.brokerSecret = "env:BROKER";
    BOOST_TEST(has(onlyProblem(profile), "broker.secret"));
}

BOOST_AUTO_TEST_CASE(vat_number_country_and_currency_agree) {
    Profile profile = danish();
    profile.merchantVat = "FI90000040";
    BOOST_TEST(has(onlyProblem(profile), "merchant.vat = FI90000040"));
    profile.country = "FI";
    BOOST_TEST(has(onlyProblem(profile), "merchant.currency = EUR"));
    profile.currency = "EUR";
    BOOST_TEST(problemsOf(profile).empty());
}

BOOST_AUTO_TEST_CASE(production_wants_real_money_said) {
    Profile profile = danish();
    profile.apiUrl = "https://API.mobilepay.dk/pos/v10";
    BOOST_TEST(has(onlyProblem(profile), "real.money = true"));
    profile.realMoney = true;
    BOOST_TEST(problemsOf(profile).empty());
}

BOOST_AUTO_TEST_CASE(where_no_real_money_moves_none_is_claimed) {
    Profile profile = danish();
    profile.realMoney = true;
    profile.apiUrl = "https://api.sandbox.mobilepay.dk/pos/v10";
    BOOST_TEST(has(onlyProblem(profile), "real.money = false"));
    profile.apiUrl = "https://localhost:8443/pos/v10";
    BOOST_TEST(has(onlyProblem(profile), "real.money = false"));
    Profile trained = training();
    trained.realMoney = true;
    BOOST_TEST(has(onlyProblem(trained), "wallet = training"));
}

BOOST_AUTO_TEST_CASE(tokens_and_calls_go_to_one_environment) {
    Profile profile = danish();
    profile.realMoney = true;
    profile.apiUrl = "https://api.mobilepay.dk/pos/v10";
    profile.tokenUrl = "https://api.sandbox.mobilepay.dk/integrator-authentication/connect/token";
    BOOST_TEST(has(onlyProblem(profile), "one environment"));
}

BOOST_AUTO_TEST_CASE(a_store_is_named_by_id_or_by_brand_and_location) {
    Profile profile = danish();
    profile.locationId.clear();
    BOOST_TEST(has(onlyProblem(profile), "merchant.location"));
    profile.brandId.clear();
    BOOST_TEST(has(onlyProblem(profile), "No store is named"));
    profile.storeId = "5f3c8e1a-0000-4000-8000-0123456789ab";
    BOOST_TEST(problemsOf(profile).empty());
}

BOOST_AUTO_TEST_CASE(the_reserve_for_the_cancel_leaves_the_shopper_time) {
    Profile profile = training();
    profile.timeout = core::Milliseconds{5000};
    BOOST_TEST(has(onlyProblem(profile), "timeout.cancel.reserve = 3 s"));
    profile.cancelReserve = core::Milliseconds{2500};
    BOOST_TEST(problemsOf(profile).empty());
}

BOOST_AUTO_TEST_CASE(a_proxy_user_wants_a_proxy_and_a_password) {
    Profile profile = danish();
    profile.proxyUser = "till";
    BOOST_TEST(problemsOf(profile).size() == 2U);
    profile.proxy = "http://proxy:8080";
    BOOST_TEST(has(onlyProblem(profile), "proxy.password"));
    profile.proxyPassword = "env:PROXY";
    BOOST_TEST(problemsOf(profile).empty());
    profile.proxy = "system";
    BOOST_TEST(problemsOf(profile).empty());
}

BOOST_AUTO_TEST_CASE(a_profile_that_was_filled_by_hand_meets_the_same_rules) {
    Profile profile = danish();
    profile.retries = 9;
    profile.logLevel = "loud";
    const auto problems = problemsOf(profile);
    BOOST_TEST(problems.size() == 2U);
}

BOOST_AUTO_TEST_CASE(names_that_follow_the_lane_are_filled_in) {
    Profile profile = training();
    profile.folder = "/srv/pay";
    profile.apiUrl = "https://host/pos/v10//";
    profile = completed(profile);
    BOOST_TEST(profile.merchantPosId == "TILL1");
    BOOST_TEST(profile.posName == "TILL1");
    BOOST_TEST(profile.logFile.generic_string() == "/srv/pay/TILL1.log");
    BOOST_TEST(profile.apiUrl == "https://host/pos/v10");
    BOOST_TEST(!completed(training()).folder.empty());
}

BOOST_AUTO_TEST_CASE(what_was_set_is_not_overwritten) {
    Profile profile = training();
    profile.merchantPosId = "own";
    profile.posName = "Kasse 1";
    profile.logFile = "/tmp/x.log";
    profile = completed(profile);
    BOOST_TEST(profile.merchantPosId == "own");
    BOOST_TEST(profile.posName == "Kasse 1");
    BOOST_TEST(profile.logFile.generic_string() == "/tmp/x.log");
}

BOOST_AUTO_TEST_SUITE_END()
