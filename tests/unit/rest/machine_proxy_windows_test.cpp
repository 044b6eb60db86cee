#include "driver/rest/machine_proxy.h"

#include <cstdint>
#include <string>
#include <vector>

#include <Poco/Util/WinRegistryKey.h>

// Behind POCO's, which takes winsock2.h before windows.h.
#include <windows.h>
// After windows.h, which it needs.
#include <winhttp.h>

#include <boost/test/unit_test.hpp>

using namespace mobilepay::rest;

namespace {

/// The user's Internet options as Windows keeps them, put back after the test.
class InternetOptions {
public:
    explicit InternetOptions(const std::string& proxies) {
        constexpr std::uint32_t version = 0x46;
        constexpr std::uint32_t directOrByProxy = 3;
        put(version);
        put(1);  // how often it was changed
        put(directOrByProxy);
        put(proxies);
        put("");  // what goes past the proxy
        put("");  // where the script is
        key_.setBinary(name, settings_);
    }
    ~InternetOptions() { key_.deleteValue(name); }
    InternetOptions(const InternetOptions&) = delete;
    InternetOptions& operator=(const InternetOptions&) = delete;

private:
    static constexpr const char* name = "DefaultConnectionSettings";
    void put(std::uint32_t number) {
        const auto* bytes = reinterpret_cast<const char*>(&number);
        settings_.insert(settings_.end(), bytes, bytes + sizeof number);
    }
    void put(const std::string& text) {
        put(static_cast<std::uint32_t>(text.size()));
        settings_.insert(settings_.end(), text.begin(), text.end());
    }

    std::vector<char> settings_;
    Poco::Util::WinRegistryKey key_{
        "HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet "
        "Settings\\Connections"};
};

/// What `netsh winhttp set proxy` writes, taken back after the test.
class MachineSetting {
public:
    MachineSetting(std::wstring proxies, std::wstring bypass) {
        WINHTTP_PROXY_INFO info{WINHTTP_ACCESS_TYPE_NAMED_PROXY, proxies.data(), bypass.data()};
        BOOST_REQUIRE(::WinHttpSetDefaultProxyConfiguration(&info) != FALSE);
    }
    ~MachineSetting() {
        WINHTTP_PROXY_INFO none{WINHTTP_ACCESS_TYPE_NO_PROXY, nullptr, nullptr};
        ::WinHttpSetDefaultProxyConfiguration(&none);
    }
    MachineSetting(const MachineSetting&) = delete;
    MachineSetting& operator=(const MachineSetting&) = delete;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(the_proxy_of_a_windows_machine)

BOOST_AUTO_TEST_CASE(without_one_the_way_is_direct) {
    BOOST_TEST(!machineProxy().has_value());
}

BOOST_AUTO_TEST_CASE(what_netsh_has_for_the_machine_is_taken) {
    const MachineSetting setting(L"proxy.shop.dk:8080", L"*.shop.dk;<local>");
    const auto proxy = machineProxy();
    BOOST_REQUIRE(proxy.has_value());
    BOOST_TEST(proxy->source == "netsh winhttp");
    BOOST_TEST(proxy->proxies == "proxy.shop.dk:8080");
    BOOST_TEST(proxy->bypass == "*.shop.dk;<local>");
}

BOOST_AUTO_TEST_CASE(the_users_own_goes_before_the_machines) {
    const MachineSetting setting(L"machine:1", L"");
    const InternetOptions options("http=user:2;https=user:3");
    const auto proxy = machineProxy();
    BOOST_REQUIRE(proxy.has_value());
    BOOST_TEST(proxy->source == "the user's Internet options");
    BOOST_TEST(proxy->proxies == "http=user:2;https=user:3");
}

BOOST_AUTO_TEST_SUITE_END()
