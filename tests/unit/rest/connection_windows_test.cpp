// What of a connection only Windows has: handles that programs inherit.
#include "driver/rest/poco_transport.h"
#include "tests/unit/rest/tls_server.h"

// Behind POCO's, which takes winsock2.h before windows.h.
#include <windows.h>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::rest;
using namespace mobilepay::rest::testing;
using namespace std::chrono_literals;

namespace {

/// Whether it is a socket whose other end is that port of this machine.
bool leadsTo(HANDLE handle, int port) {
    sockaddr_in peer{};
    int size = sizeof peer;
    return ::getpeername(reinterpret_cast<SOCKET>(handle), reinterpret_cast<sockaddr*>(&peer),
                         &size) == 0 &&
           peer.sin_family == AF_INET && ::ntohs(peer.sin_port) == port;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(connection_on_windows)

BOOST_AUTO_TEST_CASE(programs_started_by_the_host_do_not_inherit_the_connection) {
    TlsServer server(always(answer(200, "{}")));
    TransportSettings settings;
    settings.caBundle = testAuthority().file();
    settings.proxy.proxy = "none";
    PocoTransport transport(settings);
    HttpRequest request;
    request.method = "GET";
    request.url = server.url();
    request.timeout = 10s;
    BOOST_REQUIRE(std::holds_alternative<HttpResponse>(transport.exchange(request)));
    int ours = 0;
    for (ULONG_PTR number = 4; number < 4096; number += 4) {
        const auto handle = reinterpret_cast<HANDLE>(number);
        if (!leadsTo(handle, server.port())) continue;
        ++ours;
        DWORD flags = HANDLE_FLAG_INHERIT;
        BOOST_TEST(::GetHandleInformation(handle, &flags) != FALSE);
        BOOST_TEST((flags & HANDLE_FLAG_INHERIT) == 0u);
    }
    BOOST_TEST(ours == 1);
}

BOOST_AUTO_TEST_SUITE_END()
