#include "driver/core/error.h"
#include "driver/core/money.h"

#include <string>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay::core;
namespace data = boost::unit_test::data;

BOOST_AUTO_TEST_SUITE(currencies)

BOOST_DATA_TEST_CASE(a_nordic_or_common_currency_has_two_decimals,
                     data::make({"DKK", "EUR", "NOK", "SEK", "USD", "GBP", "CHF", "PLN", "CZK"}),
                     code) {
    BOOST_TEST(Currency::of(code).decimals() == 2);
    BOOST_TEST(Currency::of(code).code() == code);
}

BOOST_DATA_TEST_CASE(some_currencies_have_no_minor_unit,
                     data::make({"ISK", "JPY", "KRW", "CLP", "VND", "XOF", "UGX"}), code) {
    BOOST_TEST(Currency::of(code).decimals() == 0);
}

BOOST_DATA_TEST_CASE(some_currencies_have_three_decimals,
                     data::make({"KWD", "BHD", "JOD", "TND", "OMR", "IQD", "LYD"}), code) {
    BOOST_TEST(Currency::of(code).decimals() == 3);
}

BOOST_DATA_TEST_CASE(what_is_no_known_currency_is_refused,
                     data::make({"", "D", "DK", "dkk", "DKKK", "XXX", "CLF", "D K", "123"}), code) {
    BOOST_CHECK_EXCEPTION(Currency::of(code), ConfigurationError, [&](const Fault& fault) {
        return std::string(fault.what()).find("'" + std::string(code) + "'") != std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(the_two_currencies_of_mobilepay_have_their_short_hand) {
    BOOST_CHECK(Currency::dkk() == Currency::of("DKK"));
    BOOST_CHECK(Currency::eur() == Currency::of("EUR"));
    BOOST_CHECK(Currency::dkk() != Currency::eur());
}

BOOST_AUTO_TEST_SUITE_END()
