#pragma once

#include <optional>
#include <string>

namespace mobilepay::rest {

/// What the machine itself says about the way out, beside the environment.
struct MachineProxy {
    std::string source;  ///< whose word it is, for errors
    /// As WinHTTP writes it: `host:port`, or one for each scheme: `http=a:80;https=b:8080`.
    std::string proxies;
    /// As WinHTTP writes it: hosts without one, apart by `;` or blanks; `*.shop.dk`, and `<local>`
    /// for all names without a dot.
    std::string bypass;
};

/// On Windows what its user has set, else what `netsh winhttp` has for the machine (services have
/// only that); a configuration script (PAC) is not run. Elsewhere nothing: there the environment is
/// all there is.
[[nodiscard]] std::optional<MachineProxy> machineProxy();

}  // namespace mobilepay::rest
