#include "driver/wallet/v10/configuration.h"

#include "driver/core/error.h"
#include "driver/core/text.h"

#include <algorithm>
#include <string_view>

namespace mobilepay::wallet::v10 {

namespace {

[[noreturn]] void refuse(std::string_view what, std::string_view value, std::string_view rule) {
    throw core::ConfigurationError("The " + std::string(what) + " '" +
                                   core::printableAscii(value, 120) + "' " + std::string(rule));
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isVisibleAscii(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

bool isVatNumber(std::string_view text) {
    return text.size() == 10 && (text.starts_with("DK") || text.starts_with("FI")) &&
           std::all_of(text.begin() + 2, text.end(), isDigit);
}

/// Three numbers with points between them.
bool isVersion(std::string_view text) {
    int numbers = 0;
    while (!text.empty() && isDigit(text.front())) {
        ++numbers;
        while (!text.empty() && isDigit(text.front()))
            text.remove_prefix(1);
        if (numbers == 3 || text.size() < 2 || text.front() != '.') break;
        text.remove_prefix(1);
    }
    return numbers == 3 && text.empty();
}

}  // namespace

void check(const Configuration& c) {
    constexpr std::string_view scheme = "https://";
    if (!c.apiUrl.starts_with(scheme) || c.apiUrl.size() == scheme.size() ||
        !isVisibleAscii(c.apiUrl) || c.apiUrl.find_first_of("?#") != std::string::npos) {
        refuse("API address", c.apiUrl,
               "must be an https address without query, such as "
               "https://api.mobilepay.dk/pos/v10");
    }
    if (!isVisibleAscii(c.clientId)) {
        refuse("client id", c.clientId, "must be what MobilePay gave the integrator (a GUID)");
    }
    if (!isVersion(c.clientVersion)) {
        refuse("client version", c.clientVersion, "must be Major.Minor.Build, such as 2.1.1");
    }
    if (c.sendVatHeader ? !isVatNumber(c.merchantVat)
                        : !c.merchantVat.empty() && !isVatNumber(c.merchantVat)) {
        refuse("merchant's VAT number", c.merchantVat,
               "must be DK or FI and eight digits, such as DK12345678");
    }
    if (c.currency != core::Currency::dkk() && c.currency != core::Currency::eur()) {
        refuse("currency", c.currency.code(), "is none of MobilePay's: DKK or EUR");
    }
    if (c.retry.retries < 0 || c.retry.retries > 5) {
        refuse("number of retries", std::to_string(c.retry.retries),
               "must be 0 to 5 (v10 Best Practices)");
    }
    for (const auto timeOut : {c.timeOuts.change, c.timeOuts.query, c.timeOuts.poll}) {
        if (timeOut <= core::Milliseconds{0}) {
            refuse("time-out", std::to_string(timeOut.count()) + " ms", "must be above zero");
        }
    }
}

}  // namespace mobilepay::wallet::v10
