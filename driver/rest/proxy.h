#pragma once

#include "driver/core/secret.h"
#include "driver/rest/transport_settings.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <Poco/Types.h>

namespace mobilepay::rest {

/// One proxy and how to present ourselves to it.
struct Proxy {
    std::string host;
    Poco::UInt16 port = 3128;
    std::string user;  ///< empty: nobody
    core::Secret password;
    ProxyAuthentication authentication = ProxyAuthentication::basic;
};

/// Which way a host is reached.
class ProxyChoice {
public:
    /// A variable of the environment, or nullptr.
    using Environment = std::function<const char*(const char*)>;

    /// Reads the setting, and the environment where it says so, once. Throws
    /// `core::ConfigurationError` naming the setting or variable (never its value: it may hold a
    /// password).
    explicit ProxyChoice(const ProxySettings& settings, const Environment& environment);

    /// The proxy for that server; nothing when it is reached directly.
    [[nodiscard]] std::optional<Proxy> forHost(const std::string& host, Poco::UInt16 port) const;

private:
    std::optional<Proxy> proxy_;
    std::vector<std::string> direct_;  ///< no_proxy's entries
};

}  // namespace mobilepay::rest
