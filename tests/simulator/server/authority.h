#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mobilepay::simulator {

/// The files of the simulator's own TLS identity.
struct TlsFiles {
    std::filesystem::path ca;           ///< `ca.pem`: what clients are to trust
    std::filesystem::path certificate;  ///< `server.pem`
    std::filesystem::path key;          ///< `server.key`, readable by the owner only
};

/// A CA of its own and a server certificate for `localhost`, `127.0.0.1`, `::1` and `extraNames`
/// (host names or addresses), made in `folder`, which is created when missing. What is there and
/// good for another day and for all these names is kept, so that clients go on trusting it over a
/// restart. The CA's private key is thrown away. Throws `core::ConfigurationError` naming the
/// folder when it cannot be written.
[[nodiscard]] TlsFiles prepareTls(const std::filesystem::path& folder,
                                  const std::vector<std::string>& extraNames);

}  // namespace mobilepay::simulator
