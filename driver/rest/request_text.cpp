#include "driver/rest/request_text.h"

#include "driver/core/text.h"
#include "driver/rest/broken.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>

#include <Poco/Net/HTTPRequest.h>
#include <Poco/String.h>

namespace mobilepay::rest {

namespace {

constexpr Poco::UInt16 httpsPort = 443;

bool isToken(const std::string& text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               marks.find(c) != std::string_view::npos;
    });
}

bool isFieldValue(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
    });
}

[[noreturn]] void refuse(const std::string& text) {
    throw Broken(HttpFailure::Kind::refusedByUs, text);
}

void requireSendable(const Header& header) {
    constexpr std::array<const char*, 5> own = {"Host", "Content-Length", "Transfer-Encoding",
                                                "Connection", "Upgrade"};
    // Names are ours; values may be secrets and are not shown.
    const std::string name = core::printableAscii(header.name, 80);
    if (!isToken(header.name)) refuse("'" + name + "' is no name of a header");
    if (!isFieldValue(header.value)) {
        refuse("The header " + name + " holds a line break or another control character");
    }
    for (const char* const reserved : own) {
        if (Poco::icompare(header.name, reserved) == 0) {
            refuse("The header " + name + " is set by the transport alone");
        }
    }
}

}  // namespace

std::string requestText(const HttpRequest& request, const Target& target) {
    constexpr std::array<const char*, 4> methods = {"GET", "POST", "PUT", "DELETE"};
    if (std::find(methods.begin(), methods.end(), request.method) == methods.end()) {
        refuse("The method '" + core::printableAscii(request.method, 20) +
               "' is none of GET, POST, PUT and DELETE");
    }
    Poco::Net::HTTPRequest head(request.method, target.pathAndQuery,
                                Poco::Net::HTTPRequest::HTTP_1_1);
    std::string host = target.authority();
    if (target.port == httpsPort) host.erase(host.rfind(':'));
    head.set("Host", host);
    for (const Header& header : request.headers) {
        requireSendable(header);
        head.add(header.name, header.value);
    }
    if (!request.body.empty() || request.method == "POST" || request.method == "PUT") {
        head.set("Content-Length", std::to_string(request.body.size()));
    }
    std::ostringstream text;
    text.imbue(std::locale::classic());
    head.write(text);
    return std::move(text).str() + request.body;
}

}  // namespace mobilepay::rest
