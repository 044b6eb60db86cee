#include "driver/rest/request_text.h"

#include "driver/rest/broken.h"
#include "driver/rest/target.h"

#include <string>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay::rest;
namespace data = boost::unit_test::data;

namespace {

std::string refusalOf(const std::string& url) {
    try {
        (void)targetOf(url);
    } catch (const Broken& broken) {
        BOOST_TEST((broken.kind() == HttpFailure::Kind::refusedByUs));
        return broken.what();
    }
    return "taken";
}

std::string textOf(HttpRequest request, const std::string& url = "https://api.test/x") {
    request.url = url;
    return requestText(request, targetOf(url));
}

HttpRequest with(const Header& header) {
    HttpRequest request;
    request.method = "GET";
    request.headers = {header};
    return request;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(targets)

BOOST_AUTO_TEST_CASE(a_url_is_taken_apart_without_touching_its_encoding) {
    const Target target = targetOf("https://api.mobilepay.dk/pos/v10/a%2Fb?orderId=%C3%A6&x=%20");
    BOOST_TEST(target.host == "api.mobilepay.dk");
    BOOST_TEST(target.port == 443);
    BOOST_TEST(target.pathAndQuery == "/pos/v10/a%2Fb?orderId=%C3%A6&x=%20");
    BOOST_TEST(target.authority() == "api.mobilepay.dk:443");
}

BOOST_AUTO_TEST_CASE(ports_addresses_and_missing_paths_are_understood) {
    BOOST_TEST(targetOf("HTTPS://a.dk:8443").authority() == "a.dk:8443");
    BOOST_TEST(targetOf("https://a.dk").pathAndQuery == "/");
    BOOST_TEST(targetOf("https://a.dk?x=1").pathAndQuery == "/?x=1");
    BOOST_TEST(targetOf("https://127.0.0.1:9/x").host == "127.0.0.1");
    BOOST_TEST(targetOf("https://[::1]:9/x").host == "::1");
    BOOST_TEST(targetOf("https://[::1]:9/x").authority() == "[::1]:9");
}

BOOST_DATA_TEST_CASE(a_url_that_is_not_allowed_is_refused_by_name,
                     data::make({"http://a.dk/", "ftp://a.dk/", "a.dk/x", "", "https://",
                                 "https:///x", "https://a.dk:port/", "https://a.dk:99999/",
                                 "https://a.dk/a b", "https://a.dk/\r\nX: y",
                                 "https://a.dk/\xC3\xA6", "https://a.dk/#x", "https://.a.dk/",
                                 "https://a%41.dk/", "https://a,b.dk/"}),
                     url) {
    BOOST_TEST(refusalOf(url).starts_with("The URL"));
}

BOOST_AUTO_TEST_CASE(neither_passwords_nor_queries_are_quoted) {
    BOOST_TEST(refusalOf("https://u:hunter2@a.dk/").find("hunter2") == std::string::npos);
    BOOST_TEST(refusalOf("http://a.dk/?phone=12345678").find("12345678") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(request_text)

BOOST_AUTO_TEST_CASE(a_get_has_no_length_and_a_default_port_is_not_named) {
    HttpRequest request = with({"Accept", "application/json", false});
    BOOST_TEST(textOf(request) ==
               "GET /x HTTP/1.1\r\nHost: api.test\r\nAccept: application/json\r\n\r\n");
    BOOST_TEST(textOf(request, "https://api.test:444/").find("Host: api.test:444\r\n") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_changing_request_always_says_its_length) {
    HttpRequest request;
    request.method = "POST";
    BOOST_TEST(textOf(request).ends_with("Content-Length: 0\r\n\r\n"));
    request.body = std::string(12'345, 'x');  // where a locale would write 12.345
    BOOST_TEST(textOf(request).find("Content-Length: 12345\r\n\r\nxxx") != std::string::npos);
    request.method = "DELETE";
    request.body.clear();
    BOOST_TEST(textOf(request).find("Content-Length") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_same_header_may_come_twice) {
    HttpRequest request = with({"X-A", "1", false});
    request.headers.push_back({"X-A", "2", false});
    BOOST_TEST(textOf(request).find("X-A: 1\r\nX-A: 2\r\n") != std::string::npos);
}

BOOST_DATA_TEST_CASE(a_header_name_that_is_none_is_refused,
                     data::make({"", "A B", "A:", "A\r\nB", "\xC3\xA6", "Host", "content-length",
                                 "Transfer-Encoding", "connection", "Upgrade"}),
                     name) {
    BOOST_CHECK_THROW(textOf(with({name, "v", false})), Broken);
}

BOOST_AUTO_TEST_CASE(a_value_with_a_line_break_is_refused_and_not_shown) {
    const std::string zero("a\0b", 3);
    for (const std::string& value : {std::string("a\r\nX: y"), std::string("a\nb"), zero}) {
        BOOST_CHECK_EXCEPTION(textOf(with({"X-Token", value, true})), Broken,
                              [&](const Broken& broken) {
                                  const std::string text = broken.what();
                                  return text.find("X-Token") != std::string::npos &&
                                         text.find(value) == std::string::npos;
                              });
    }
}

BOOST_DATA_TEST_CASE(other_methods_are_refused,
                     data::make({"", "get", "CONNECT", "TRACE", "GET /x HTTP/1.1\r\nX:"}), method) {
    HttpRequest request;
    request.method = method;
    BOOST_CHECK_THROW(textOf(request), Broken);
}

BOOST_AUTO_TEST_SUITE_END()
