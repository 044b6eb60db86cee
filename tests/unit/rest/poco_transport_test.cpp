#include "driver/rest/poco_transport.h"

#include "tests/unit/rest/tls_server.h"

#include <chrono>
#include <future>
#include <string>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::rest;
using namespace mobilepay::rest::testing;
using namespace std::chrono_literals;

namespace {

TransportSettings trusting() {
    TransportSettings settings;
    settings.caBundle = testAuthority().file();
    settings.proxy.proxy = "none";
    settings.connectTimeout = 2s;
    return settings;
}

HttpRequest get(const std::string& url, core::Milliseconds timeout = 2s) {
    HttpRequest request;
    request.method = "GET";
    request.url = url;
    request.timeout = timeout;
    return request;
}

HttpRequest post(const std::string& url, const std::string& body) {
    HttpRequest request = get(url);
    request.method = "POST";
    request.headers = {{"Content-Type", "application/json", false}};
    request.body = body;
    return request;
}

HttpFailure failureOf(const HttpResult& result) {
    BOOST_REQUIRE(std::holds_alternative<HttpFailure>(result));
    return std::get<HttpFailure>(result);
}

HttpResponse responseOf(const HttpResult& result) {
    if (const auto* failure = std::get_if<HttpFailure>(&result)) BOOST_FAIL(failure->text);
    return std::get<HttpResponse>(result);
}

core::Milliseconds since(std::chrono::steady_clock::time_point began) {
    return std::chrono::duration_cast<core::Milliseconds>(std::chrono::steady_clock::now() - began);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(poco_transport)

BOOST_AUTO_TEST_CASE(an_exchange_brings_status_headers_and_body) {
    TlsServer server(always(answer(201, "{\"a\":1}", "X-One: 1\r\nx-two: 2\r\n")));
    PocoTransport transport(trusting());
    const HttpResponse response = responseOf(transport.exchange(get(server.url("/pos/v10/x?y=z"))));
    BOOST_TEST(response.status == 201);
    BOOST_TEST(response.body == "{\"a\":1}");
    BOOST_TEST(*find(response.headers, "x-one") == "1");
    BOOST_TEST(*find(response.headers, "X-TWO") == "2");
}

BOOST_AUTO_TEST_CASE(head_and_body_leave_in_one_write) {
    std::promise<std::pair<std::string, int>> seen;
    TlsServer server([&](Accepted& client) {
        const auto request = client.request();
        seen.set_value({*request, client.reads()});
        client.send(answer(200, "{}"));
        client.waitForTheClient();
    });
    PocoTransport transport(trusting());
    HttpRequest request = post(server.url("/pos/v10/payments?a=%2Fb"), "{\"amount\":12.50}");
    request.headers.push_back({"Authorization", "Bearer t", true});
    responseOf(transport.exchange(request));
    const auto [text, reads] = seen.get_future().get();
    BOOST_TEST(text == "POST /pos/v10/payments?a=%2Fb HTTP/1.1\r\nHost: localhost:" +
                           std::to_string(server.port()) +
                           "\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                           "t\r\nContent-Length: 16\r\n\r\n{\"amount\":12.50}");
    BOOST_TEST(reads == 1);
}

BOOST_AUTO_TEST_CASE(one_connection_carries_many_exchanges) {
    TlsServer server(always(answer(200, "{}")));
    PocoTransport transport(trusting());
    for (int i = 0; i < 20; ++i)
        responseOf(transport.exchange(get(server.url())));
    BOOST_TEST(server.connections() == 1);
    BOOST_TEST(transport.handshakes() == 1);
}

BOOST_AUTO_TEST_CASE(each_server_has_a_connection_of_its_own) {
    TlsServer one(always(answer(200, "1")));
    TlsServer two(always(answer(200, "2")));
    PocoTransport transport(trusting());
    for (int i = 0; i < 3; ++i) {
        BOOST_TEST(responseOf(transport.exchange(get(one.url()))).body == "1");
        BOOST_TEST(responseOf(transport.exchange(get(two.url()))).body == "2");
    }
    BOOST_TEST(transport.handshakes() == 2);
}

BOOST_AUTO_TEST_CASE(preparing_connects_and_sends_nothing) {
    std::atomic<int> requests = 0;
    TlsServer server([&](Accepted& client) {
        while (client.request()) {
            ++requests;
            client.send(answer(200, "{}"));
        }
    });
    PocoTransport transport(trusting());
    BOOST_TEST(!transport.prepare(server.url(), {}).has_value());
    BOOST_TEST(!transport.prepare(server.url("/other/path"), {}).has_value());
    BOOST_TEST(requests == 0);
    responseOf(transport.exchange(get(server.url())));
    BOOST_TEST(requests == 1);
    BOOST_TEST(transport.handshakes() == 1);
}

BOOST_AUTO_TEST_CASE(
    a_connection_that_the_server_closed_after_its_answer_is_replaced_before_sending) {
    std::atomic<int> requests = 0;
    std::promise<void> closed;
    TlsServer server([&](Accepted& client) {
        client.request();
        const bool first = ++requests == 1;
        client.send(answer(200, "{}"));
        if (first) {
            client.sayGoodbye();
            closed.set_value();
        }
        client.waitForTheClient();
    });
    PocoTransport transport(trusting());
    responseOf(transport.exchange(get(server.url())));
    closed.get_future().wait();
    BOOST_TEST(responseOf(transport.exchange(get(server.url()))).status == 200);
    BOOST_TEST(requests == 2);
    BOOST_TEST(server.connections() == 2);
}

BOOST_AUTO_TEST_CASE(a_request_on_a_connection_that_dies_is_never_sent_again_by_itself) {
    std::atomic<int> requests = 0;
    TlsServer server([&](Accepted& client) {
        client.request();
        ++requests;
        client.send(answer(200, "{}"));
        if (client.request()) ++requests;  // executed, and the answer is lost
        client.reset();
    });
    PocoTransport transport(trusting());
    responseOf(transport.exchange(post(server.url(), "{}")));
    const HttpFailure failure = failureOf(transport.exchange(post(server.url(), "{}")));
    BOOST_TEST((failure.kind == HttpFailure::Kind::io));
    BOOST_TEST(failure.sent);
    BOOST_TEST(requests == 2);
    BOOST_TEST(server.connections() == 1);
}

BOOST_AUTO_TEST_CASE(an_idle_connection_that_is_too_old_is_not_used_again) {
    TlsServer server(always(answer(200, "{}")));
    TransportSettings settings = trusting();
    settings.idleLimit = 0ms;
    PocoTransport transport(settings);
    responseOf(transport.exchange(get(server.url())));
    responseOf(transport.exchange(get(server.url())));
    BOOST_TEST(transport.handshakes() == 2);
}

BOOST_AUTO_TEST_CASE(the_servers_keep_alive_time_out_is_respected) {
    TlsServer server(always(answer(200, "{}", "Keep-Alive: timeout=0, max=5\r\n")));
    PocoTransport transport(trusting());
    responseOf(transport.exchange(get(server.url())));
    responseOf(transport.exchange(get(server.url())));
    BOOST_TEST(transport.handshakes() == 2);
}

BOOST_AUTO_TEST_CASE(a_server_that_names_a_longer_keep_alive_than_ours_is_believed) {
    TlsServer server(always(answer(200, "{}", "Keep-Alive: timeout=600\r\n")));
    TransportSettings settings = trusting();
    settings.idleLimit = 0ms;
    PocoTransport transport(settings);
    for (int i = 0; i < 3; ++i) {
        responseOf(transport.exchange(get(server.url())));
        std::this_thread::sleep_for(20ms);
    }
    BOOST_TEST(transport.handshakes() == 1);
}

BOOST_AUTO_TEST_CASE(connection_close_is_obeyed) {
    TlsServer server(always(answer(200, "{}", "Connection: close\r\n")));
    PocoTransport transport(trusting());
    responseOf(transport.exchange(get(server.url())));
    responseOf(transport.exchange(get(server.url())));
    BOOST_TEST(transport.handshakes() == 2);
}

BOOST_AUTO_TEST_CASE(bytes_after_the_answer_make_the_connection_unfit) {
    TlsServer server(
        always(answer(200, "{}") + "HTTP/1.1 200 Forged\r\nContent-Length: 0\r\n\r\n"));
    PocoTransport transport(trusting());
    BOOST_TEST(responseOf(transport.exchange(get(server.url()))).body == "{}");
    BOOST_TEST(responseOf(transport.exchange(get(server.url()))).body == "{}");
    BOOST_TEST(transport.handshakes() == 2);
}

BOOST_AUTO_TEST_CASE(chunked_answers_are_joined) {
    TlsServer server(
        always("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
               "4\r\n{\"a\"\r\n3\r\n:1}\r\n0\r\n\r\n"));
    PocoTransport transport(trusting());
    BOOST_TEST(responseOf(transport.exchange(get(server.url()))).body == "{\"a\":1}");
    BOOST_TEST(responseOf(transport.exchange(get(server.url()))).body == "{\"a\":1}");
    BOOST_TEST(transport.handshakes() == 1);
}

BOOST_AUTO_TEST_CASE(a_redirect_is_handed_over_and_not_followed) {
    TlsServer elsewhere(always(answer(200, "{}")));
    TlsServer server(always(answer(307, "", "Location: " + elsewhere.url() + "\r\n")));
    PocoTransport transport(trusting());
    const HttpResponse response = responseOf(transport.exchange(post(server.url(), "{}")));
    BOOST_TEST(response.status == 307);
    BOOST_TEST(*find(response.headers, "Location") == elsewhere.url());
    BOOST_TEST(elsewhere.connections() == 0);
}

BOOST_AUTO_TEST_CASE(an_answer_that_never_comes_is_a_time_out_after_sending) {
    TlsServer server([](Accepted& client) { client.waitForTheClient(); });
    PocoTransport transport(trusting());
    const auto began = std::chrono::steady_clock::now();
    const HttpFailure failure = failureOf(transport.exchange(get(server.url(), 150ms)));
    BOOST_TEST((failure.kind == HttpFailure::Kind::timeout));
    BOOST_TEST(failure.sent);
    BOOST_TEST(since(began).count() >= 150);
    BOOST_TEST(since(began).count() < 1500);
}

BOOST_AUTO_TEST_CASE(a_body_that_trickles_does_not_outlast_the_time_out) {
    TlsServer server([](Accepted& client) {
        client.request();
        client.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        while (client.send("x"))
            std::this_thread::sleep_for(10ms);
    });
    PocoTransport transport(trusting());
    const auto began = std::chrono::steady_clock::now();
    const HttpFailure failure = failureOf(transport.exchange(get(server.url(), 200ms)));
    BOOST_TEST((failure.kind == HttpFailure::Kind::timeout));
    BOOST_TEST(since(began).count() < 1500);
}

BOOST_AUTO_TEST_CASE(after_a_time_out_the_late_answer_is_not_taken_for_the_next_one) {
    std::atomic<int> requests = 0;
    std::promise<void> timedOut;
    TlsServer server([&](Accepted& client) {
        while (client.request()) {
            if (++requests == 1) {
                timedOut.get_future().wait();
                client.send(answer(200, "late"));
            } else {
                client.send(answer(200, "right"));
            }
        }
    });
    PocoTransport transport(trusting());
    failureOf(transport.exchange(get(server.url(), 50ms)));
    timedOut.set_value();
    BOOST_TEST(responseOf(transport.exchange(get(server.url()))).body == "right");
}

BOOST_AUTO_TEST_CASE(connecting_does_not_use_up_the_requests_time_out) {
    TlsServer::Options slow;
    slow.handshakeDelay = 400ms;
    TlsServer server(slow, always(answer(200, "{}")));
    PocoTransport transport(trusting());
    BOOST_TEST(responseOf(transport.exchange(get(server.url(), 300ms))).status == 200);
}

BOOST_AUTO_TEST_CASE(a_server_that_accepts_and_says_nothing_fails_to_connect_in_time) {
    TlsServer::Options mute;
    mute.mute = true;
    TlsServer server(mute, {});
    TransportSettings settings = trusting();
    settings.connectTimeout = 150ms;
    PocoTransport transport(settings);
    const auto began = std::chrono::steady_clock::now();
    const HttpFailure failure = failureOf(transport.exchange(get(server.url())));
    BOOST_TEST((failure.kind == HttpFailure::Kind::connect));
    BOOST_TEST(!failure.sent);
    BOOST_TEST(failure.text.find("TLS handshake") != std::string::npos);
    BOOST_TEST(since(began).count() < 1500);
}

BOOST_AUTO_TEST_CASE(the_time_for_connecting_and_answering_together_is_kept) {
    TlsServer::Options mute;
    mute.mute = true;
    TlsServer server(mute, {});
    PocoTransport transport(trusting());
    HttpRequest request = get(server.url());
    request.timeoutWithConnect = 100ms;
    const auto began = std::chrono::steady_clock::now();
    BOOST_TEST(!failureOf(transport.exchange(request)).sent);
    BOOST_TEST(since(began).count() < 1500);
}

BOOST_AUTO_TEST_CASE(a_request_without_time_is_not_sent) {
    TlsServer server(always(answer(200, "{}")));
    PocoTransport transport(trusting());
    const HttpFailure failure = failureOf(transport.exchange(get(server.url(), 0ms)));
    BOOST_TEST((failure.kind == HttpFailure::Kind::notTried));
    BOOST_TEST(!failure.sent);
}

BOOST_AUTO_TEST_CASE(nobody_listening_is_a_failure_to_connect) {
    std::string url;
    {
        TlsServer server(always(""));
        url = server.url();
    }
    PocoTransport transport(trusting());
    const HttpFailure failure = failureOf(transport.exchange(get(url)));
    BOOST_TEST((failure.kind == HttpFailure::Kind::connect));
    BOOST_TEST(!failure.sent);
    BOOST_TEST((transport.prepare(url, {})->kind == HttpFailure::Kind::connect));
}

BOOST_AUTO_TEST_CASE(a_name_that_does_not_exist_is_a_failure_to_connect) {
    PocoTransport transport(trusting());
    const HttpFailure failure = failureOf(transport.exchange(get("https://no.such.host.invalid/")));
    BOOST_TEST((failure.kind == HttpFailure::Kind::connect));
    BOOST_TEST(failure.text.find("no.such.host.invalid") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_server_that_hangs_up_instead_of_answering_leaves_the_fate_unknown) {
    TlsServer server([](Accepted& client) { client.request(); });
    PocoTransport transport(trusting());
    const HttpFailure failure = failureOf(transport.exchange(post(server.url(), "{}")));
    BOOST_TEST((failure.kind == HttpFailure::Kind::io));
    BOOST_TEST(failure.sent);
}

BOOST_AUTO_TEST_CASE(half_an_answer_is_no_answer) {
    TlsServer server([](Accepted& client) {
        client.request();
        client.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
    });
    PocoTransport transport(trusting());
    BOOST_TEST((failureOf(transport.exchange(get(server.url()))).kind == HttpFailure::Kind::io));
}

BOOST_AUTO_TEST_CASE(an_answer_without_length_that_is_cut_off_is_no_answer) {
    TlsServer server([](Accepted& client) {
        client.request();
        client.send("HTTP/1.1 200 OK\r\n\r\n{\"a\":1");
        client.reset();
    });
    PocoTransport transport(trusting());
    BOOST_TEST((failureOf(transport.exchange(get(server.url()))).kind == HttpFailure::Kind::io));
}

BOOST_AUTO_TEST_CASE(an_answer_without_length_that_ends_properly_is_whole) {
    TlsServer server([](Accepted& client) {
        client.request();
        client.send("HTTP/1.1 200 OK\r\n\r\n{\"a\":1}");
    });
    PocoTransport transport(trusting());
    BOOST_TEST(responseOf(transport.exchange(get(server.url()))).body == "{\"a\":1}");
}

BOOST_AUTO_TEST_CASE(too_much_header_or_body_breaks_the_limit) {
    TransportSettings settings = trusting();
    settings.maxHeaderBytes = 1000;
    settings.maxBodyBytes = 100;
    PocoTransport transport(settings);
    TlsServer header(always(answer(200, "", "X-Long: " + std::string(2000, 'x') + "\r\n")));
    TlsServer body(always(answer(200, std::string(101, 'x'))));
    TlsServer fits(always(answer(200, std::string(100, 'x'))));
    for (const TlsServer* server : {&header, &body}) {
        const HttpFailure failure = failureOf(transport.exchange(get(server->url())));
        BOOST_TEST((failure.kind == HttpFailure::Kind::limit));
        BOOST_TEST(failure.sent);
    }
    BOOST_TEST(responseOf(transport.exchange(get(fits.url()))).body.size() == 100U);
}

BOOST_AUTO_TEST_CASE(plain_http_is_refused_before_anything_happens) {
    TlsServer server(always(answer(200, "{}")));
    PocoTransport transport(trusting());
    const std::string url = "http://localhost:" + std::to_string(server.port()) + "/";
    const HttpFailure failure = failureOf(transport.exchange(get(url)));
    BOOST_TEST((failure.kind == HttpFailure::Kind::refusedByUs));
    BOOST_TEST(!failure.sent);
    BOOST_TEST((transport.prepare(url, {})->kind == HttpFailure::Kind::refusedByUs));
    BOOST_TEST(server.connections() == 0);
}

BOOST_AUTO_TEST_CASE(a_large_body_goes_through_whole) {
    const std::string large(700'000, 'x');
    std::promise<std::size_t> received;
    TlsServer server([&](Accepted& client) {
        received.set_value(client.request()->size());
        client.send(answer(200, large));
        client.waitForTheClient();
    });
    PocoTransport transport(trusting());
    BOOST_TEST(responseOf(transport.exchange(post(server.url(), large))).body == large);
    BOOST_TEST(received.get_future().get() > large.size());
}

BOOST_AUTO_TEST_SUITE_END()
