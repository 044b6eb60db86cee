#include "tests/e2e/counts/shop.h"

#include "tests/simulator/server/authority.h"

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include <Poco/Environment.h>
#include <gsl/gsl>

namespace mobilepay::counts {
namespace {

/// The simulator's test value; the profile refers to it by this name.
constexpr const char* secretVariable = "MOBILEPAY_COUNTS_SECRET";
constexpr auto longestSetUp = std::chrono::seconds{30};

simulator::Rules rulesWith(core::Milliseconds pollDelay) {
    simulator::Rules rules;
    rules.pollDelayMin = rules.pollDelayMax = pollDelay;
    return rules;
}

}  // namespace

Shop::Shop(core::Milliseconds pollDelay, core::Milliseconds shopperTakes)
    : handler_(simulator::defaultWorld(), rulesWith(pollDelay), random_) {
    const auto& client = handler_.model().world().integrators.front();
    Poco::Environment::set(secretVariable, client.secret);
    handler_.record().keepLog(10'000);
    simulator::Script script;
    script.checkInAfter = core::Milliseconds{0};
    script.answerAfter = shopperTakes;
    handler_.model().script({}, script, 0);
    simulator::ServerOptions options;
    options.tls = simulator::prepareTls(folder_.path().string() + "/tls", {});
    ca_ = options.tls.ca.string();
    server_.emplace(handler_, options);
    port_ = server_->port();
}

registry::Profile Shop::profile(const std::string& lane) const {
    const std::string url = "https://localhost:" + std::to_string(port_);
    registry::Profile profile;
    profile.lane = lane;
    profile.folder = folder_.path().string() + "/" + lane;
    std::filesystem::create_directories(profile.folder);
    profile.apiUrl = url + "/pos/v10";
    profile.tokenUrl = url + "/integrator-authentication/connect/token";
    profile.clientId = "6a1f3f0e-52a7-4c3e-9b57-0f6a8f1d2c01";
    profile.clientSecret = std::string{"env:"} + secretVariable;
    profile.merchantVat = "DK90000028";
    profile.brandId = "MPPOSCERT1";
    profile.locationId = "00001";
    profile.merchantPosId = lane;
    profile.posName = lane;
    profile.caBundle = ca_;
    return profile;
}

void Shop::close() {
    server_.reset();
}

simulator::Handler& Shop::books() {
    Expects(!server_);
    return handler_;
}

void open(lane::Lane& lane) {
    lane.claim(core::Milliseconds{0});
    lane.enable();
    const auto end = std::chrono::steady_clock::now() + longestSetUp;
    while (!lane.pointOfSale().confirmed) {
        if (std::chrono::steady_clock::now() > end)
            throw std::runtime_error("the lane does not find its point of sale");
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
}

lane::Request saleOf(std::int64_t minor) {
    return {lane::Operation::sale, {minor, core::Currency::dkk()}, {}, 0, {}, {}, {}, {}};
}

}  // namespace mobilepay::counts
