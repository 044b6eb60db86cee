#include "driver/core/money.h"

#include "driver/core/error.h"

#include <cstdint>
#include <limits>
#include <string>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay::core;
namespace data = boost::unit_test::data;

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

const Currency dkk = Currency::dkk();
const Currency isk = Currency::of("ISK");
const Currency kwd = Currency::of("KWD");

/// The fault says this.
auto saying(std::string text) {
    return [text = std::move(text)](const AmountError& error) {
        const bool found = std::string(error.what()).find(text) != std::string::npos;
        if (!found) BOOST_TEST_MESSAGE("the error says: " << error.what());
        return found;
    };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(money)

BOOST_DATA_TEST_CASE(decimal_text_is_read_exactly,
                     data::make({"0", "1", "12", "12.5", "12.50", "0.01", "0.1", "007.00", "-0",
                                 "-12.34", "12.500", "92233720368547758.07",
                                 "-92233720368547758.08"}) ^
                         data::make<std::int64_t>({0, 100, 1200, 1250, 1250, 1, 10, 700, 0, -1234,
                                                   1250, most, least}),
                     text, minor) {
    BOOST_TEST(Money::fromDecimal(text, dkk).minor() == minor);
}

BOOST_DATA_TEST_CASE(text_that_is_no_decimal_amount_is_refused,
                     data::make({"",      "-",   ".",    "1.",       ".5",  "-.5",  "+1",
                                 " 1",    "1 ",  "1,50", "1.5.0",    "1e2", "0x10", "1.234,50",
                                 "1'000", "--1", "12a",  "\xC3\xA6", "NaN", "inf",  "1.-5"}),
                     text) {
    BOOST_CHECK_EXCEPTION(Money::fromDecimal(text, dkk), AmountError,
                          saying("'" + std::string(text) + "' DKK is no amount"));
}

BOOST_AUTO_TEST_CASE(a_zero_byte_inside_the_text_is_refused) {
    BOOST_CHECK_THROW(Money::fromDecimal(std::string_view("1\0002", 3), dkk), AmountError);
}

BOOST_DATA_TEST_CASE(digits_finer_than_the_minor_unit_are_refused,
                     data::make({"0.001", "12.505", "-1.009", "1.000000001"}), text) {
    BOOST_CHECK_EXCEPTION(Money::fromDecimal(text, dkk), AmountError, saying("has 2 decimals"));
}

BOOST_DATA_TEST_CASE(text_beyond_64_bits_is_refused,
                     data::make({"92233720368547758.08", "-92233720368547758.09",
                                 "9223372036854775807", "99999999999999999999999999.00"}),
                     text) {
    BOOST_CHECK_EXCEPTION(Money::fromDecimal(text, dkk), AmountError, saying("too large"));
}

BOOST_AUTO_TEST_CASE(the_currency_says_how_many_decimals_there_are) {
    BOOST_TEST(Money::fromDecimal("1500", isk).minor() == 1500);
    BOOST_TEST(Money::fromDecimal("1500.00", isk).minor() == 1500);
    BOOST_CHECK_THROW(Money::fromDecimal("1500.5", isk), AmountError);
    BOOST_TEST(Money::fromDecimal("1.234", kwd).minor() == 1234);
    BOOST_TEST(Money::fromDecimal("1.2", kwd).minor() == 1200);
    BOOST_CHECK_THROW(Money::fromDecimal("1.2345", kwd), AmountError);
}

BOOST_DATA_TEST_CASE(
    text_is_written_with_all_decimals_of_the_currency,
    data::make<std::int64_t>({0, 1, 10, 100, 1250, -1, -100, 123456789, most, least}) ^
        data::make({"0.00", "0.01", "0.10", "1.00", "12.50", "-0.01", "-1.00", "1234567.89",
                    "92233720368547758.07", "-92233720368547758.08"}),
    minor, text) {
    BOOST_TEST(Money(minor, dkk).toDecimal() == text);
    BOOST_CHECK(Money::fromDecimal(text, dkk) == Money(minor, dkk));
}

BOOST_AUTO_TEST_CASE(currencies_with_0_and_3_decimals_are_written_their_way) {
    BOOST_TEST(Money(7, isk).toDecimal() == "7");
    BOOST_TEST(Money(-7000, isk).toDecimal() == "-7000");
    BOOST_TEST(Money(7, kwd).toDecimal() == "0.007");
    BOOST_TEST(Money(-1234567, kwd).toDecimal() == "-1234.567");
}

BOOST_AUTO_TEST_CASE(unifiedpos_amounts_have_four_implied_decimals) {
    BOOST_TEST(Money::fromImplied4(1234500, dkk).minor() == 12345);
    BOOST_TEST(Money::fromImplied4(-1234500, dkk).minor() == -12345);
    BOOST_TEST(Money::fromImplied4(70000, isk).minor() == 7);
    BOOST_TEST(Money::fromImplied4(70, kwd).minor() == 7);
    BOOST_TEST(Money::fromImplied4(0, dkk).isZero());
    BOOST_TEST(Money(12345, dkk).toImplied4() == 1234500);
    BOOST_TEST(Money(7, isk).toImplied4() == 70000);
    BOOST_TEST(Money(7, kwd).toImplied4() == 70);
}

BOOST_DATA_TEST_CASE(a_unifiedpos_amount_that_the_currency_cannot_express_is_refused,
                     data::make<std::int64_t>({1, 99, -1, 1234501, 1234550, most}), amount) {
    BOOST_CHECK_EXCEPTION(Money::fromImplied4(amount, dkk), AmountError,
                          saying("must be a multiple of 100"));
}

BOOST_AUTO_TEST_CASE(a_currency_without_minor_unit_takes_whole_unifiedpos_amounts_only) {
    BOOST_CHECK_EXCEPTION(Money::fromImplied4(75000, isk), AmountError, saying("10000"));
    BOOST_CHECK_THROW(Money::fromImplied4(75, kwd), AmountError);
}

BOOST_AUTO_TEST_CASE(an_amount_too_large_for_unifiedpos_is_refused) {
    BOOST_TEST(Money(most / 100, dkk).toImplied4() == most / 100 * 100);
    BOOST_CHECK_THROW((void)Money(most / 100 + 1, dkk).toImplied4(), AmountError);
    BOOST_CHECK_THROW((void)Money(least, dkk).toImplied4(), AmountError);
}

BOOST_AUTO_TEST_CASE(a_text_that_is_no_amount_is_shown_short_and_printable) {
    BOOST_CHECK_EXCEPTION(Money::fromDecimal("\x1b[2J12\n" + std::string(5000, '9'), dkk),
                          AmountError, [](const AmountError& error) {
                              const std::string text = error.what();
                              return text.find("'?[2J12?99") != std::string::npos &&
                                     text.size() < 200;
                          });
}

BOOST_AUTO_TEST_CASE(amounts_add_and_subtract_exactly) {
    BOOST_TEST((Money(1, dkk) + Money(2, dkk)).minor() == 3);
    BOOST_TEST((Money(1, dkk) - Money(2, dkk)).minor() == -1);
}

BOOST_AUTO_TEST_CASE(reckoning_never_wraps) {
    BOOST_CHECK_EXCEPTION(Money(most, dkk) + Money(1, dkk), AmountError, saying("too large"));
    BOOST_CHECK_EXCEPTION(Money(least, dkk) - Money(1, dkk), AmountError, saying("too large"));
    BOOST_CHECK_THROW(Money(0, dkk) - Money(least, dkk), AmountError);
}

BOOST_AUTO_TEST_CASE(currencies_are_never_mixed) {
    const Money krone(100, dkk);
    const Money euro(100, Currency::eur());
    BOOST_CHECK_EXCEPTION(krone + euro, AmountError, saying("DKK and EUR"));
    BOOST_CHECK_THROW(krone - euro, AmountError);
    BOOST_CHECK_THROW((void)(krone < euro), AmountError);
    BOOST_CHECK(krone != euro);
}

BOOST_AUTO_TEST_CASE(amounts_of_one_currency_are_ordered) {
    BOOST_CHECK(Money(99, dkk) < Money(100, dkk));
    BOOST_CHECK(Money(-1, dkk) < Money(0, dkk));
    BOOST_CHECK(Money(100, dkk) >= Money(100, dkk));
}

BOOST_AUTO_TEST_CASE(every_amount_comes_back_from_its_text_and_its_unifiedpos_form) {
    std::uint64_t state = 1;
    for (int i = 0; i < 2000; ++i) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        const auto minor = static_cast<std::int64_t>(state) >> (i % 40);
        for (const Currency& currency : {dkk, isk, kwd}) {
            const Money amount(minor, currency);
            BOOST_REQUIRE(Money::fromDecimal(amount.toDecimal(), currency) == amount);
            if (minor > -most / 10000 && minor < most / 10000) {
                BOOST_REQUIRE(Money::fromImplied4(amount.toImplied4(), currency) == amount);
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
