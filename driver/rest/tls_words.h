#pragma once

#include <string>

namespace mobilepay::rest {

/// What a failed verification means for whoever has to mend it. `verifyError` is OpenSSL's
/// X509_V_…. `proxy`: the one the connection goes through, as `host:port`; empty: none.
[[nodiscard]] std::string explainCertificate(const std::string& host, const std::string& proxy,
                                             long verifyError);

/// What a failed handshake means. `openSslText` is OpenSSL's `error:XXXXXXXX:…`.
[[nodiscard]] std::string explainHandshake(const std::string& host, const std::string& openSslText);

}  // namespace mobilepay::rest
