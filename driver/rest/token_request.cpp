#include "driver/rest/token.h"

#include <sstream>

#include <Poco/Base64Encoder.h>
#include <Poco/URI.h>

namespace mobilepay::rest {

namespace {

std::string base64(const std::string& text) {
    std::ostringstream out;
    Poco::Base64Encoder encoder(out);
    encoder.rdbuf()->setLineLength(0);
    encoder << text;
    encoder.close();
    return out.str();
}

std::string formEncoded(const std::string& text) {
    std::string encoded;
    Poco::URI::encode(text, "!#$%&'()*+,/:;=?@[]", encoded);
    return encoded;
}

}  // namespace

TokenRequest askForToken(ClientCredentials credentials) {
    return [credentials = std::move(credentials)] {
        HttpRequest request;
        request.method = "POST";
        request.url = credentials.tokenUrl;
        request.headers = {
            {"Authorization",
             "Basic " + base64(credentials.clientId + ':' + credentials.clientSecret.reveal()),
             true},
            {"Content-Type", "application/x-www-form-urlencoded", false},
            {"Accept", "application/json", false},
        };
        request.body = "grant_type=client_credentials";
        if (!credentials.merchantVat.empty()) {
            request.body += "&merchant_vat=" + formEncoded(credentials.merchantVat);
        }
        request.timeout = credentials.timeout;
        request.sensitiveBody = true;
        return request;
    };
}

TokenRequest askForToken(TokenBroker broker) {
    return [broker = std::move(broker)] {
        HttpRequest request;
        request.method = "GET";
        request.url = broker.url;
        request.headers = {{"Accept", "application/json", false}};
        if (!broker.credential.empty()) {
            const std::string scheme = broker.header == "Authorization" ? "Bearer " : "";
            request.headers.push_back({broker.header, scheme + broker.credential.reveal(), true});
        }
        request.timeout = broker.timeout;
        request.sensitiveBody = true;
        return request;
    };
}

}  // namespace mobilepay::rest
