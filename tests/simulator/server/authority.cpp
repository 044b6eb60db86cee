#include "tests/simulator/server/authority.h"

#include "driver/core/error.h"

#include <cstdint>
#include <ctime>
#include <fstream>
#include <memory>
#include <system_error>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace mobilepay::simulator {
namespace {

struct Free {
    void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
    void operator()(X509* p) const { X509_free(p); }
    void operator()(BIO* p) const { BIO_free_all(p); }
    void operator()(X509_EXTENSION* p) const { X509_EXTENSION_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

constexpr long lifeSeconds = 365L * 24 * 3600;

template <class T>
T* checked(T* pointer) {
    if (!pointer) throw core::Fault("OpenSSL cannot make the simulator's certificate");
    return pointer;
}

Owned<EVP_PKEY> newKey() {
    return Owned<EVP_PKEY>(checked(EVP_EC_gen("P-256")));
}

void addExtension(X509* certificate, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Owned<X509_EXTENSION> extension(
        checked(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str())));
    X509_add_ext(certificate, extension.get(), -1);
}

void setName(X509_NAME* name, const char* commonName) {
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(commonName), -1, -1, 0);
}

/// A certificate without extensions and signature. The serial number is random: a browser or a
/// trust store may still know the last one.
Owned<X509> newCertificate(EVP_PKEY* key, const char* commonName) {
    Owned<X509> certificate(checked(X509_new()));
    X509_set_version(certificate.get(), 2);
    unsigned char serial[8];
    if (RAND_bytes(serial, sizeof serial) != 1) throw core::Fault("OpenSSL has no randomness");
    std::uint64_t number = 0;
    for (const unsigned char byte : serial)
        number = number << 8 | byte;
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), number >> 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), lifeSeconds);
    X509_set_pubkey(certificate.get(), key);
    setName(X509_get_subject_name(certificate.get()), commonName);
    return certificate;
}

bool isAddress(const std::string& name) {
    return name.find(':') != std::string::npos ||
           name.find_first_not_of("0123456789.") == std::string::npos;
}

std::string alternativeNames(const std::vector<std::string>& extraNames) {
    std::string names = "DNS:localhost,IP:127.0.0.1,IP:::1";
    for (const auto& name : extraNames)
        names += (isAddress(name) ? ",IP:" : ",DNS:") + name;
    return names;
}

/// Writes beside the file and moves it there, so that nobody reads half of it.
template <class Write>
void writeFile(const std::filesystem::path& file, bool secret, Write write) {
    const Owned<BIO> memory(checked(BIO_new(BIO_s_mem())));
    write(memory.get());
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    auto draft = file;
    draft += ".new";
    std::error_code error;
    std::filesystem::remove(draft, error);
    {
        std::ofstream out(draft, std::ios::binary);
        if (secret)
            std::filesystem::permissions(
                draft, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
                error);
        out.write(data, size);
        out.flush();
        if (!out) throw core::ConfigurationError("cannot write " + draft.string());
    }
    std::filesystem::rename(draft, file, error);
    if (error)
        throw core::ConfigurationError("cannot write " + file.string() + ": " + error.message());
}

void make(const TlsFiles& files, const std::vector<std::string>& extraNames) {
    const auto caKey = newKey();
    const auto ca = newCertificate(caKey.get(), "mpsim test authority");
    X509_set_issuer_name(ca.get(), X509_get_subject_name(ca.get()));
    addExtension(ca.get(), ca.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    addExtension(ca.get(), ca.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
    addExtension(ca.get(), ca.get(), NID_subject_key_identifier, "hash");
    X509_sign(ca.get(), caKey.get(), EVP_sha256());

    const auto key = newKey();
    const auto server = newCertificate(key.get(), "mpsim");
    X509_set_issuer_name(server.get(), X509_get_subject_name(ca.get()));
    addExtension(server.get(), ca.get(), NID_basic_constraints, "critical,CA:FALSE");
    addExtension(server.get(), ca.get(), NID_key_usage, "critical,digitalSignature");
    addExtension(server.get(), ca.get(), NID_ext_key_usage, "serverAuth");
    addExtension(server.get(), ca.get(), NID_subject_alt_name, alternativeNames(extraNames));
    addExtension(server.get(), ca.get(), NID_authority_key_identifier, "keyid");
    X509_sign(server.get(), caKey.get(), EVP_sha256());

    writeFile(files.key, true, [&](BIO* out) {
        PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    writeFile(files.certificate, false, [&](BIO* out) { PEM_write_bio_X509(out, server.get()); });
    writeFile(files.ca, false, [&](BIO* out) { PEM_write_bio_X509(out, ca.get()); });
}

Owned<X509> readCertificate(const std::filesystem::path& file) {
    const Owned<BIO> in(BIO_new_file(file.string().c_str(), "r"));
    return Owned<X509>(in ? PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr) : nullptr);
}

bool isFor(X509* certificate, const std::string& name) {
    return isAddress(name)
               ? X509_check_ip_asc(certificate, name.c_str(), 0) == 1
               : X509_check_host(certificate, name.c_str(), name.size(), 0, nullptr) == 1;
}

bool isStillGood(const TlsFiles& files, const std::vector<std::string>& extraNames) {
    const auto ca = readCertificate(files.ca);
    const auto server = readCertificate(files.certificate);
    if (!ca || !server) return false;
    const Owned<BIO> in(BIO_new_file(files.key.string().c_str(), "r"));
    const Owned<EVP_PKEY> key(in ? PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr)
                                 : nullptr);
    if (!key || X509_check_private_key(server.get(), key.get()) != 1) return false;
    const Owned<EVP_PKEY> caKey(X509_get_pubkey(ca.get()));
    if (X509_verify(server.get(), caKey.get()) != 1) return false;
    std::time_t tomorrow = std::time(nullptr) + 24 * 3600;
    if (X509_cmp_time(X509_get0_notAfter(server.get()), &tomorrow) <= 0) return false;
    for (const auto& name : extraNames) {
        if (!isFor(server.get(), name)) return false;
    }
    return true;
}

}  // namespace

TlsFiles prepareTls(const std::filesystem::path& folder,
                    const std::vector<std::string>& extraNames) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        throw core::ConfigurationError("cannot create the folder " + folder.string() + ": " +
                                       error.message());
    TlsFiles files{folder / "ca.pem", folder / "server.pem", folder / "server.key"};
    if (!isStillGood(files, extraNames)) make(files, extraNames);
    return files;
}

}  // namespace mobilepay::simulator
