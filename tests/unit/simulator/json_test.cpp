// Reading and writing JSON by digits, and taking URLs apart.
#include "tests/simulator/handler/json_reader.h"
#include "tests/simulator/handler/json_writer.h"
#include "tests/simulator/handler/target.h"

#include <boost/test/unit_test.hpp>

namespace mobilepay::simulator::test {

BOOST_AUTO_TEST_SUITE(json)

BOOST_AUTO_TEST_CASE(numbers_keep_their_digits) {
    const JsonValue value =
        parseJson(R"({"a":12.50,"b":-0.10,"c":[1,2.00,1e5],"d":"7","e":90071992547409.93})");
    BOOST_TEST(value.find("a")->text == "12.50");
    BOOST_TEST(value.find("b")->text == "-0.10");
    BOOST_TEST(value.find("c")->items[1].text == "2.00");
    BOOST_TEST(value.find("c")->items[2].text == "1e5");
    BOOST_TEST(value.find("d")->is(JsonValue::Kind::text));
    BOOST_TEST(value.find("e")->text == "90071992547409.93");
}

BOOST_AUTO_TEST_CASE(digits_inside_texts_and_names_are_no_numbers) {
    const JsonValue value = parseJson(R"({"1":"2 \"3\" 4","5\\":6})");
    BOOST_TEST(value.find("1")->text == "2 \"3\" 4");
    BOOST_TEST(value.find("5\\")->text == "6");
}

BOOST_AUTO_TEST_CASE(every_kind_of_value_is_read) {
    const JsonValue value = parseJson(R"({"n":null,"t":true,"f":false,"s":"\u00e6","o":{"x":[]}})");
    BOOST_TEST(value.find("n")->is(JsonValue::Kind::null));
    BOOST_TEST(value.find("t")->truth);
    BOOST_TEST(!value.find("f")->truth);
    BOOST_TEST(value.find("s")->text == "æ");
    BOOST_TEST(value.find("o")->find("x")->is(JsonValue::Kind::list));
    BOOST_TEST(value.find("missing") == nullptr);
}

BOOST_AUTO_TEST_CASE(what_is_no_json_is_refused) {
    for (const std::string bad : {"", "{", "{]", R"({"a":})", R"({"a":1,})", R"({"a" 1})", "nope"})
        BOOST_CHECK_THROW(parseJson(bad), JsonError);
}

BOOST_AUTO_TEST_CASE(nesting_has_a_limit) {
    BOOST_CHECK_THROW(parseJson(std::string(1000, '[') + std::string(1000, ']')), JsonError);
}

BOOST_AUTO_TEST_CASE(what_is_written_can_be_read) {
    JsonWriter out;
    out.beginObject()
        .textField("text", "a\"b\\c\nd\xC3\xA6")
        .digitsField("amount", "12.50")
        .numberField("n", -5)
        .booleanField("b", true)
        .key("list")
        .beginArray()
        .number(1)
        .beginObject()
        .endObject()
        .null()
        .endArray()
        .endObject();
    const JsonValue value = parseJson(out.take());
    BOOST_TEST(value.find("text")->text == "a\"b\\c\nd\xC3\xA6");
    BOOST_TEST(value.find("amount")->text == "12.50");
    BOOST_TEST(value.find("n")->text == "-5");
    BOOST_TEST(value.find("list")->items.size() == 3U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(targets)

BOOST_AUTO_TEST_CASE(a_url_and_a_path_are_the_same_target) {
    for (const std::string url :
         {"https://localhost:8443/a/b%20c?x=1&Y=%C3%A6+z", "/a/b%20c?x=1&Y=%C3%A6+z"}) {
        const Target target = parseTarget(url);
        BOOST_TEST(target.path == "/a/b%20c");
        BOOST_REQUIRE_EQUAL(target.segments.size(), 2U);
        BOOST_TEST(target.segments[1] == "b c");
        BOOST_TEST(target.parameter("x").value() == "1");
        BOOST_TEST(target.parameter("y").value() == "æ z");
        BOOST_TEST(!target.parameter("z").has_value());
    }
}

BOOST_AUTO_TEST_CASE(odd_targets_do_no_harm) {
    BOOST_TEST(parseTarget("").segments.empty());
    BOOST_TEST(parseTarget("https://localhost").segments.empty());
    BOOST_TEST(parseTarget("//a//").segments.size() == 1U);
    BOOST_TEST(parseTarget("/a%zz").segments[0] == "a%zz");
    BOOST_TEST(parseTarget("/?=&&x").query.size() == 2U);
    BOOST_TEST(!parseTarget("/?x=").parameter("x").has_value());
}

BOOST_AUTO_TEST_CASE(guids_are_recognised) {
    BOOST_TEST(isGuid("a7b69d37-6753-4e94-afc3-ef5dab04b7f4"));
    BOOST_TEST(isGuid("A7B69D37-6753-4E94-AFC3-EF5DAB04B7F4"));
    BOOST_TEST(!isGuid("a7b69d37-6753-4e94-afc3-ef5dab04b7f"));
    BOOST_TEST(!isGuid("a7b69d3706753-4e94-afc3-ef5dab04b7f4"));
    BOOST_TEST(!isGuid("g7b69d37-6753-4e94-afc3-ef5dab04b7f4"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::simulator::test
