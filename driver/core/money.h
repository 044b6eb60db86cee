#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace mobilepay::core {

/// An ISO 4217 currency: three capital letters and the number of decimals of its minor unit (0, 2
/// or 3). Made only by `Currency::of`, so an object is always a known currency.
class Currency {
public:
    /// The currency of that code. Throws `ConfigurationError` naming the code when it is not one we
    /// know.
    static Currency of(std::string_view code);
    static Currency dkk();
    static Currency eur();

    [[nodiscard]] std::string_view code() const noexcept { return {code_, 3}; }
    [[nodiscard]] int decimals() const noexcept { return decimals_; }
    friend bool operator==(const Currency&, const Currency&) = default;

private:
    Currency(std::string_view code, int decimals);
    char code_[3];
    int decimals_;
};

/// An exact amount: a whole number of the currency's minor unit. Never a floating point number.
/// Arithmetic throws `AmountError` on overflow and on mixed currencies; it never wraps or rounds.
class Money {
public:
    Money(std::int64_t minor, Currency currency) noexcept : minor_(minor), currency_(currency) {}

    /// From decimal text as on the wire: `12`, `12.5`, `12.50`; optional leading `-`; the separator
    /// is a point in every locale. No exponent, no sign `+`, no spaces. Throws `AmountError` naming
    /// the text and the rule; digits beyond the minor unit are refused unless they are zeros.
    static Money fromDecimal(std::string_view text, Currency currency);

    /// From a UnifiedPOS amount: an integer with four implied decimals (UPOS 1.15: 123.45 is
    /// 1234500). Throws `AmountError` when the currency cannot express it exactly.
    static Money fromImplied4(std::int64_t amount, Currency currency);

    /// Decimal text with exactly the currency's decimals: `12.50`, `7` for a currency without any.
    [[nodiscard]] std::string toDecimal() const;
    /// A UnifiedPOS amount with four implied decimals. Throws `AmountError` on overflow.
    [[nodiscard]] std::int64_t toImplied4() const;

    [[nodiscard]] std::int64_t minor() const noexcept { return minor_; }
    [[nodiscard]] Currency currency() const noexcept { return currency_; }
    [[nodiscard]] bool isZero() const noexcept { return minor_ == 0; }

    friend Money operator+(const Money& a, const Money& b);
    friend Money operator-(const Money& a, const Money& b);
    friend bool operator==(const Money&, const Money&) = default;
    /// Orders amounts of one currency; throws `AmountError` on mixed currencies.
    friend std::strong_ordering operator<=>(const Money& a, const Money& b);

private:
    std::int64_t minor_;
    Currency currency_;
};

}  // namespace mobilepay::core
