#include "driver/rest/tls_words.h"

#include <charconv>
#include <string_view>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

namespace mobilepay::rest {

namespace {

/// The SSL_R_… in `error:0A00010B:SSL routines::wrong version number`; 0 when there is none.
int reasonIn(std::string_view text) {
    constexpr std::string_view mark = "error:";
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) return 0;
    const std::string_view digits = text.substr(at + mark.size(), 8);
    unsigned long code = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    return ERR_GET_REASON(code);
}

}  // namespace

std::string explainCertificate(const std::string& host, const std::string& proxy,
                               long verifyError) {
    const std::string start = "The certificate of " + host + " ";
    switch (verifyError) {
        case X509_V_ERR_HOSTNAME_MISMATCH:
        case X509_V_ERR_IP_ADDRESS_MISMATCH:
            return start + "is for another host: check the URL, and whether somebody else answers";
        case X509_V_ERR_CERT_HAS_EXPIRED:
            return start + "has expired: check this machine's clock, then tell the server's owner";
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return start + "is not valid yet: check this machine's clock";
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
            return start + "is self-signed: it is not trusted unless it is in the CA bundle";
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
            return start + "comes from an unknown authority: " +
                   (proxy.empty()
                        ? "check the CA bundle, and whether somebody else answers"
                        : "check whether the proxy " + proxy +
                              " opens TLS; its authority is then missing in the CA bundle");
        default:
            return start + "was not accepted: " + X509_verify_cert_error_string(verifyError);
    }
}

std::string explainHandshake(const std::string& host, const std::string& openSslText) {
    switch (reasonIn(openSslText)) {
        case SSL_R_WRONG_VERSION_NUMBER:
        case SSL_R_HTTP_REQUEST:
        case SSL_R_PACKET_LENGTH_TOO_LONG:
            return "What answers at " + host +
                   " speaks no TLS (plain HTTP?): check host and port of the URL";
        case SSL_R_UNSUPPORTED_PROTOCOL:
        case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
        case SSL_R_VERSION_TOO_LOW:
            return "The server " + host + " offers no protocol version from TLS 1.2 on";
        case SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE:
        case SSL_R_TLSV1_ALERT_INSUFFICIENT_SECURITY:
            return "The server " + host +
                   " found no cipher or protocol version in common with this driver";
        default:
            return "The TLS handshake with " + host + " failed: " + openSslText;
    }
}

}  // namespace mobilepay::rest
