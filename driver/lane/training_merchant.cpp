#include "driver/lane/merchant.h"
#include "driver/wallet/training/wallet.h"

namespace mobilepay::lane {
namespace {

/// A connection to nowhere: whatever would be sent is refused before it leaves.
class NoTransport final : public rest::HttpTransport {
public:
    rest::HttpResult exchange(const rest::HttpRequest&) override { return refusal(); }
    std::optional<rest::HttpFailure> prepare(const std::string&,
                                             std::optional<core::Milliseconds>) override {
        return refusal();
    }

private:
    static rest::HttpFailure refusal() {
        rest::HttpFailure failure;
        failure.kind = rest::HttpFailure::Kind::refusedByUs;
        failure.sent = false;
        failure.text = "wallet = training: nothing leaves this machine";
        return failure;
    }
};

/// Of a lane that only trains: it has no secret, no server and no connection.
class TrainingMerchant final : public Merchant {
public:
    explicit TrainingMerchant(const registry::Profile& profile)
        : wallet_(core::Currency::of(profile.currency)) {}
    wallet::Wallet& wallet() override { return wallet_; }
    rest::ServerClock& serverClock() override { return serverClock_; }
    std::unique_ptr<rest::HttpTransport> connect() override {
        return std::make_unique<NoTransport>();
    }

private:
    wallet::training::Wallet wallet_;
    rest::ServerClock serverClock_;
};

}  // namespace

std::shared_ptr<Merchant> trainingMerchant(const registry::Profile& profile) {
    return std::make_shared<TrainingMerchant>(profile);
}

}  // namespace mobilepay::lane
