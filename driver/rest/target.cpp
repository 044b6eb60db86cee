#include "driver/rest/target.h"

#include "driver/core/text.h"
#include "driver/rest/broken.h"

#include <algorithm>
#include <string_view>

#include <Poco/Exception.h>
#include <Poco/String.h>
#include <Poco/URI.h>

namespace mobilepay::rest {

namespace {

constexpr std::string_view scheme = "https://";
constexpr Poco::UInt16 httpsPort = 443;

[[noreturn]] void refuse(const std::string& url, const std::string& rule) {
    // The query may hold what identifies a shopper; where it goes says enough.
    const std::string shown = core::printableAscii(url.substr(0, url.find('?')), 200);
    throw Broken(HttpFailure::Kind::refusedByUs, "The URL '" + shown + "' " + rule);
}

bool isHostCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == ':';
}

}  // namespace

std::string Target::authority() const {
    const bool ipv6 = host.find(':') != std::string::npos;
    return (ipv6 ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

Target targetOf(const std::string& url) {
    if (Poco::icompare(url, 0, scheme.size(), std::string(scheme)) != 0) {
        refuse(url, "must begin with https://: nothing is sent without TLS");
    }
    if (!std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c <= '~'; })) {
        refuse(url, "holds a character that has to be percent-encoded");
    }
    const std::size_t end = std::min(url.find_first_of("/?#", scheme.size()), url.size());
    const std::string authority = url.substr(scheme.size(), end - scheme.size());
    if (authority.find('@') != std::string::npos) {
        throw Broken(HttpFailure::Kind::refusedByUs,
                     "The URL must not hold a user name or password before the host");
    }
    if (url.find('#', end) != std::string::npos) refuse(url, "must not have a #fragment");
    Target target;
    try {
        const Poco::URI uri("https://" + authority);
        target.host = uri.getHost();
        target.port = uri.getPort() == 0 ? httpsPort : uri.getPort();
    } catch (const Poco::Exception&) {
        refuse(url, "has no valid host and port");
    }
    if (target.host.empty() || target.host.front() == '.' ||
        !std::all_of(target.host.begin(), target.host.end(), isHostCharacter)) {
        refuse(url, "has no valid host");
    }
    target.pathAndQuery = url.substr(end);
    if (target.pathAndQuery.empty() || target.pathAndQuery.front() != '/') {
        target.pathAndQuery.insert(0, 1, '/');
    }
    return target;
}

}  // namespace mobilepay::rest
