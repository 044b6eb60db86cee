// What of a connection only Linux has: descriptors that programs inherit, and SIGPIPE.
#include "driver/rest/poco_transport.h"
#include "tests/unit/rest/tls_server.h"

#include <csignal>
#include <fcntl.h>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::rest;
using namespace mobilepay::rest::testing;
using namespace std::chrono_literals;

namespace {

HttpResult postTo(PocoTransport& transport, const TlsServer& server, const std::string& body) {
    HttpRequest request;
    request.method = "POST";
    request.url = server.url();
    request.timeout = 2s;
    request.body = body;
    return transport.exchange(request);
}

TransportSettings trusting() {
    TransportSettings settings;
    settings.caBundle = testAuthority().file();
    settings.proxy.proxy = "none";
    settings.connectTimeout = 2s;
    return settings;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(connection_on_linux)

BOOST_AUTO_TEST_CASE(programs_started_by_the_host_do_not_inherit_the_connection) {
    TlsServer server(always(answer(200, "{}")));
    PocoTransport transport(trusting());
    BOOST_REQUIRE(std::holds_alternative<HttpResponse>(postTo(transport, server, "{}")));
    int ours = 0;
    for (int descriptor = 3; descriptor < 256; ++descriptor) {
        sockaddr_in peer{};
        socklen_t size = sizeof peer;
        if (getpeername(descriptor, reinterpret_cast<sockaddr*>(&peer), &size) != 0) continue;
        if (peer.sin_family != AF_INET || ntohs(peer.sin_port) != server.port()) continue;
        ++ours;
        BOOST_TEST((fcntl(descriptor, F_GETFD) & FD_CLOEXEC) != 0);
    }
    BOOST_TEST(ours == 1);
}

BOOST_AUTO_TEST_CASE(writing_to_a_connection_that_was_reset_does_not_end_the_process) {
    // As in a host program that neither ignores nor blocks the signal.
    const auto before = std::signal(SIGPIPE, SIG_DFL);
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    sigset_t mask;
    pthread_sigmask(SIG_UNBLOCK, &pipe, &mask);

    TlsServer server([](Accepted& client) { client.reset(); });
    PocoTransport transport(trusting());
    int failures = 0;
    for (int i = 0; i < 10; ++i) {
        const auto result = postTo(transport, server, std::string(900'000, 'x'));
        failures += std::holds_alternative<HttpFailure>(result) ? 1 : 0;
    }
    BOOST_TEST(failures == 10);

    sigset_t after;
    pthread_sigmask(SIG_SETMASK, &mask, &after);
    BOOST_TEST(!sigismember(&after, SIGPIPE));
    std::signal(SIGPIPE, before);
}

BOOST_AUTO_TEST_SUITE_END()
