#include "registry/check.h"

#include "driver/core/error.h"
#include "registry/duration_text.h"
#include "registry/forms.h"
#include "registry/settings.h"

#include <set>
#include <string_view>

namespace mobilepay::registry {

namespace {

using Problems = std::vector<std::string>;

/// The environments that are known by name. Any other host is the integrator's own business.
bool isProduction(const std::string& host) {
    static const std::set<std::string> hosts = {"api.mobilepay.dk", "api.mobilepay.fi"};
    return hosts.count(host) > 0;
}
bool isSandbox(const std::string& host) {
    return host == "api.sandbox.mobilepay.dk" || host == "localhost" || host == "127.0.0.1" ||
           host == "::1";
}

void want(const Profile& profile, Problems& problems, std::string_view name, std::string_view why) {
    const Setting* setting = findSetting(name);
    if (!textOf(profile, *setting).empty()) return;
    problems.push_back("The setting " + std::string(name) + " is missing: " + std::string(why) +
                       ". It must be " + wordsOf(setting->rule, setting->member));
}

/// Every value by itself, for profiles that were not made by `assign`.
void checkEach(const Profile& profile, Problems& problems) {
    for (const auto& setting : settings()) {
        try {
            Profile scratch;
            assign(scratch, setting, textOf(profile, setting));
        } catch (const core::ConfigurationError& error) {
            problems.emplace_back(error.what());
        }
    }
}

void checkTimes(const Profile& profile, Problems& problems) {
    if (profile.cancelReserve * 2 > profile.timeout) {
        problems.push_back(
            "timeout.cancel.reserve = " + durationText(profile.cancelReserve.count()) +
            " must be at most half of timeout.default = " + durationText(profile.timeout.count()) +
            ", or no shopper has time to pay: shorten the one or lengthen the other");
    }
}

void checkTokens(const Profile& profile, Problems& problems) {
    if (profile.tokenSource == "client") {
        want(profile, problems, "token.url", "token.source = client asks it for tokens");
        want(profile, problems, "client.secret", "token.source = client proves itself with it");
        if (!profile.brokerSecret.empty()) {
            problems.emplace_back(
                "broker.secret is set, but token.source = client uses none: remove it, or set "
                "token.source = broker:https://…");
        }
        return;
    }
    for (const std::string_view name : {"token.url", "client.secret"}) {
        if (textOf(profile, *findSetting(name)).empty()) continue;
        problems.push_back(std::string(name) + " is set, but token.source = broker uses none: " +
                           "remove it; with a broker no secret of MobilePay's lies on a till");
    }
}

void checkMerchant(const Profile& profile, Problems& problems) {
    const std::string currency = profile.country == "FI" ? "EUR" : "DKK";
    if (profile.currency != currency) {
        problems.push_back("merchant.currency = " + profile.currency +
                           " does not fit merchant.country = " + profile.country +
                           ": write merchant.currency = " + currency + " or the other country");
    }
    if (isVatNumber(profile.merchantVat) && !profile.merchantVat.starts_with(profile.country)) {
        problems.push_back("merchant.vat = " + profile.merchantVat +
                           " does not fit merchant.country = " + profile.country +
                           ": the number begins with its country");
    }
}

void checkStore(const Profile& profile, Problems& problems) {
    if (profile.storeId.empty() && profile.brandId.empty() && profile.locationId.empty()) {
        problems.emplace_back(
            "No store is named: set store.id, or merchant.brand and merchant.location");
    } else if (profile.brandId.empty() != profile.locationId.empty()) {
        problems.emplace_back(
            "merchant.brand and merchant.location find a store together only: set both or neither");
    }
}

void checkEnvironment(const Profile& profile, Problems& problems) {
    const std::string host = hostOf(profile.apiUrl);
    if (isProduction(host) && !profile.realMoney) {
        problems.push_back("api.url names the production host " + host +
                           ", but real.money is false: write real.money = true if that is meant");
    }
    if (isSandbox(host) && profile.realMoney) {
        problems.push_back("real.money = true, but api.url names " + host +
                           ", where no real money moves: write real.money = false");
    }
    const std::string tokens = hostOf(profile.tokenUrl);
    if ((isProduction(host) && isSandbox(tokens)) || (isSandbox(host) && isProduction(tokens))) {
        problems.push_back("api.url names " + host + " and token.url names " + tokens +
                           ": take both from one environment");
    }
}

void checkProxy(const Profile& profile, Problems& problems) {
    if (!profile.proxyUser.empty() && profile.proxy == "none") {
        problems.emplace_back(
            "proxy.user is set, but proxy = none: write proxy = system or http://host:port, or "
            "remove proxy.user");
    }
    if (profile.proxyUser.empty() != profile.proxyPassword.empty()) {
        problems.emplace_back("proxy.user and proxy.password go together: set both or neither");
    }
}

}  // namespace

std::vector<std::string> problemsOf(const Profile& profile) {
    Problems problems;
    want(profile, problems, "lane", "every till has a name of its own");
    checkEach(profile, problems);
    checkTimes(profile, problems);
    checkMerchant(profile, problems);
    if (profile.wallet == "training") {
        if (profile.realMoney) {
            problems.emplace_back(
                "real.money = true, but wallet = training moves none: write real.money = false");
        }
        return problems;
    }
    want(profile, problems, "api.url", "wallet = " + profile.wallet + " calls it");
    want(profile, problems, "client.id", "every call names the client");
    want(profile, problems, "merchant.vat", "MobilePay must know whose money it is");
    checkTokens(profile, problems);
    checkStore(profile, problems);
    checkEnvironment(profile, problems);
    checkProxy(profile, problems);
    return problems;
}

void requireUsable(const Profile& profile) {
    std::string text;
    for (const auto& problem : problemsOf(profile))
        text += (text.empty() ? "" : "\n") + problem;
    if (!text.empty()) throw core::ConfigurationError(text);
}

Profile completed(Profile profile) {
    if (profile.folder.empty()) profile.folder = defaultFolder();
    if (profile.merchantPosId.empty()) profile.merchantPosId = profile.lane;
    if (profile.posName.empty()) profile.posName = profile.merchantPosId;
    if (profile.logFile.empty()) profile.logFile = profile.folder / (profile.lane + ".log");
    while (profile.apiUrl.ends_with('/'))
        profile.apiUrl.pop_back();
    return profile;
}

}  // namespace mobilepay::registry
