// The certificate authorities that Windows itself trusts, for a profile without `tls.ca`.
#include "driver/rest/poco_transport.h"
#include "tests/unit/rest/tls_server.h"
#include "tests/unit/temp_folder.h"

#include <vector>

// Behind POCO's, which takes winsock2.h before windows.h, and OpenSSL's, whose names they shadow.
#include <windows.h>
// After windows.h, which it needs.
#include <wincrypt.h>

#include <boost/test/unit_test.hpp>
#include <gsl/gsl>

using namespace mobilepay;
using namespace mobilepay::rest;
using namespace mobilepay::rest::testing;
using namespace std::chrono_literals;

namespace {

/// Puts an authority among the machine's roots, as an administrator does, for the test's time.
class MachineRoot {
public:
    explicit MachineRoot(const Authority& authority) {
        const auto pem = TempFolder::read(authority.file());
        DWORD size = 0;
        BOOST_REQUIRE(::CryptStringToBinaryA(pem.data(), DWORD(pem.size()),
                                             CRYPT_STRING_BASE64HEADER, nullptr, &size, nullptr,
                                             nullptr));
        std::vector<BYTE> der(size);
        BOOST_REQUIRE(::CryptStringToBinaryA(pem.data(), DWORD(pem.size()),
                                             CRYPT_STRING_BASE64HEADER, der.data(), &size, nullptr,
                                             nullptr));
        const HCERTSTORE store = ::CertOpenStore(CERT_STORE_PROV_SYSTEM_W, 0, 0,
                                                 CERT_SYSTEM_STORE_LOCAL_MACHINE, L"ROOT");
        BOOST_REQUIRE(store != nullptr);
        const auto close = gsl::finally([store] { ::CertCloseStore(store, 0); });
        BOOST_REQUIRE(::CertAddEncodedCertificateToStore(store, X509_ASN_ENCODING, der.data(), size,
                                                         CERT_STORE_ADD_ALWAYS, &entry_));
    }
    ~MachineRoot() { ::CertDeleteCertificateFromStore(entry_); }
    MachineRoot(const MachineRoot&) = delete;
    MachineRoot& operator=(const MachineRoot&) = delete;

private:
    PCCERT_CONTEXT entry_ = nullptr;
};

HttpResult ask(const TlsServer& server) {
    TransportSettings settings;
    settings.proxy.proxy = "none";
    HttpRequest request;
    request.method = "GET";
    request.url = server.url();
    request.timeout = 10s;
    return PocoTransport(settings).exchange(request);
}

TlsServer::Options issuedBy(const Authority& authority) {
    TlsServer::Options options;
    options.identity = authority.issue();
    return options;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(trust_in_what_windows_trusts)

BOOST_AUTO_TEST_CASE(a_root_of_the_machines_store_is_trusted_without_a_file) {
    const Authority known("Authority of the Machine");
    const MachineRoot root(known);
    TlsServer server(issuedBy(known), always(answer(200, "{}")));
    const auto result = ask(server);
    const auto* failure = std::get_if<HttpFailure>(&result);
    BOOST_TEST(failure == nullptr, (failure ? failure->text : std::string()));
}

BOOST_AUTO_TEST_CASE(an_authority_that_is_not_there_is_a_stranger) {
    const Authority known("Authority of the Machine");
    const MachineRoot root(known);
    const Authority stranger("Stranger");
    TlsServer server(issuedBy(stranger), always(answer(200, "{}")));
    const auto result = ask(server);
    BOOST_REQUIRE(std::holds_alternative<HttpFailure>(result));
    BOOST_TEST((std::get<HttpFailure>(result).kind == HttpFailure::Kind::tls));
}

BOOST_AUTO_TEST_SUITE_END()
