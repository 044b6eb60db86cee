#include "driver/core/money.h"

#include "driver/core/error.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace mobilepay::core {

namespace {

constexpr int impliedDecimals = 4;  // UPOS 1.15, currency type

std::int64_t powerOfTen(int exponent) {
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// The text of an amount may be anything: what is repeated of it is short and steers no terminal.
std::string shown(std::string_view text) {
    constexpr std::size_t longest = 40;
    std::string shown(text.substr(0, longest));
    std::replace_if(
        shown.begin(), shown.end(), [](unsigned char c) { return c < ' ' || c == 0x7F; }, '?');
    return shown + (text.size() > longest ? "..." : "");
}

[[noreturn]] void refuse(std::string_view text, Currency currency, std::string_view rule) {
    throw AmountError("The amount '" + shown(text) + "' " + std::string(currency.code()) + " " +
                      std::string(rule));
}

/// Appends one digit below zero, where int64 reaches one further than above.
bool appendDigit(std::int64_t& negative, int digit) {
    return !__builtin_mul_overflow(negative, std::int64_t{10}, &negative) &&
           !__builtin_sub_overflow(negative, std::int64_t{digit}, &negative);
}

/// The two sides of the point, checked for form only.
struct DecimalParts {
    bool negative = false;
    std::string_view whole;
    std::string_view fraction;
};

std::optional<DecimalParts> split(std::string_view text) {
    DecimalParts parts;
    if (!text.empty() && text.front() == '-') {
        parts.negative = true;
        text.remove_prefix(1);
    }
    const std::size_t point = text.find('.');
    parts.whole = text.substr(0, point);
    if (point != std::string_view::npos) {
        parts.fraction = text.substr(point + 1);
        if (parts.fraction.empty()) return std::nullopt;
    }
    if (parts.whole.empty()) return std::nullopt;
    for (const std::string_view digits : {parts.whole, parts.fraction}) {
        for (const char c : digits) {
            if (!isDigit(c)) return std::nullopt;
        }
    }
    return parts;
}

void requireSameCurrency(const Money& a, const Money& b) {
    if (a.currency() == b.currency()) return;
    throw AmountError("Amounts in " + std::string(a.currency().code()) + " and " +
                      std::string(b.currency().code()) + " cannot be reckoned together");
}

[[noreturn]] void refuseTooLarge(const Money& a, const Money& b, std::string_view operation) {
    throw AmountError("The amounts " + a.toDecimal() + " " + std::string(operation) + " " +
                      b.toDecimal() + " " + std::string(a.currency().code()) + " are too large");
}

}  // namespace

Money Money::fromDecimal(std::string_view text, Currency currency) {
    const auto parts = split(text);
    if (!parts) {
        refuse(text, currency,
               "is no amount: write digits with a point before the decimals, such as 12.50");
    }
    const auto decimals = static_cast<std::size_t>(currency.decimals());
    std::int64_t negative = 0;
    bool fits = true;
    for (const char c : parts->whole)
        fits = fits && appendDigit(negative, c - '0');
    for (std::size_t i = 0; i < decimals; ++i) {
        const char c = i < parts->fraction.size() ? parts->fraction[i] : '0';
        fits = fits && appendDigit(negative, c - '0');
    }
    for (std::size_t i = decimals; i < parts->fraction.size(); ++i) {
        if (parts->fraction[i] != '0') {
            refuse(text, currency,
                   "is finer than the currency's minor unit, which has " +
                       std::to_string(currency.decimals()) + " decimals");
        }
    }
    if (!parts->negative && negative == std::numeric_limits<std::int64_t>::min()) fits = false;
    if (!fits) refuse(text, currency, "is too large");
    return {parts->negative ? negative : -negative, currency};
}

Money Money::fromImplied4(std::int64_t amount, Currency currency) {
    const std::int64_t unit = powerOfTen(impliedDecimals - currency.decimals());
    if (amount % unit != 0) {
        refuse(std::to_string(amount), currency,
               "(with four implied decimals) is finer than the currency's minor unit: it must be "
               "a multiple of " +
                   std::to_string(unit));
    }
    return {amount / unit, currency};
}

std::string Money::toDecimal() const {
    std::string digits = std::to_string(minor_);
    const bool negative = digits.front() == '-';
    if (negative) digits.erase(0, 1);
    const auto decimals = static_cast<std::size_t>(currency_.decimals());
    if (decimals > 0) {
        if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
        digits.insert(digits.size() - decimals, 1, '.');
    }
    return negative ? '-' + digits : digits;
}

std::int64_t Money::toImplied4() const {
    std::int64_t amount = 0;
    if (__builtin_mul_overflow(minor_, powerOfTen(impliedDecimals - currency_.decimals()),
                               &amount)) {
        refuse(toDecimal(), currency_, "is too large for an amount with four implied decimals");
    }
    return amount;
}

Money operator+(const Money& a, const Money& b) {
    requireSameCurrency(a, b);
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.minor_, b.minor_, &sum)) refuseTooLarge(a, b, "plus");
    return {sum, a.currency_};
}

Money operator-(const Money& a, const Money& b) {
    requireSameCurrency(a, b);
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.minor_, b.minor_, &difference)) refuseTooLarge(a, b, "minus");
    return {difference, a.currency_};
}

std::strong_ordering operator<=>(const Money& a, const Money& b) {
    requireSameCurrency(a, b);
    return a.minor_ <=> b.minor_;
}

}  // namespace mobilepay::core
