#include "driver/wallet/v10/number_table.h"

#include "driver/core/error.h"

#include <string>
#include <vector>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace data = boost::unit_test::data;
using mobilepay::wallet::v10::takeNumbersOut;

BOOST_AUTO_TEST_SUITE(number_table)

BOOST_AUTO_TEST_CASE(numbers_become_their_place_and_keep_their_digits) {
    const auto table = takeNumbersOut(R"({"a":12.50,"b":[-0,1e2,99999999999999999],"c":0.30})");
    BOOST_TEST(table.json == R"({"a":0,"b":[1,2,3],"c":4})");
    const std::vector<std::string> digits = {"12.50", "-0", "1e2", "99999999999999999", "0.30"};
    BOOST_TEST(table.numbers == digits, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(texts_are_left_alone_with_whatever_is_escaped_in_them) {
    const std::string json = R"({"a 1":"12 \" 34 \\","b":"5\\\"6"})";
    const auto table = takeNumbersOut(json);
    BOOST_TEST(table.json == json);
    BOOST_TEST(table.numbers.empty());
}

BOOST_AUTO_TEST_CASE(an_open_text_is_passed_on_for_the_parser_to_refuse) {
    for (const std::string json : {"{\"a\":\"12", "{\"a\":\"12\\", "\"", "{\"a\":\"\\\""})
        BOOST_TEST(takeNumbersOut(json).json == json);
}

BOOST_AUTO_TEST_CASE(words_are_passed_on) {
    BOOST_TEST(takeNumbersOut("[true,false,null,NaN]").json == "[true,false,null,NaN]");
}

BOOST_DATA_TEST_CASE(what_json_does_not_know_as_a_number_is_refused,
                     data::make({"01", "-01", "1.", ".5", "+1", "-", "1e", "1e+", "1.e2", "--1",
                                 "1-2", "1.2.3", "0e1.5", "12345678901234567890123456789012345"})) {
    BOOST_CHECK_THROW((void)takeNumbersOut("{\"a\":" + std::string(sample) + "}"),
                      mobilepay::core::ProtocolError);
}

BOOST_DATA_TEST_CASE(what_json_knows_as_a_number_is_taken,
                     data::make({"0", "-0", "0.0", "1E5", "1e-05", "1.5e+10", "-12.340"})) {
    BOOST_TEST(takeNumbersOut(sample).numbers.at(0) == sample);
}

BOOST_AUTO_TEST_SUITE_END()
