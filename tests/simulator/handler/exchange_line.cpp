#include "tests/simulator/handler/exchange_line.h"

#include "tests/simulator/handler/json_writer.h"
#include "tests/simulator/handler/masking.h"

namespace mobilepay::simulator {
namespace {

void write(JsonWriter& out, std::string_view name, const rest::Headers& headers) {
    out.key(name).beginArray();
    for (const auto& header : maskedHeaders(headers))
        out.beginArray().text(header.name).text(header.value).endArray();
    out.endArray();
}

std::string shown(const std::string& body, bool secret) {
    return secret && !body.empty() ? "***" : maskedCustomerTokens(maskedPhoneNumbers(body));
}

}  // namespace

std::string exchangeLine(core::WallTime at, const rest::HttpRequest& request,
                         const Exchange& exchange, std::string_view fault) {
    const bool secret = request.url.find("/token") != std::string::npos;
    JsonWriter out;
    out.beginObject()
        .textField("at", core::toIso8601(at))
        .textField("method", request.method)
        .textField("url", request.url);
    write(out, "requestHeaders", request.headers);
    out.textField("requestBody", shown(request.body, secret));
    if (!fault.empty()) out.textField("fault", fault);
    if (exchange.delivery == Delivery::whole || exchange.delivery == Delivery::slow) {
        out.numberField("status", exchange.response.status);
        write(out, "responseHeaders", exchange.response.headers);
        out.textField("responseBody", shown(exchange.response.body, secret));
    }
    return out.endObject().take();
}

}  // namespace mobilepay::simulator
