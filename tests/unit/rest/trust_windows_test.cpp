// The certificate authorities that Windows itself trusts, for a profile without `tls.ca`.
#include "driver/core/error.h"
#include "driver/rest/poco_transport.h"
#include "tests/unit/rest/tls_server.h"

#include <string>

// Behind POCO's, which takes winsock2.h before windows.h, and OpenSSL's, whose names they shadow.
#include <windows.h>
// After windows.h, which it needs.
#include <wincrypt.h>

#include <Poco/Environment.h>
#include <boost/test/unit_test.hpp>
#include <gsl/gsl>

using namespace mobilepay;
using namespace mobilepay::rest;
using namespace mobilepay::rest::testing;
using namespace std::chrono_literals;

namespace {

/// Puts a certificate into a store of the machine, as an administrator does, for the test's time.
class Stored {
public:
    Stored(const wchar_t* name, const Identity& identity,
           DWORD place = CERT_SYSTEM_STORE_LOCAL_MACHINE)
        : store_(::CertOpenStore(CERT_STORE_PROV_SYSTEM_W, 0, 0, place, name)) {
        BOOST_REQUIRE(store_ != nullptr);
        unsigned char* der = nullptr;
        const int size = i2d_X509(identity.certificate.get(), &der);
        const auto free = gsl::finally([der] { OPENSSL_free(der); });
        BOOST_REQUIRE(::CertAddEncodedCertificateToStore(
            store_, X509_ASN_ENCODING, der, DWORD(size), CERT_STORE_ADD_ALWAYS, &entry_));
        commit();
    }
    ~Stored() {
        ::CertDeleteCertificateFromStore(entry_);
        commit();
        ::CertCloseStore(store_, 0);
    }
    Stored(const Stored&) = delete;
    Stored& operator=(const Stored&) = delete;

private:
    /// Wine does not write at once.
    void commit() { ::CertControlStore(store_, 0, CERT_STORE_CTRL_COMMIT, nullptr); }

    HCERTSTORE store_;
    PCCERT_CONTEXT entry_ = nullptr;
};

Identity root(const std::string& name = "Authority of the Machine") {
    return issue({.subject = name, .names = "", .authority = true});
}

/// Whether a server that shows that certificate, and no other, is answered to. Else what was said
/// of it is a trouble with TLS.
bool trusted(const Identity& identity) {
    TlsServer::Options options;
    options.identity = identity;
    TlsServer server(options, always(answer(200, "{}")));
    TransportSettings settings;
    settings.proxy.proxy = "none";
    HttpRequest request;
    request.method = "GET";
    request.url = server.url();
    request.timeout = 10s;
    const auto result = PocoTransport(settings).exchange(request);
    const auto* failure = std::get_if<HttpFailure>(&result);
    if (failure == nullptr) return true;
    BOOST_TEST_MESSAGE(failure->text);
    BOOST_TEST((failure->kind == HttpFailure::Kind::tls));
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(trust_in_what_windows_trusts)

BOOST_AUTO_TEST_CASE(a_root_of_the_machines_store_is_trusted_without_a_file) {
    const Identity known = root();
    const Stored stored(L"ROOT", known);
    BOOST_TEST(trusted(issue({}, &known)));
}

BOOST_AUTO_TEST_CASE(an_authority_that_is_not_there_is_a_stranger) {
    const Stored stored(L"ROOT", root());
    const Identity stranger = root("Stranger");
    BOOST_TEST(!trusted(issue({}, &stranger)));
}

BOOST_AUTO_TEST_CASE(a_root_of_one_user_alone_is_a_stranger) {
    const Stored stored(L"ROOT", root());
    const Identity own = root("Authority of a User");
    const Stored forUser(L"ROOT", own, CERT_SYSTEM_STORE_CURRENT_USER);
    BOOST_TEST(!trusted(issue({}, &own)));
}

BOOST_AUTO_TEST_CASE(an_intermediate_that_the_server_does_not_send_is_found_in_the_machines_store) {
    const Identity known = root();
    const Identity between = issue({.subject = "Between", .names = "", .authority = true}, &known);
    const Stored stored(L"ROOT", known);
    BOOST_TEST(!trusted(issue({}, &between)));
    const Stored storedBetween(L"CA", between);
    BOOST_TEST(trusted(issue({}, &between)));
}

BOOST_AUTO_TEST_CASE(what_signed_itself_is_no_authority_for_lying_among_the_intermediates) {
    const Stored stored(L"ROOT", root());
    const Identity impostor = root("Impostor");
    const Stored storedImpostor(L"CA", impostor);
    BOOST_TEST(!trusted(issue({}, &impostor)));
    const Identity server = issue({});
    const Stored storedServer(L"CA", server);
    BOOST_TEST(!trusted(server));
}

BOOST_AUTO_TEST_CASE(what_the_machine_disallows_is_not_trusted_wherever_it_stands_in_a_chain) {
    const Identity known = root();
    const Identity between = issue({.subject = "Between", .names = "", .authority = true}, &known);
    const Identity server = issue({}, &known);
    const Stored stored(L"ROOT", known);
    const Stored other(L"ROOT", root("Another"));
    const Stored storedBetween(L"CA", between);
    {
        const Stored disallowed(L"Disallowed", known);
        BOOST_TEST(!trusted(server));
    }
    {
        const Stored disallowed(L"Disallowed", between);
        BOOST_TEST(!trusted(issue({}, &between)));
        BOOST_TEST(trusted(server));
    }
    {
        const Stored disallowed(L"Disallowed", server);
        BOOST_TEST(!trusted(server));
    }
    BOOST_TEST(trusted(server));
}

// CMake runs it by itself too, with a configuration that would end everything.
BOOST_AUTO_TEST_CASE(no_configuration_of_openssl_is_read) {
    TransportSettings settings;
    settings.caBundle = "none";
    // The context was made: what is missing comes after it.
    BOOST_CHECK_EXCEPTION(PocoTransport{settings}, core::ConfigurationError,
                          [](const core::ConfigurationError& error) {
                              const std::string text = error.what();
                              return text.find("The CA bundle 'none'") != std::string::npos;
                          });
}

BOOST_AUTO_TEST_CASE(an_authority_that_the_environment_names_is_a_stranger) {
    const Stored stored(L"ROOT", root());
    const Authority stranger("Stranger");
    Poco::Environment::set("SSL_CERT_FILE", stranger.file());
    Poco::Environment::set("SSL_CERT_DIR", stranger.folder());
    BOOST_TEST(!trusted(stranger.issue()));
}

BOOST_AUTO_TEST_SUITE_END()
