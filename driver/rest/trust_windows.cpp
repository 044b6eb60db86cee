// windows.h has to come before wincrypt.h, and both before OpenSSL, whose names they shadow.
#include <windows.h>
#include <wincrypt.h>
#undef X509_NAME
#undef X509_EXTENSIONS
#undef PKCS7_SIGNER_INFO
#undef OCSP_REQUEST
#undef OCSP_RESPONSE

#include "driver/rest/trust.h"

#include <gsl/gsl>

namespace mobilepay::rest {

namespace {

int addStore(SSL_CTX* context, const char* name) {
    const HCERTSTORE store = CertOpenSystemStoreA(0, name);
    if (!store) return 0;
    const auto close = gsl::finally([&] { CertCloseStore(store, 0); });
    int count = 0;
    // Each call frees the certificate of the one before.
    for (PCCERT_CONTEXT entry = CertEnumCertificatesInStore(store, nullptr); entry;
         entry = CertEnumCertificatesInStore(store, entry)) {
        const unsigned char* der = entry->pbCertEncoded;
        X509* const certificate = d2i_X509(nullptr, &der, gsl::narrow<long>(entry->cbCertEncoded));
        if (!certificate) continue;
        count += X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate) == 1;
        X509_free(certificate);
    }
    return count;
}

}  // namespace

const std::string_view howToTrustSystem =
    "let Windows fetch its root certificates (Windows Update), or import the server's root into "
    "the "
    "machine's store 'Trusted Root Certification Authorities' (certlm.msc)";

bool trustSystem(SSL_CTX* context) {
    const int roots = addStore(context, "ROOT");
    addStore(context, "CA");  // intermediates that a careless server does not send
    return roots > 0;
}

}  // namespace mobilepay::rest
