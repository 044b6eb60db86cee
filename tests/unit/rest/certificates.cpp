#include "tests/unit/rest/certificates.h"

#include <fstream>
#include <stdexcept>

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace mobilepay::rest::testing {

namespace {

namespace fs = std::filesystem;

void require(bool ok, const char* what) {
    if (!ok) throw std::runtime_error(std::string("test certificate: ") + what);
}

void addExtension(X509* certificate, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
    require(extension != nullptr, value.c_str());
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

void nameSubject(X509* certificate, const std::string& subject) {
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(subject.c_str()), -1, -1, 0);
}

}  // namespace

std::string Identity::pem() const {
    const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_X509(out.get(), certificate.get());
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

Identity issue(const Wanted& wanted, const Identity* issuer) {
    Identity made{{wanted.weak ? EVP_RSA_gen(1024) : EVP_EC_gen("P-256"), EVP_PKEY_free},
                  {X509_new(), X509_free}};
    require(made.key && made.certificate, "no key");
    X509* const certificate = made.certificate.get();
    X509* const signer = issuer ? issuer->certificate.get() : certificate;
    X509_set_version(certificate, 2);
    std::uint32_t serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial + 1ULL);
    X509_gmtime_adj(X509_getm_notBefore(certificate), wanted.validFrom);
    X509_gmtime_adj(X509_getm_notAfter(certificate), wanted.validTo);
    X509_set_pubkey(certificate, made.key.get());
    nameSubject(certificate, wanted.subject);
    X509_set_issuer_name(certificate, X509_get_subject_name(signer));
    addExtension(certificate, signer, NID_basic_constraints,
                 wanted.authority ? "critical,CA:TRUE" : "CA:FALSE");
    if (!wanted.names.empty()) {
        addExtension(certificate, signer, NID_subject_alt_name, wanted.names);
    }
    require(X509_sign(certificate, issuer ? issuer->key.get() : made.key.get(), EVP_sha256()) > 0,
            "signing");
    return made;
}

Authority::Authority(const std::string& name)
    : identity_(testing::issue({name, "", -3600, 3600, true})),
      folder_(Poco::TemporaryFile::tempName()) {
    fs::create_directories(folder_);
    std::ofstream(file()) << identity_.pem();
}

Authority::~Authority() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

Identity Authority::issue(const Wanted& wanted) const {
    return testing::issue(wanted, &identity_);
}

const Authority& testAuthority() {
    static const Authority authority;
    return authority;
}

}  // namespace mobilepay::rest::testing
