#pragma once

#include <string>
#include <string_view>

#include <openssl/ssl.h>

namespace mobilepay::rest {

/// Makes `context` trust the certificate authorities in a PEM file, or in the `.pem`, `.crt` and
/// `.cer` files of a folder; those of the system when `caBundle` is empty. Throws
/// `core::ConfigurationError` naming the file when there is none to trust.
void trust(SSL_CTX* context, const std::string& caBundle);

/// Linux: OpenSSL's default places and those of the distributions. Windows: the machine's
/// certificate stores (no user's own): ROOT, with the intermediates of CA, without what is in
/// Disallowed, which refuses a chain wherever it stands in it. Returns whether there were any.
/// (trust_linux.cpp, trust_windows.cpp)
[[nodiscard]] bool trustSystem(SSL_CTX* context);

/// What to do on this system where it has none, for errors.
extern const std::string_view howToTrustSystem;

/// Adds every certificate of a PEM file; returns how many there were.
int addCertificates(SSL_CTX* context, const std::string& file);

}  // namespace mobilepay::rest
