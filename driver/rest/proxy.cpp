#include "driver/rest/proxy.h"

#include "driver/core/error.h"

#include <algorithm>
#include <string_view>

#include <Poco/Exception.h>
#include <Poco/String.h>
#include <Poco/StringTokenizer.h>
#include <Poco/URI.h>

namespace mobilepay::rest {

namespace {

struct Named {
    const char* name = nullptr;
    const char* value = nullptr;
};

/// The first of these variables that is set to something.
Named firstOf(const ProxyChoice::Environment& environment,
              std::initializer_list<const char*> names) {
    for (const char* const name : names) {
        const char* const value = environment(name);
        if (value && *value) return {name, value};
    }
    return {};
}

[[noreturn]] void refuse(const std::string& source, const std::string& rule) {
    throw core::ConfigurationError("The proxy named by " + source + " " + rule +
                                   "; give none, system or http://host:port");
}

std::string decoded(const std::string& text) {
    std::string plain;
    Poco::URI::decode(text, plain);
    return plain;
}

Proxy parse(const std::string& source, const std::string& text) {
    try {
        // curl takes `host:port` in the environment as http as well.
        const Poco::URI uri(text.find("://") == std::string::npos ? "http://" + text : text);
        if (uri.getScheme() != "http") {
            refuse(source, "is a " + uri.getScheme() + " proxy, which is not supported");
        }
        if (uri.getHost().empty()) refuse(source, "has no host");
        if (!uri.getQuery().empty() || !uri.getFragment().empty() || uri.getPath().size() > 1) {
            refuse(source, "has something behind its port");
        }
        Proxy proxy;
        proxy.host = uri.getHost();
        proxy.port = uri.getPort();
        const std::string& info = uri.getUserInfo();
        const std::size_t colon = info.find(':');
        proxy.user = decoded(info.substr(0, colon));
        if (colon != std::string::npos) {
            proxy.password = core::Secret(decoded(info.substr(colon + 1)));
        }
        return proxy;
    } catch (const Poco::Exception&) {
        refuse(source, "is no valid URL");
    }
}

std::vector<std::string> entriesOf(const std::string& list, const std::string& separators) {
    const Poco::StringTokenizer entries(
        Poco::toLower(list), separators,
        Poco::StringTokenizer::TOK_TRIM | Poco::StringTokenizer::TOK_IGNORE_EMPTY);
    return {entries.begin(), entries.end()};
}

/// The proxy that WinHTTP's list has for HTTPS; empty: none.
std::string ofHttps(const std::string& proxies) {
    constexpr std::string_view https = "https=";
    for (const auto& entry : entriesOf(proxies, "; ")) {
        if (entry.starts_with(https)) return entry.substr(https.size());
        if (entry.find('=') == std::string::npos) return entry;
    }
    return {};
}

/// Whether an entry of no_proxy (`*`, `example.com`, `.example.com`, with or without `:port`), or
/// WinHTTP's `<local>`, means this host.
bool covers(std::string entry, const std::string& host, Poco::UInt16 port) {
    if (entry == "*") return true;
    if (entry == "<local>") return host.find('.') == std::string::npos;
    const std::string ending = ':' + std::to_string(port);
    const bool oneColon = std::count(entry.begin(), entry.end(), ':') == 1;
    if (oneColon) {
        if (!entry.ends_with(ending)) return false;
        entry.erase(entry.size() - ending.size());
    }
    if (entry.starts_with("*.")) entry.erase(0, 1);
    if (entry.starts_with('.')) entry.erase(0, 1);
    if (entry.empty()) return false;
    const std::string name = Poco::toLower(host);
    return name == entry || name.ends_with('.' + entry);
}

}  // namespace

ProxyChoice::ProxyChoice(const ProxySettings& settings, const Environment& environment,
                         const std::optional<MachineProxy>& machine) {
    if (settings.proxy == "none") return;
    if (settings.proxy == "system") {
        takeSystem(environment, machine);
        if (!proxy_) return;
    } else {
        proxy_ = parse("the setting proxy", settings.proxy);
    }
    if (!settings.user.empty()) {
        proxy_->user = settings.user;
        proxy_->password = settings.password;
    }
    proxy_->authentication = settings.authentication;
}

void ProxyChoice::takeSystem(const Environment& environment,
                             const std::optional<MachineProxy>& machine) {
    const Named proxy =
        firstOf(environment, {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"});
    if (proxy.name) {
        proxy_ = parse("the environment variable " + std::string(proxy.name), proxy.value);
        const Named direct = firstOf(environment, {"no_proxy", "NO_PROXY"});
        if (direct.value) direct_ = entriesOf(direct.value, ", ");
    } else if (machine) {
        const auto forHttps = ofHttps(machine->proxies);
        if (forHttps.empty()) return;
        proxy_ = parse(machine->source, forHttps);
        direct_ = entriesOf(machine->bypass, "; \t\r\n");
    }
}

std::optional<Proxy> ProxyChoice::forHost(const std::string& host, Poco::UInt16 port) const {
    const bool direct = std::any_of(direct_.begin(), direct_.end(), [&](const std::string& entry) {
        return covers(entry, host, port);
    });
    return direct ? std::nullopt : proxy_;
}

}  // namespace mobilepay::rest
