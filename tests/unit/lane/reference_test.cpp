#include "driver/core/error.h"
#include "driver/lane/lane.h"

#include <boost/test/unit_test.hpp>

using mobilepay::core::TextError;
using mobilepay::lane::Reference;

BOOST_AUTO_TEST_SUITE(reference)

BOOST_AUTO_TEST_CASE(a_payment_id_refers_to_the_payment) {
    const auto reference = Reference::parse("186d2b31-ff25-4414-9fd1-bfe9807fa8b7");
    BOOST_TEST(reference.payment.text() == "186d2b31-ff25-4414-9fd1-bfe9807fa8b7");
    BOOST_TEST(reference.order.empty());
    BOOST_TEST(!reference.training());
}

BOOST_AUTO_TEST_CASE(a_payment_id_in_capitals_is_the_same_one) {
    BOOST_TEST(Reference::parse("186D2B31-FF25-4414-9FD1-BFE9807FA8B7").text() ==
               "186d2b31-ff25-4414-9fd1-bfe9807fa8b7");
}

BOOST_AUTO_TEST_CASE(blanks_around_a_reference_do_not_matter) {
    BOOST_TEST(Reference::parse("  186d2b31-ff25-4414-9fd1-bfe9807fa8b7\r\n").text() ==
               "186d2b31-ff25-4414-9fd1-bfe9807fa8b7");
}

BOOST_AUTO_TEST_CASE(a_reference_is_found_in_a_longer_text) {
    BOOST_TEST(
        Reference::parse("till=4;ref=186d2b31-ff25-4414-9fd1-bfe9807fa8b7;clerk=Ane").text() ==
        "186d2b31-ff25-4414-9fd1-bfe9807fa8b7");
}

BOOST_AUTO_TEST_CASE(an_order_id_from_a_slip_refers_to_the_order) {
    const auto reference = Reference::parse("LANE1-bcdfghjklmnpqrstvwxz0123");
    BOOST_TEST(reference.payment.empty());
    BOOST_TEST(reference.order.text() == "LANE1-bcdfghjklmnpqrstvwxz0123");
}

BOOST_AUTO_TEST_CASE(what_was_made_in_training_says_so) {
    BOOST_TEST(Reference::parse("TRAINING-DKK-1250-S-abc").training());
}

BOOST_AUTO_TEST_CASE(anything_else_is_refused_with_the_text_and_the_rule) {
    for (const char* text : {"", "12", "no such thing", "186d2b31-ff25-4414-9fd1-bfe9807fa8b",
                             "TRAINING-", "ref=", "LANE1-short"}) {
        BOOST_CHECK_EXCEPTION(
            (void)Reference::parse(text), TextError, [text](const TextError& error) {
                const std::string words = error.what();
                return words.find("'" + std::string(text) + "'") != std::string::npos &&
                       words.find("TransactionNumber") != std::string::npos;
            });
    }
}

BOOST_AUTO_TEST_CASE(a_hostile_text_is_refused_and_not_echoed_raw) {
    const std::string text("\x1b[2J\0evil", 9);
    BOOST_CHECK_EXCEPTION((void)Reference::parse(text), TextError, [](const TextError& error) {
        return std::string(error.what()).find('\x1b') == std::string::npos;
    });
    BOOST_CHECK_THROW((void)Reference::parse(std::string(100'000, 'a')), TextError);
}

BOOST_AUTO_TEST_SUITE_END()
