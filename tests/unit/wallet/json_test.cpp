#include "driver/core/error.h"
#include "driver/wallet/v10/json_reader.h"
#include "driver/wallet/v10/json_writer.h"

#include <string>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::wallet::v10;
namespace data = boost::unit_test::data;

namespace {

const std::vector<std::string> hostileBodies = {
    "",
    " ",
    "{",
    "[",
    "nonsense",
    "null",
    "true",
    "3",
    "\"text\"",
    "[1,2]",
    "<html><body>502 Bad Gateway</body></html>",
    "{} {}",
    "{}x",
    "{\"a\":1,}",
    "{\"a\"}",
    "{\"a\":}",
    "{a:1}",
    "{'a':1}",
    "/* hello */{}",
    "{\"a\":NaN}",
    "{\"a\":Infinity}",
    "{\"a\":-Infinity}",
    "{\"a\":0x10}",
    "{\"a\":1true}",
    "{\"a\":true1}",
    "{\"a\":1 2}",
    "{\"a\":01}",
    "{\"a\":\"\xff\xfe\"}",
    "{\"a\":\"\xc0\xaf\"}",
    "{\"a\":\"\xed\xa0\x80\"}",
    "{\"a\":\"\\ud800\"}",
    "{\"a\":\"\\q\"}",
    "{\"a\":\"line\nbreak\"}",
    "\xef\xbb\xbf{}",
    "{\"a\":1,\"a\":2}",
    "{\"b\":{\"a\":1,\"a\":1}}",
    std::string("{\"a\":\"x\0", 8),
};

}  // namespace

BOOST_AUTO_TEST_SUITE(json)

BOOST_DATA_TEST_CASE(a_body_that_is_no_object_is_refused, data::make(hostileBodies)) {
    BOOST_CHECK_THROW((void)parseObject(sample), core::ProtocolError);
}

BOOST_AUTO_TEST_CASE(deep_nesting_is_refused_without_being_followed) {
    BOOST_CHECK_THROW((void)parseObject("{\"a\":" + std::string(500000, '[')), core::ProtocolError);
    std::string deep = "1";
    for (int i = 0; i < 100000; ++i)
        deep = "{\"a\":" + deep.substr(0, 200);
    BOOST_CHECK_THROW((void)parseObject(deep), core::ProtocolError);
}

BOOST_AUTO_TEST_CASE(nesting_as_v10_uses_it_is_read) {
    BOOST_CHECK_NO_THROW((void)parseObject(R"({"a":{"b":{"c":[{"d":[1]}]}}})"));
}

BOOST_AUTO_TEST_CASE(more_than_eight_levels_are_refused) {
    const auto nested = [](int levels) {
        std::string json = "true";
        for (int i = 0; i < levels; ++i)
            json = "{\"a\":" + json + "}";
        return json;
    };
    BOOST_CHECK_NO_THROW((void)parseObject(nested(8)));
    BOOST_CHECK_THROW((void)parseObject(nested(9)), core::ProtocolError);
}

BOOST_AUTO_TEST_CASE(a_body_above_one_mebibyte_is_refused) {
    const std::string tail = "\"}";
    std::string body = "{\"a\":\"";
    body += std::string(1024 * 1024 - body.size() - tail.size(), 'x') + tail;
    BOOST_CHECK_NO_THROW((void)parseObject(body));
    BOOST_CHECK_THROW((void)parseObject(body + " "), core::ProtocolError);
}

BOOST_AUTO_TEST_CASE(the_same_name_in_two_objects_is_no_repetition) {
    const auto object = parseObject(R"({"a":{"x":true},"b":{"x":false}})");
    BOOST_TEST(object.optionalObject("a")->flag("x"));
    BOOST_TEST(!object.optionalObject("b")->flag("x"));
}

BOOST_AUTO_TEST_CASE(money_is_read_from_its_digits) {
    const auto object = parseObject(
        R"({"a":0.1,"b":0.2,"c":0.30,"d":12,"e":12.500,"f":92233720368547758.07,"g":0.07})");
    const auto dkk = core::Currency::dkk();
    const auto minor = [&](const char* name) { return object.optionalMoney(name, dkk)->minor(); };
    BOOST_TEST(minor("a") + minor("b") == minor("c"));
    BOOST_TEST(minor("d") == 1200);
    BOOST_TEST(minor("e") == 1250);
    BOOST_TEST(minor("f") == 9223372036854775807);
    BOOST_TEST(minor("g") == 7);
    BOOST_TEST(!object.optionalMoney("missing", dkk));
}

