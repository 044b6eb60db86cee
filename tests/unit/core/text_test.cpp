#include "driver/core/text.h"

#include "driver/core/error.h"

#include <string>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay::core;
namespace data = boost::unit_test::data;

namespace {

std::string messageOf(std::string_view what, std::string_view text) {
    try {
        requireMobilePayText(what, text);
    } catch (const TextError& error) {
        return error.what();
    }
    return {};
}

std::string repeated(std::string_view unit, int times) {
    std::string text;
    for (int i = 0; i < times; ++i)
        text += unit;
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(text_rules)

BOOST_AUTO_TEST_CASE(characters_are_counted_not_bytes) {
    BOOST_TEST(characterCount("") == 0U);
    BOOST_TEST(characterCount("abc") == 3U);
    BOOST_TEST(characterCount("æøå") == 3U);
    BOOST_TEST(characterCount("€") == 1U);
    BOOST_TEST(characterCount("\xF0\x9F\x92\xB3 kort") == 6U);
    BOOST_TEST(characterCount("\xF4\x8F\xBF\xBF") == 1U);
}

BOOST_DATA_TEST_CASE(what_is_no_utf8_is_refused,
                     data::make({"\x80", "\xBF", "\xC3", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF",
                                 "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF",
                                 "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xE2\x82",
                                 "ab\xE2\x28\xA1", "\xC3\x28", "\xF0\x9F\x92"}),
                     text) {
    BOOST_CHECK_THROW((void)characterCount(text), TextError);
    BOOST_CHECK_THROW(requireMobilePayText("orderId", text), TextError);
}

BOOST_AUTO_TEST_CASE(every_character_of_the_valid_set_is_taken) {
    const std::string valid =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        "æÆøØåÅäÄöÖšŠžŽâÂàÀáÁãÃéÉêÊëËèÈíÍîÎïÏìÌüÜûÛùÙúÚôÔòÒóÓõÕÿýÝñÑ"
        "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~¦¯¨´×«»ðþçß¤ÇµÐÞ±°ªº©§¶¼½¾¬®¢£¥¡¿¹²³ ";
    // One character at a time, so that none hides behind the limit of 36.
    for (std::size_t i = 0; i < valid.size();) {
        std::size_t end = i + 1;
        while (end < valid.size() && (static_cast<unsigned char>(valid[end]) & 0xC0) == 0x80)
            ++end;
        BOOST_CHECK_NO_THROW(requireMobilePayText("orderId", valid.substr(i, end - i)));
        i = end;
    }
}

BOOST_AUTO_TEST_CASE(the_valid_set_has_190_characters_and_no_more) {
    int count = 0;
    for (char32_t c = 0; c <= 0x10FFFF; ++c)
        count += isMobilePayCharacter(c) ? 1 : 0;
    // 95 of ASCII, 91 of Latin-1, 4 letters with caron; counted from the list above.
    BOOST_TEST(count == 95 + 91 + 4);
}

BOOST_DATA_TEST_CASE(a_character_outside_the_valid_set_is_named,
                     data::make({"a\tb", "\n", "€", "·", "÷", "¸", "Ÿ", "č", "\xC2\xA0", "\x7F"}) ^
                         data::make({"U+0009 at character 2", "U+000A at character 1", "U+20AC",
                                     "U+00B7", "U+00F7", "U+00B8", "U+0178", "U+010D", "U+00A0",
                                     "U+007F"}),
                     text, words) {
    BOOST_TEST(messageOf("merchantPaymentLabel", text).find(words) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(thirty_six_characters_are_taken_whatever_their_bytes) {
    BOOST_CHECK_NO_THROW(requireMobilePayText("orderId", repeated("a", 36)));
    BOOST_CHECK_NO_THROW(requireMobilePayText("orderId", repeated("å", 36)));
}

BOOST_AUTO_TEST_CASE(one_more_is_refused_with_its_length) {
    const std::string message = messageOf("orderId", repeated("å", 37));
    BOOST_TEST(message.find("orderId") != std::string::npos);
    BOOST_TEST(message.find("37 characters") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_empty_text_is_refused_by_name) {
    BOOST_TEST(messageOf("posName", "") == "The posName must not be empty");
}

BOOST_AUTO_TEST_CASE(printable_ascii_replaces_what_a_receipt_cannot_show) {
    BOOST_TEST(printableAscii("Kaffe, stor\r\n", 40) == "Kaffe  stor  ");
    BOOST_TEST(printableAscii("Rødgrød", 40) == "R?dgr?d");
    BOOST_TEST(printableAscii("a\tb\x7F\x01", 40) == "a?b??");
    BOOST_TEST(printableAscii("\xFFok\xC3", 40) == "?ok?");
    BOOST_TEST(printableAscii("€\xF0\x9F\x92\xB3", 40) == "??");
}

BOOST_AUTO_TEST_CASE(printable_ascii_keeps_to_its_limit) {
    BOOST_TEST(printableAscii("abcdef", 3) == "abc");
    BOOST_TEST(printableAscii("æøå", 2) == "??");
    BOOST_TEST(printableAscii("abc", 0) == "");
}

BOOST_AUTO_TEST_SUITE_END()
