#include "driver/rest/trust.h"

#include <sys/stat.h>

namespace mobilepay::rest {

const std::string_view howToTrustSystem = "install the package ca-certificates";

bool trustSystem(SSL_CTX* context) {
    // Honours SSL_CERT_FILE and SSL_CERT_DIR; the folder is read when a certificate is looked for.
    SSL_CTX_set_default_verify_paths(context);
    // Where the distributions keep their bundle, in case OpenSSL was built with another prefix.
    for (const char* const bundle :
         {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"}) {
        if (addCertificates(context, bundle) > 0) return true;
    }
    struct stat folder {};
    const char* const configured = X509_get_default_cert_dir();
    return stat(configured, &folder) == 0 && S_ISDIR(folder.st_mode);
}

}  // namespace mobilepay::rest
