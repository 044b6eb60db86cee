#pragma once

#include "driver/core/secret.h"
#include "driver/rest/machine_proxy.h"
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

    /// Reads the setting once; where it says `system` the environment, and where that says nothing
    /// the machine's own proxy. Throws `core::ConfigurationError` naming the setting, the variable
    /// or the machine's source (never its value: it may hold a password).
    ProxyChoice(const ProxySettings& settings, const Environment& environment,
                const std::optional<MachineProxy>& machine = std::nullopt);

    /// The proxy for that server; nothing when it is reached directly.
    [[nodiscard]] std::optional<Proxy> forHost(const std::string& host, Poco::UInt16 port) const;

private:
    void takeSystem(const Environment& environment, const std::optional<MachineProxy>& machine);
    std::optional<Proxy> proxy_;
    std::vector<std::string> direct_;  ///< entries of no_proxy or of the machine's list
};

}  // namespace mobilepay::rest
