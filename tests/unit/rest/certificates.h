#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

// Before OpenSSL: it takes back the macros of windows.h that have its names.
#include <Poco/TemporaryFile.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace mobilepay::rest::testing {

/// A key and its certificate, made on the spot.
struct Identity {
    std::shared_ptr<EVP_PKEY> key;
    std::shared_ptr<X509> certificate;
    [[nodiscard]] std::string pem() const;
};

/// What a certificate says.
struct Wanted {
    std::string subject = "localhost";
    /// subjectAltName as OpenSSL writes it.
    std::string names = "DNS:localhost,IP:127.0.0.1";
    long validFrom = -3600;  ///< seconds from now
    long validTo = 3600;
    bool authority = false;
    bool weak = false;  ///< RSA of 1024 bits
};

/// Issued by `issuer`, by itself when there is none.
Identity issue(const Wanted& wanted, const Identity* issuer = nullptr);

/// A certificate authority with its PEM file in a folder of its own that goes away with it.
class Authority {
public:
    explicit Authority(const std::string& name = "Test Authority");
    ~Authority();
    Authority(const Authority&) = delete;
    Authority& operator=(const Authority&) = delete;

    [[nodiscard]] Identity issue(const Wanted& wanted = {}) const;
    [[nodiscard]] std::string file() const { return (folder_ / "authority.pem").string(); }
    [[nodiscard]] std::string folder() const { return folder_.string(); }

private:
    Identity identity_;
    std::filesystem::path folder_;
};

/// The one authority that the tests of this program trust.
const Authority& testAuthority();

}  // namespace mobilepay::rest::testing
