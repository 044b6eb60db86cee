#include "driver/lane/merchant.h"

#include "driver/core/error.h"
#include "driver/rest/poco_transport.h"
#include "driver/rest/token.h"
#include "driver/wallet/v10/wallet.h"
#include "registry/secret_reference.h"

#include <map>
#include <mutex>
#include <string_view>

namespace mobilepay::lane {
namespace {

constexpr std::string_view brokerPrefix = "broker:";

bool ofBroker(const registry::Profile& profile) {
    return profile.tokenSource.starts_with(brokerPrefix);
}

rest::TokenRequest tokenRequest(const registry::Profile& profile) {
    if (ofBroker(profile)) {
        rest::TokenBroker broker;
        broker.url = profile.tokenSource.substr(brokerPrefix.size());
        if (!profile.brokerSecret.empty())
            broker.credential = registry::resolveSecret("broker.secret", profile.brokerSecret);
        broker.timeout = profile.changeTimeout;
        return rest::askForToken(std::move(broker));
    }
    rest::ClientCredentials credentials;
    credentials.tokenUrl = profile.tokenUrl;
    credentials.clientId = profile.clientId;
    credentials.clientSecret = registry::resolveSecret("client.secret", profile.clientSecret);
    if (profile.tokenBoundToMerchant) credentials.merchantVat = profile.merchantVat;
    credentials.timeout = profile.changeTimeout;
    return rest::askForToken(std::move(credentials));
}

wallet::v10::Configuration configuration(const registry::Profile& profile) {
    wallet::v10::Configuration result;
    result.apiUrl = profile.apiUrl;
    result.clientId = profile.clientId;
    result.merchantVat = profile.merchantVat;
    result.sendVatHeader = !profile.tokenBoundToMerchant;
    result.currency = core::Currency::of(profile.currency);
    result.timeOuts = {profile.changeTimeout, profile.queryTimeout, profile.queryTimeout};
    result.retry.retries = profile.retries;
    return result;
}

rest::TransportSettings transportSettings(const registry::Profile& profile) {
    rest::TransportSettings settings;
    settings.caBundle = profile.caBundle;
    settings.proxy.proxy = profile.proxy;
    settings.proxy.user = profile.proxyUser;
    if (!profile.proxyPassword.empty())
        settings.proxy.password = registry::resolveSecret("proxy.password", profile.proxyPassword);
    if (profile.proxyUser.find_first_of("\\@") != std::string::npos)
        settings.proxy.authentication = rest::ProxyAuthentication::ntlm;
    settings.connectTimeout = profile.connectTimeout;
    return settings;
}

std::string joined(std::initializer_list<std::string> parts) {
    std::string key;
    for (const auto& part : parts) {
        key += part;
        key += '\n';
    }
    return key;
}

/// Lanes whose texts are equal share a token and the server's time.
std::string accessKey(const registry::Profile& profile) {
    if (ofBroker(profile))
        return joined({profile.apiUrl, profile.tokenSource, profile.brokerSecret});
    return joined({profile.apiUrl, profile.tokenSource, profile.tokenUrl, profile.clientId,
                   profile.clientSecret,
                   profile.tokenBoundToMerchant ? profile.merchantVat : std::string()});
}

/// Lanes whose texts are equal share a wallet as well.
std::string walletKey(const registry::Profile& profile) {
    return accessKey(profile) +
           joined({profile.clientId, profile.merchantVat, profile.currency,
                   profile.tokenBoundToMerchant ? "bound" : "",
                   std::to_string(profile.changeTimeout.count()),
                   std::to_string(profile.queryTimeout.count()), std::to_string(profile.retries)});
}

struct Access {
    explicit Access(const registry::Profile& profile) : tokens(tokenRequest(profile)) {}
    rest::TokenSource tokens;
    rest::ServerClock serverClock;
};

struct Parts {
    Parts(const registry::Profile& profile, std::shared_ptr<Access> with)
        : access(std::move(with)), wallet(configuration(profile), &access->tokens, &random) {}
    std::shared_ptr<Access> access;
    core::SystemRandom random;
    wallet::v10::Wallet wallet;
};

/// What is shared under that key lives as long as the last lane that uses it.
template <class Shared, class Make>
std::shared_ptr<Shared> sharedOf(const std::string& key, const Make& make) {
    static std::map<std::string, std::weak_ptr<Shared>> known;
    auto& slot = known[key];
    auto shared = slot.lock();
    if (shared == nullptr) slot = shared = make();
    return shared;
}

class LiveMerchant final : public Merchant {
public:
    LiveMerchant(const registry::Profile& profile, std::shared_ptr<Parts> parts)
        : settings_(transportSettings(profile)), parts_(std::move(parts)) {}
    wallet::Wallet& wallet() override { return parts_->wallet; }
    rest::ServerClock& serverClock() override { return parts_->access->serverClock; }
    std::unique_ptr<rest::HttpTransport> connect() override {
        return std::make_unique<rest::PocoTransport>(settings_);
    }

private:
    const rest::TransportSettings settings_;
    const std::shared_ptr<Parts> parts_;
};

}  // namespace

std::shared_ptr<Merchant> Merchant::of(const registry::Profile& profile) {
    if (profile.wallet == "training") return trainingMerchant(profile);
    static std::mutex mutex;
    const std::lock_guard guard(mutex);
    const auto access =
        sharedOf<Access>(accessKey(profile), [&] { return std::make_shared<Access>(profile); });
    auto parts = sharedOf<Parts>(walletKey(profile),
                                 [&] { return std::make_shared<Parts>(profile, access); });
    return std::make_shared<LiveMerchant>(profile, std::move(parts));
}

}  // namespace mobilepay::lane
