#include "driver/rest/machine_proxy.h"

#include <Poco/UnicodeConverter.h>

// Behind POCO's, which takes winsock2.h before windows.h.
#include <windows.h>
#include <winhttp.h>

namespace mobilepay::rest {
namespace {

/// Takes a text that WinHTTP allocated.
std::string taken(wchar_t* text) {
    std::string utf8;
    if (text != nullptr) {
        Poco::UnicodeConverter::convert(std::wstring(text), utf8);
        ::GlobalFree(text);
    }
    return utf8;
}

}  // namespace

std::optional<MachineProxy> machineProxy() {
    WINHTTP_CURRENT_USER_IE_PROXY_CONFIG ofUser{};
    if (::WinHttpGetIEProxyConfigForCurrentUser(&ofUser) != FALSE) {
        static_cast<void>(taken(ofUser.lpszAutoConfigUrl));
        MachineProxy proxy{"the user's Internet options", taken(ofUser.lpszProxy),
                           taken(ofUser.lpszProxyBypass)};
        if (!proxy.proxies.empty()) return proxy;
    }
    WINHTTP_PROXY_INFO ofMachine{};
    if (::WinHttpGetDefaultProxyConfiguration(&ofMachine) != FALSE) {
        MachineProxy proxy{"netsh winhttp", taken(ofMachine.lpszProxy),
                           taken(ofMachine.lpszProxyBypass)};
        if (ofMachine.dwAccessType == WINHTTP_ACCESS_TYPE_NAMED_PROXY && !proxy.proxies.empty())
            return proxy;
    }
    return std::nullopt;
}

}  // namespace mobilepay::rest
