#include "driver/rest/trust.h"

#include "driver/core/error.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>

#include <openssl/err.h>
#include <openssl/pem.h>

namespace mobilepay::rest {

namespace {

namespace fs = std::filesystem;

bool looksLikeCertificates(const fs::path& file) {
    constexpr std::array<std::string_view, 3> endings = {".pem", ".crt", ".cer"};
    return std::find(endings.begin(), endings.end(), file.extension().string()) != endings.end();
}

int addFolder(SSL_CTX* context, const std::string& folder, std::error_code& error) {
    int count = 0;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (looksLikeCertificates(entry->path())) {
            count += addCertificates(context, entry->path().string());
        }
    }
    return count;
}

}  // namespace

int addCertificates(SSL_CTX* context, const std::string& file) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> in(BIO_new_file(file.c_str(), "rb"), BIO_free);
    int count = 0;
    while (in) {
        const std::unique_ptr<X509, decltype(&X509_free)> certificate(
            PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr), X509_free);
        if (!certificate) break;
        count += X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate.get()) == 1;
    }
    ERR_clear_error();  // "no more PEM" is no error here
    return count;
}

void trust(SSL_CTX* context, const std::string& caBundle) {
    if (caBundle.empty()) {
        if (trustSystem(context)) return;
        throw core::ConfigurationError("The system has no certificate authorities to trust; " +
                                       std::string(howToTrustSystem) +
                                       ", or name a CA bundle (setting tls.ca)");
    }
    std::error_code error;
    const int count = fs::is_directory(caBundle, error) ? addFolder(context, caBundle, error)
                                                        : addCertificates(context, caBundle);
    if (count == 0) {
        const bool exists = fs::exists(caBundle, error);
        throw core::ConfigurationError(
            "The CA bundle '" + caBundle + "' (setting tls.ca) " +
            (exists ? "holds no readable PEM certificate" : "does not exist or may not be read"));
    }
}

}  // namespace mobilepay::rest
