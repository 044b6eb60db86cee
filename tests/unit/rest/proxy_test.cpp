#include "driver/rest/proxy.h"

#include "driver/core/error.h"

#include <map>
#include <string>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::rest;
namespace data = boost::unit_test::data;

namespace {

using Variables = std::map<std::string, std::string>;

ProxyChoice choice(const std::string& proxy, Variables variables = {},
                   const std::optional<MachineProxy>& machine = {}) {
    ProxySettings settings;
    settings.proxy = proxy;
    const auto environment = [variables](const char* name) -> const char* {
        const auto found = variables.find(name);
        return found == variables.end() ? nullptr : found->second.c_str();
    };
    return {settings, environment, machine};
}

MachineProxy machine(const std::string& proxies, const std::string& bypass = "") {
    return {"the machine", proxies, bypass};
}

std::string way(const ProxyChoice& choice, const std::string& host, Poco::UInt16 port = 443) {
    const auto proxy = choice.forHost(host, port);
    return proxy ? proxy->host + ':' + std::to_string(proxy->port) : "direct";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(proxy_choice)

BOOST_AUTO_TEST_CASE(none_is_direct_whatever_the_environment_says) {
    BOOST_TEST(way(choice("none", {{"https_proxy", "http://p:1"}}), "a.dk") == "direct");
}

BOOST_AUTO_TEST_CASE(a_url_is_taken_with_its_user) {
    const auto proxy = choice("http://shop%40x:se%3Acret@proxy.shop.dk:8080").forHost("a.dk", 443);
    BOOST_REQUIRE(proxy.has_value());
    BOOST_TEST(proxy->host == "proxy.shop.dk");
    BOOST_TEST(proxy->port == 8080);
    BOOST_TEST(proxy->user == "shop@x");
    BOOST_TEST(proxy->password.reveal() == "se:cret");
}

BOOST_AUTO_TEST_CASE(the_settings_user_goes_before_that_of_the_url) {
    ProxySettings settings;
    settings.proxy = "http://a:b@p:1";
    settings.user = "SHOP\\till";
    settings.password = core::Secret("pw");
    settings.authentication = ProxyAuthentication::ntlm;
    const auto proxy =
        ProxyChoice(settings, [](const char*) { return nullptr; }).forHost("a.dk", 443);
    BOOST_TEST(proxy->user == "SHOP\\till");
    BOOST_TEST(proxy->password.reveal() == "pw");
    BOOST_TEST((proxy->authentication == ProxyAuthentication::ntlm));
}

BOOST_AUTO_TEST_CASE(the_system_is_the_environment_in_the_usual_order) {
    BOOST_TEST(way(choice("system"), "a.dk") == "direct");
    BOOST_TEST(
        way(choice("system", {{"https_proxy", "http://one:1"}, {"HTTPS_PROXY", "http://two:2"}}),
            "a.dk") == "one:1");
    BOOST_TEST(way(choice("system", {{"HTTPS_PROXY", "two:2"}}), "a.dk") == "two:2");
    BOOST_TEST(way(choice("system", {{"ALL_PROXY", "http://three:3/"}}), "a.dk") == "three:3");
    BOOST_TEST(way(choice("system", {{"http_proxy", "http://four:4"}}), "a.dk") == "direct");
    BOOST_TEST(way(choice("system", {{"https_proxy", ""}, {"all_proxy", "five:5"}}), "a.dk") ==
               "five:5");
}

BOOST_DATA_TEST_CASE(no_proxy_lets_hosts_out_directly,
                     data::make({"*", "mobilepay.dk", ".mobilepay.dk", "*.mobilepay.dk",
                                 "x.example, api.MobilePay.dk", "api.mobilepay.dk:443"}),
                     entries) {
    const ProxyChoice proxies =
        choice("system", {{"https_proxy", "http://p:1"}, {"no_proxy", entries}});
    BOOST_TEST(way(proxies, "api.mobilepay.dk") == "direct");
}

BOOST_DATA_TEST_CASE(no_proxy_means_whole_names_only,
                     data::make({"", "pay.dk", "mobilepay.d", "api.mobilepay.dk:8443", "other.dk",
                                 "api.mobilepay.dk.evil.dk", "."}),
                     entries) {
    const ProxyChoice proxies =
        choice("system", {{"https_proxy", "http://p:1"}, {"NO_PROXY", entries}});
    BOOST_TEST(way(proxies, "api.mobilepay.dk") == "p:1");
}

BOOST_AUTO_TEST_CASE(the_machines_own_proxy_stands_behind_the_environment) {
    BOOST_TEST(way(choice("system", {}, machine("m:8080")), "a.dk") == "m:8080");
    BOOST_TEST(way(choice("system", {{"https_proxy", "e:1"}}, machine("m:8080")), "a.dk") == "e:1");
    BOOST_TEST(way(choice("none", {}, machine("m:8080")), "a.dk") == "direct");
    BOOST_TEST(way(choice("http://s:2", {}, machine("m:8080")), "a.dk") == "s:2");
}

BOOST_AUTO_TEST_CASE(of_the_machines_proxies_the_one_for_https_is_taken) {
    BOOST_TEST(way(choice("system", {}, machine("http=a:80;https=b:8080")), "a.dk") == "b:8080");
    BOOST_TEST(way(choice("system", {}, machine("http=a:80")), "a.dk") == "direct");
    BOOST_TEST(way(choice("system", {}, machine("https=http://b:8080")), "a.dk") == "b:8080");
}

BOOST_AUTO_TEST_CASE(the_machines_list_lets_hosts_out_directly) {
    const auto proxies = choice("system", {}, machine("m:8080", "<local>; *.shop.dk;10.0.0.1"));
    BOOST_TEST(way(proxies, "broker") == "direct");
    BOOST_TEST(way(proxies, "till.shop.dk") == "direct");
    BOOST_TEST(way(proxies, "10.0.0.1") == "direct");
    BOOST_TEST(way(proxies, "api.mobilepay.dk") == "m:8080");
}

BOOST_AUTO_TEST_CASE(a_proxy_of_the_machine_that_cannot_be_used_is_named_by_its_source) {
    BOOST_CHECK_EXCEPTION(choice("system", {}, machine("https=socks5://m:1")),
                          core::ConfigurationError, [](const core::Fault& fault) {
                              return std::string(fault.what()).find("the machine") !=
                                     std::string::npos;
                          });
}

BOOST_DATA_TEST_CASE(a_proxy_that_cannot_be_used_is_a_configuration_error,
                     data::make({"", "https://p:1", "socks5://p:1", "http://", "http://p:x",
                                 "http://p:1/path", "http://p:1?q"}),
                     proxy) {
    BOOST_CHECK_EXCEPTION(choice(proxy), core::ConfigurationError, [](const core::Fault& fault) {
        return std::string(fault.what()).find("setting proxy") != std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(an_error_names_the_variable_and_never_a_password) {
    BOOST_CHECK_EXCEPTION(choice("system", {{"HTTPS_PROXY", "socks5://u:hunter2@p:1"}}),
                          core::ConfigurationError, [](const core::Fault& fault) {
                              const std::string text = fault.what();
                              return text.find("HTTPS_PROXY") != std::string::npos &&
                                     text.find("hunter2") == std::string::npos;
                          });
}

BOOST_AUTO_TEST_SUITE_END()
