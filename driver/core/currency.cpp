#include "driver/core/error.h"
#include "driver/core/money.h"

#include <algorithm>
#include <array>
#include <string>

namespace mobilepay::core {

namespace {

// ISO 4217, list one, active currencies by the decimals of their minor unit. The two with four
// decimals (CLF, UYW) are units of account that no till sells in, and are left out.
constexpr std::array<std::string_view, 16> withoutDecimals = {
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
    "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"};

constexpr std::array<std::string_view, 7> withThreeDecimals = {"BHD", "IQD", "JOD", "KWD",
                                                               "LYD", "OMR", "TND"};

constexpr auto withTwoDecimals = std::to_array<std::string_view>(
    {"AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD",
     "BDT", "BGN", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD",
     "CDF", "CHF", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DKK", "DOP", "DZD", "EGP",
     "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GTQ", "GYD",
     "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IRR", "JMD", "KES", "KGS", "KHR",
     "KPW", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "MAD", "MDL", "MGA", "MKD",
     "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN",
     "NIO", "NOK", "NPR", "NZD", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "QAR", "RON",
     "RSD", "RUB", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD",
     "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TOP", "TRY", "TTD", "TWD",
     "TZS", "UAH", "USD", "UYU", "UZS", "VES", "WST", "XCD", "YER", "ZAR", "ZMW"});

template <class Codes>
bool holds(const Codes& codes, std::string_view code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

Currency::Currency(std::string_view code, int decimals)
    : code_{code[0], code[1], code[2]}, decimals_(decimals) {}

Currency Currency::of(std::string_view code) {
    if (holds(withTwoDecimals, code)) return {code, 2};
    if (holds(withoutDecimals, code)) return {code, 0};
    if (holds(withThreeDecimals, code)) return {code, 3};
    throw ConfigurationError("The currency '" + std::string(code) +
                             "' is not known; give an ISO 4217 code in three capital letters, "
                             "such as DKK or EUR");
}

Currency Currency::dkk() {
    return {"DKK", 2};
}
Currency Currency::eur() {
    return {"EUR", 2};
}

}  // namespace mobilepay::core
