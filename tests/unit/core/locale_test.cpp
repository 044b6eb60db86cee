#include <clocale>
#include <cstdlib>
#include <sstream>
#include <string>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(locale_of_the_run)

BOOST_AUTO_TEST_CASE(a_run_that_is_meant_to_be_danish_is_danish) {
    if (!std::getenv("MOBILEPAY_TEST_LOCALE")) return;  // the ordinary run
    BOOST_TEST(std::string(std::localeconv()->decimal_point) == ",");
    std::ostringstream stream;
    stream << 1234.5;
    BOOST_TEST(stream.str() == "1.234,5");
}

BOOST_AUTO_TEST_SUITE_END()
