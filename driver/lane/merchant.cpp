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

rest::TokenRequest tokenRequest(const registry::Profile& profile) {
    if (profile.tokenSource.starts_with(brokerPrefix)) {
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

/// Lanes whose texts are equal share a token and a wallet.
std::string sharedKey(const registry::Profile& profile) {
    std::string key;
    for (const auto& part :
         {profile.apiUrl, profile.tokenSource, profile.tokenUrl, profile.clientId,
          profile.clientSecret, profile.brokerSecret, profile.merchantVat, profile.currency,
          std::string(profile.tokenBoundToMerchant ? "1" : "0"),
          std::to_string(profile.changeTimeout.count()),
          std::to_string(profile.queryTimeout.count()), std::to_string(profile.retries)}) {
        key += part;
        key += '\n';
    }
    return key;
}

/// The parts live as long as the last lane that uses them.
struct Parts {
    explicit Parts(const registry::Profile& profile)
        : tokens(tokenRequest(profile)), wallet(configuration(profile), &tokens, &random) {}
    core::SystemRandom random;
    rest::TokenSource tokens;
    rest::ServerClock serverClock;
    wallet::v10::Wallet wallet;
};

class LiveMerchant final : public Merchant {
public:
    LiveMerchant(const registry::Profile& profile, std::shared_ptr<Parts> parts)
        : settings_(transportSettings(profile)), parts_(std::move(parts)) {}
    wallet::Wallet& wallet() override { return parts_->wallet; }
    rest::ServerClock& serverClock() override { return parts_->serverClock; }
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
    static std::map<std::string, std::weak_ptr<Parts>> known;
    const std::lock_guard guard(mutex);
    auto& slot = known[sharedKey(profile)];
    auto parts = slot.lock();
    if (parts == nullptr) slot = parts = std::make_shared<Parts>(profile);
    return std::make_shared<LiveMerchant>(profile, std::move(parts));
}

}  // namespace mobilepay::lane
