#include "tests/unit/wallet/contract_worlds.h"

#include "driver/wallet/training/wallet.h"
#include "tests/simulator/handler/handler.h"
#include "tests/simulator/model/seeded_random.h"
#include "tests/unit/wallet/far_side.h"

#include <stdexcept>

namespace mobilepay::wallet::testing {

namespace {

core::OrderId newOrder(int number) {
    return core::OrderId("till1-contract-order-" + std::to_string(number));
}

/// v10 before the simulator, in this process and over virtual time.
class V10World final : public World {
public:
    V10World()
        : tokens_(rest::askForToken(testCredentials())),
          wallet_(configuration(), &tokens_, &random_) {
        const PointOfSaleRequest point{
            "contract", "5d0e0000-0000-4000-8000-000000000001", "Contract", {"QR"}, "", "", {}};
        pointOfSale_ = expect<PointOfSaleCreated>(
                           ask(CreatePointOfSale{core::IdempotencyKey("contract"), point}))
                           .pointOfSale;
    }
    Wallet& wallet() override { return wallet_; }
    Deviations deviations() const override { return {}; }
    PaymentRequest order(Deed shopper, std::int64_t kroner) override {
        simulator::Script script;
        script.deed = shopper == Deed::approves   ? simulator::Deed::approve
                      : shopper == Deed::declines ? simulator::Deed::decline
                                                  : simulator::Deed::absent;
        script.phone = "+4520031805";  // of the test users, the one with partial capture
        server_.model().script(pointOfSale_, script, 1);
        return {pointOfSale_, newOrder(++orders_), dkk(kroner * 100)};
    }
    Answer ask(const Call& call) override {
        const auto conversation = wallet_.begin(call, std::nullopt);
        const auto driven = drive(
            *conversation, now_,
            [this](const rest::HttpRequest& request, core::Now now) -> rest::HttpResult {
                auto response = server_.handle(request, now.wall);
                if (loseAnswers_ && request.url.find("/connect/token") == std::string::npos)
                    return rest::HttpFailure{rest::HttpFailure::Kind::timeout, true, "lost"};
                return response;
            },
            true);
        now_ = driven.end;
        return driven.answer;
    }
    void loseAnswers(bool lose) override { loseAnswers_ = lose; }
    core::PaymentId unknownPayment() const override { return core::PaymentId(somePayment); }
    void wait(core::Milliseconds time) override {
        now_.mono = now_.mono + time;
        now_.wall = now_.wall + time;
        now_.server = now_.server + time;
    }

private:
    static v10::Configuration configuration() { return testConfiguration(); }
    simulator::SeededRandom random_{7};
    simulator::Handler server_{simulator::defaultWorld(), simulator::Rules{}, random_};
    rest::TokenSource tokens_;
    v10::Wallet wallet_;
    core::Now now_ = beginning();
    core::PointOfSaleId pointOfSale_;
    int orders_ = 0;
    bool loseAnswers_ = false;
};

class TrainingWorld final : public World {
public:
    Wallet& wallet() override { return wallet_; }
    Deviations deviations() const override { return {.hasWire = false}; }
    PaymentRequest order(Deed shopper, std::int64_t kroner) override {
        const int ending = shopper == Deed::approves ? 0 : shopper == Deed::declines ? 51 : 52;
        return {core::PointOfSaleId("any"), newOrder(++orders_), dkk(kroner * 100 + ending)};
    }
    Answer ask(const Call& call) override {
        return std::get<Answer>(wallet_.begin(call, std::nullopt)->next(beginning()));
    }
    core::PaymentId unknownPayment() const override { return core::PaymentId(somePayment); }

private:
    training::Wallet wallet_{core::Currency::dkk()};
    int orders_ = 0;
};

class EpaymentWorld final : public World {
public:
    Wallet& wallet() override { return wallet_; }
    Deviations deviations() const override { return {.capturesInParts = true}; }
    PaymentRequest order(Deed shopper, std::int64_t kroner) override {
        wallet_.nextShopper(shopper);
        return {{}, newOrder(++orders_), dkk(kroner * 100)};
    }
    Answer ask(const Call& call) override {
        return std::get<Answer>(wallet_.begin(call, std::nullopt)->next(beginning()));
    }
    void loseAnswers(bool lose) override { wallet_.loseAnswers(lose); }
    core::PaymentId unknownPayment() const override { return core::PaymentId("no-such-order"); }

private:
    EpaymentShapedWallet wallet_{core::Currency::dkk()};
    int orders_ = 0;
};

}  // namespace

const std::vector<std::string>& worldNames() {
    static const std::vector<std::string> names = {"v10", "training", "epayment-shaped"};
    return names;
}

std::unique_ptr<World> makeWorld(const std::string& name) {
    if (name == "v10") return std::make_unique<V10World>();
    if (name == "training") return std::make_unique<TrainingWorld>();
    if (name == "epayment-shaped") return std::make_unique<EpaymentWorld>();
    throw std::runtime_error("no world " + name);
}

}  // namespace mobilepay::wallet::testing
