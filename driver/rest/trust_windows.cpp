// windows.h has to come before wincrypt.h, and both before OpenSSL, whose names they shadow.
#include <windows.h>
#include <wincrypt.h>
#undef X509_NAME
#undef X509_EXTENSIONS
#undef PKCS7_SIGNER_INFO
#undef OCSP_REQUEST
#undef OCSP_RESPONSE

#include "driver/rest/trust.h"

#include <array>
#include <memory>

#include <gsl/gsl>

namespace mobilepay::rest {

namespace {

/// A certificate store of the machine, not of the user: what one user takes in, by a click or a
/// program of his, is not what the shop trusts.
class Store {
public:
    explicit Store(const wchar_t* name)
        : handle_(CertOpenStore(CERT_STORE_PROV_SYSTEM_W, 0, 0,
                                CERT_SYSTEM_STORE_LOCAL_MACHINE | CERT_STORE_READONLY_FLAG, name)) {
    }
    ~Store() {
        if (handle_) CertCloseStore(handle_, 0);
    }
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    explicit operator bool() const { return handle_ != nullptr; }
    [[nodiscard]] HCERTSTORE get() const { return handle_; }

private:
    HCERTSTORE handle_;
};

/// Those that are not to be trusted, whoever vouches for them.
class Disallowed {
public:
    /// Whether that very certificate is among them; also when that cannot be told.
    [[nodiscard]] bool has(const X509* certificate) const {
        std::array<BYTE, EVP_MAX_MD_SIZE> bytes{};
        unsigned size = 0;
        if (!store_ || X509_digest(certificate, EVP_sha1(), bytes.data(), &size) != 1) return true;
        const CRYPT_HASH_BLOB hash{size, bytes.data()};
        const PCCERT_CONTEXT found = CertFindCertificateInStore(
            store_.get(), X509_ASN_ENCODING, 0, CERT_FIND_SHA1_HASH, &hash, nullptr);
        if (found) CertFreeCertificateContext(found);
        return found != nullptr;
    }

private:
    Store store_{L"Disallowed"};
};

/// In place of OpenSSL's verification, with which it begins: no certificate of the chain, also none
/// that the server sent, may be one that the machine disallows.
int verifyAllowed(X509_STORE_CTX* verification, void*) {
    if (X509_verify_cert(verification) != 1) return 0;
    const Disallowed disallowed;
    const STACK_OF(X509)* const chain = X509_STORE_CTX_get0_chain(verification);
    for (int at = 0; at < sk_X509_num(chain); ++at) {
        if (!disallowed.has(sk_X509_value(chain, at))) continue;
        X509_STORE_CTX_set_error(verification, X509_V_ERR_CERT_REJECTED);
        // For the words; it decides nothing.
        X509_STORE_CTX_get_verify_cb(verification)(0, verification);
        return 0;
    }
    return 1;
}

bool issuedItself(const X509* certificate) {
    return X509_NAME_cmp(X509_get_subject_name(certificate), X509_get_issuer_name(certificate)) ==
           0;
}

int addStore(SSL_CTX* context, const wchar_t* name, bool anchors) {
    const Store store(name);
    if (!store) return 0;
    const Disallowed disallowed;
    int count = 0;
    // Each call frees the certificate of the one before.
    for (PCCERT_CONTEXT entry = CertEnumCertificatesInStore(store.get(), nullptr); entry;
         entry = CertEnumCertificatesInStore(store.get(), entry)) {
        const unsigned char* der = entry->pbCertEncoded;
        const std::unique_ptr<X509, decltype(&X509_free)> certificate(
            d2i_X509(nullptr, &der, gsl::narrow<long>(entry->cbCertEncoded)), X509_free);
        if (!certificate || disallowed.has(certificate.get())) continue;
        if (!anchors && issuedItself(certificate.get())) continue;
        count += X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate.get()) == 1;
    }
    return count;
}

}  // namespace

const std::string_view howToTrustSystem =
    "let Windows fetch its root certificates (Windows Update), or import the server's root into "
    "the machine's store 'Trusted Root Certification Authorities' (certlm.msc)";

bool trustSystem(SSL_CTX* context) {
    const int roots = addStore(context, L"ROOT", true);
    // Intermediates that a careless server does not send. OpenSSL would take one that issued itself
    // for a root, Windows does not.
    addStore(context, L"CA", false);
    SSL_CTX_set_cert_verify_callback(context, verifyAllowed, nullptr);
    return roots > 0;
}

}  // namespace mobilepay::rest
