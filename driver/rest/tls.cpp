#include "driver/rest/tls.h"

#include "driver/core/error.h"
#include "driver/rest/broken.h"
#include "driver/rest/openssl.h"
#include "driver/rest/tls_words.h"
#include "driver/rest/trust.h"
#include "driver/rest/wire.h"

#include <algorithm>

#include <Poco/Exception.h>
#include <Poco/Net/IPAddress.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

namespace mobilepay::rest {

using Poco::Net::Context;
using Poco::Net::SecureStreamSocket;

namespace {

/// OpenSSL's level of 112 bits: no RSA of 1024 bits, no SHA-1. Debian builds it so and upstream
/// does not, and a configuration file may lower it.
constexpr int leastSecurityLevel = 2;

/// Under which an SSL_CTX keeps the place for the error of its last verification.
int verifyErrorSlot() {
    static const int slot = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return slot;
}

/// Called by OpenSSL for each certificate of a chain; keeps the first error and decides nothing.
int noteVerification(int accepted, X509_STORE_CTX* verification) {
    if (accepted) return accepted;
    const auto* const ssl = static_cast<SSL*>(
        X509_STORE_CTX_get_ex_data(verification, SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto* const error =
        static_cast<int*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), verifyErrorSlot()));
    if (*error == X509_V_OK) *error = X509_STORE_CTX_get_error(verification);
    return accepted;
}

Context::Ptr makeContext() {
    Context::Params params;
    params.verificationMode = Context::VERIFY_STRICT;
    params.loadDefaultCAs = false;
    params.cipherList = "DEFAULT";
    // The groups servers like first: POCO's default begins with one that costs another round trip.
    params.ecdhCurve = "X25519:P-256:P-384:P-521";
    Context::Ptr context = new Context(Context::TLS_CLIENT_USE, params);
    // OpenSSL verifies the host name inside the handshake; POCO's own look afterwards asks DNS.
    context->enableExtendedCertificateVerification(false);
    return context;
}

}  // namespace

TlsClient::TlsClient(const std::string& caBundle) {
    keepOpensslAsBuilt();
    try {
        context_ = makeContext();
    } catch (const Poco::Exception& error) {
        throw core::ConfigurationError("TLS cannot be set up: " + error.displayText());
    }
    SSL_CTX* const context = context_->sslContext();
    if (SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1 ||
        SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION) != 1) {
        throw core::ConfigurationError("OpenSSL cannot be held to TLS 1.2 and 1.3");
    }
    SSL_CTX_set_security_level(context,
                               std::max(SSL_CTX_get_security_level(context), leastSecurityLevel));
    // In place of POCO's callback, which would make the process-wide SSLManager.
    SSL_CTX_set_ex_data(context, verifyErrorSlot(), &verifyError_);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, noteVerification);
    trust(context, caBundle);
}

void TlsClient::expectHost(const std::string& host) {
    // Connections made from the context inherit it.
    X509_VERIFY_PARAM* const expected = SSL_CTX_get0_param(context_->sslContext());
    X509_VERIFY_PARAM_set_hostflags(expected, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    Poco::Net::IPAddress literal;
    const bool isLiteral = Poco::Net::IPAddress::tryParse(host, literal);
    const int named = X509_VERIFY_PARAM_set1_host(expected, isLiteral ? nullptr : host.c_str(), 0);
    const int numbered = isLiteral ? X509_VERIFY_PARAM_set1_ip_asc(expected, host.c_str())
                                   : X509_VERIFY_PARAM_set1_ip(expected, nullptr, 0);
    if (named != 1 || numbered != 1) {
        // Without it any host's certificate would do.
        throw Broken(HttpFailure::Kind::tls, "The host name " + host + " cannot be verified");
    }
}

SecureStreamSocket TlsClient::handshake(Poco::Net::StreamSocket tcp, const std::string& host,
                                        const std::string& proxy, Deadline deadline) {
    expectHost(host);
    verifyError_ = X509_V_OK;
    tcp.setBlocking(false);
    Poco::Net::IPAddress literal;
    // An IP literal is never sent as server name (RFC 6066 3).
    const std::string serverName = Poco::Net::IPAddress::tryParse(host, literal) ? "" : host;
    try {
        SecureStreamSocket secure = SecureStreamSocket::attach(tcp, serverName, context_);
        for (int result = secure.completeHandshake(); result != 1;
             result = secure.completeHandshake()) {
            if (result == 0) {
                throw Broken(HttpFailure::Kind::tls,
                             host + " closed the connection during the TLS handshake");
            }
            awaitSocket(tcp, result == SecureStreamSocket::ERR_SSL_WANT_WRITE, deadline);
        }
        return secure;
    } catch (const Poco::Exception& error) {
        throw Broken(HttpFailure::Kind::tls, verifyError_ != X509_V_OK
                                                 ? explainCertificate(host, proxy, verifyError_)
                                                 : explainHandshake(host, error.displayText()));
    }
}

}  // namespace mobilepay::rest
