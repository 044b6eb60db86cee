#pragma once

#include "driver/core/clock.h"
#include "driver/core/secret.h"

#include <cstddef>
#include <string>

namespace mobilepay::rest {

/// How a proxy learns who we are.
enum class ProxyAuthentication { basic, ntlm };

/// The way out of the shop's network.
struct ProxySettings {
    /// `none`; `system`: the environment (https_proxy or HTTPS_PROXY, all_proxy or ALL_PROXY, and
    /// no_proxy or NO_PROXY, as curl reads them), else Windows' own settings; or
    /// `http://host:port`. The proxy is spoken to in plain HTTP and only sees a CONNECT; TLS is
    /// with the server.
    std::string proxy = "system";
    /// Empty: what the URL says (`http://user:password@host:port`, percent-encoded), or nobody.
    /// NTLM: `DOMAIN\user` or `user@domain`; on Windows nobody means the account of the process.
    std::string user;
    core::Secret password;
    ProxyAuthentication authentication = ProxyAuthentication::basic;
};

/// What a transport obeys.
struct TransportSettings {
    /// Certificate authorities that may vouch for a server, in PEM: a file, or a folder whose
    /// `.pem`, `.crt` and `.cer` files are read. Empty: those of the system. There is no way to
    /// switch the verification off.
    std::string caBundle;
    ProxySettings proxy;
    /// DNS, TCP, proxy and TLS together.
    core::Milliseconds connectTimeout{5000};
    /// An idle connection older than this is not used again, where the server does not say by
    /// `Keep-Alive: timeout=` how long it waits itself. A connection that the server has closed is
    /// noticed before it is used, as far as that can be known.
    core::Milliseconds idleLimit{60000};

    /// Limits on an answer; breaking one is a failure of kind `limit`.
    std::size_t maxHeaderBytes = std::size_t{32} * 1024;
    int maxHeaders = 100;
    std::size_t maxBodyBytes = std::size_t{1024} * 1024;
};

}  // namespace mobilepay::rest
