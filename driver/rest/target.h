#pragma once

#include <string>

#include <Poco/Types.h>

namespace mobilepay::rest {

/// Where a request goes.
struct Target {
    std::string host;  ///< a name or an IP literal without brackets
    Poco::UInt16 port = 443;
    std::string pathAndQuery;  ///< as given, `/` at least

    /// `host:port`, with brackets around an IPv6 literal: what CONNECT and the Host header want.
    [[nodiscard]] std::string authority() const;
};

/// Takes an absolute https URL apart without touching its encoding. Throws `Broken` (`refusedByUs`)
/// naming what is wrong: another scheme, user information, a character that has to be encoded.
[[nodiscard]] Target targetOf(const std::string& url);

}  // namespace mobilepay::rest