BOOST_DATA_TEST_CASE(an_amount_that_is_none_is_refused,
                     data::make({"12.345", "1e2", "1E0", "-1", "-0.01", "99999999999999999",
                                 "92233720368547758.08", "\"12.50\"", "true", "false", "{}", "[]",
                                 "[12]"})) {
    const auto object = parseObject("{\"other\":5,\"amount\":" + std::string(sample) + "}");
    BOOST_CHECK_THROW((void)object.optionalMoney("amount", core::Currency::dkk()),
                      core::ProtocolError);
}

BOOST_AUTO_TEST_CASE(a_field_of_another_type_is_named_but_its_value_is_not_told) {
    const auto object = parseObject(R"({"customerToken":{"secret":"hush"},"list":["a",1]})");
    try {
        (void)object.optionalText("customerToken");
        BOOST_ERROR("no exception");
    } catch (const core::ProtocolError& error) {
        const std::string text = error.what();
        BOOST_TEST(text.find("customerToken") != std::string::npos);
        BOOST_TEST(text.find("hush") == std::string::npos);
    }
    BOOST_CHECK_THROW((void)object.texts("list"), core::ProtocolError);
    BOOST_CHECK_THROW((void)object.optionalTexts("customerToken"), core::ProtocolError);
    BOOST_CHECK_THROW((void)object.optionalFlag("list"), core::ProtocolError);
    BOOST_CHECK_THROW((void)object.optionalInteger("list"), core::ProtocolError);
    BOOST_CHECK_THROW((void)object.optionalObject("list"), core::ProtocolError);
}

BOOST_AUTO_TEST_CASE(null_counts_as_missing) {
    const auto object = parseObject(R"({"a":null})");
    BOOST_TEST(!object.has("a"));
    BOOST_TEST(!object.optionalText("a"));
    BOOST_TEST(!object.optionalMoney("a", core::Currency::eur()));
    BOOST_CHECK_THROW((void)object.text("a"), core::ProtocolError);
    BOOST_CHECK_THROW((void)object.flag("a"), core::ProtocolError);
    BOOST_CHECK_THROW((void)object.texts("a"), core::ProtocolError);
}

BOOST_DATA_TEST_CASE(a_whole_number_has_32_bits_and_no_fraction,
                     data::make({"1.0", "1e3", "2147483648", "99999999999999999999"})) {
    const auto object = parseObject("{\"n\":" + std::string(sample) + "}");
    BOOST_CHECK_THROW((void)object.optionalInteger("n"), core::ProtocolError);
}

BOOST_AUTO_TEST_CASE(a_whole_number_is_read) {
    BOOST_TEST(*parseObject(R"({"n":2147483647})").optionalInteger("n") == 2147483647);
    BOOST_TEST(*parseObject(R"({"n":-5})").optionalInteger("n") == -5);
}

BOOST_AUTO_TEST_CASE(a_list_of_objects_is_read_and_anything_else_is_refused) {
    BOOST_TEST(parseObjects("[]").empty());
    BOOST_TEST(parseObjects(R"([{"a":"x"},{"a":"y"}])").at(1).text("a") == "y");
    BOOST_CHECK_THROW((void)parseObjects("{}"), core::ProtocolError);
    BOOST_CHECK_THROW((void)parseObjects("[1]"), core::ProtocolError);
}

BOOST_AUTO_TEST_CASE(what_is_written_keeps_its_order_and_is_escaped) {
    JsonWriter inner;
    inner.flag("z", true);
    const std::vector<std::string> list = {"QR", "a\"b"};
    const std::string text = JsonWriter{}
                                 .text("b", "quote \" back \\ slash / \xc3\xa6 \n")
                                 .money("a", core::Money(1205, core::Currency::dkk()))
                                 .object("o", inner)
                                 .texts("l", list)
                                 .str();
    BOOST_TEST(text ==
               "{\"b\":\"quote \\\" back \\\\ slash / \xc3\xa6 \\n\",\"a\":12.05,"
               "\"o\":{\"z\":true},\"l\":[\"QR\",\"a\\\"b\"]}");
    BOOST_TEST(parseObject(text).text("b") == "quote \" back \\ slash / \xc3\xa6 \n");
}

BOOST_AUTO_TEST_SUITE_END()
