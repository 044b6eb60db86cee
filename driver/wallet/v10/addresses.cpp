#include "driver/wallet/v10/addresses.h"

#include <utility>

#include <Poco/URI.h>

namespace mobilepay::wallet::v10 {

namespace {

/// RFC 3986: everything but letters, digits and `-_.~`.
std::string encoded(std::string_view value) {
    std::string text;
    Poco::URI::encode(std::string(value), "!#$&'()*+,/:;=?@[]", text);
    return text;
}

std::string baseOf(const Configuration& configuration) {
    std::string base = configuration.apiUrl;
    while (base.ends_with('/'))
        base.pop_back();
    return base;
}

}  // namespace

Address& Address::segment(std::string_view value) {
    text_ += '/' + encoded(value);
    return *this;
}

Address& Address::filter(std::string_view name, std::string_view value) {
    if (value.empty()) return *this;
    text_ += std::exchange(filtered_, true) ? '&' : '?';
    text_ += std::string(name) + '=' + encoded(value);
    return *this;
}

rest::HttpRequest requestTo(const Configuration& configuration, std::string method,
                            const Address& address, std::string body) {
    rest::HttpRequest request;
    request.url = baseOf(configuration) + address.text();
    request.headers = {
        {"Accept", "application/json"},
        {"x-ibm-client-id", configuration.clientId},
        {"X-MobilePay-Client-System-Version", configuration.clientVersion},
    };
    if (configuration.sendVatHeader) {
        request.headers.push_back({"X-MobilePay-Merchant-VAT-Number", configuration.merchantVat});
    }
    if (!body.empty()) request.headers.push_back({"Content-Type", "application/json"});
    request.timeout =
        method == "GET" ? configuration.timeOuts.query : configuration.timeOuts.change;
    request.method = std::move(method);
    request.body = std::move(body);
    return request;
}

}  // namespace mobilepay::wallet::v10
