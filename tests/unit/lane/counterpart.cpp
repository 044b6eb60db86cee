#include "tests/unit/lane/counterpart.h"

#include <stdexcept>

namespace mobilepay::lane_tests {
namespace {

constexpr core::WallTime start{core::Milliseconds{1'795'000'000'000}};

rest::TokenRequest tokenRequest(const simulator::World& world) {
    rest::ClientCredentials credentials;
    credentials.tokenUrl = "https://simulated/integrator-authentication/connect/token";
    credentials.clientId = world.integrators.front().id;
    credentials.clientSecret = core::Secret(world.integrators.front().secret);
    return rest::askForToken(std::move(credentials));
}

wallet::v10::Configuration configuration(const simulator::World& world) {
    wallet::v10::Configuration result;
    result.apiUrl = "https://simulated/pos/v10";
    result.clientId = world.integrators.front().id;
    result.merchantVat = "DK90000028";
    result.sendVatHeader = true;
    return result;
}

}  // namespace

Counterpart::Counterpart(std::uint64_t seed)
    : random(seed),
      server(simulator::defaultWorld(), simulator::Rules{}, random),
      tokens(tokenRequest(server.model().world())),
      wallet(configuration(server.model().world()), &tokens, &random),
      training(core::Currency::dkk()) {
    profile.lane = "L1";
    profile.currency = "DKK";
    profile.merchantPosId = "L1";
    journal::Options options;
    options.path = "lane.journal";
    options.lane = profile.lane;
    options.machine = "here";
    options.vfs = process.vfs();
    journal = journal::Journal::open(options);
    simulator::NewPointOfSale wanted;
    wanted.storeId = server.model().allStores().front().id;
    wanted.merchantPosId = "L1";
    wanted.name = "L1";
    wanted.supportedBeaconTypes = {"QR"};
    const simulator::Caller caller{server.model().world().integrators.front().id, "DK90000028"};
    server.model().advance(start);
    place = std::get<core::PointOfSaleId>(
        server.model().createPointOfSale(caller, core::IdempotencyKey("make"), wanted));
}

core::Now Counterpart::now() const {
    const auto wall = start + time_;
    return {core::MonoTime{time_}, wall, wall, serverKnown};
}

void Counterpart::run(lane::Errand& errand,
                      const std::function<bool(const rest::HttpRequest&)>& meanwhile) {
    auto need = errand.begin(now());
    while (!std::holds_alternative<lane::Errand::Over>(need)) {
        if (const auto* wait = std::get_if<rest::WaitUntil>(&need)) {
            time_ = std::max(time_, wait->when.sinceStart);
            need = errand.due(now());
            continue;
        }
        const auto request = std::get<rest::Send>(need).request;
        ++requests;
        time_ += core::Milliseconds{10};
        if (meanwhile && !meanwhile(request)) {
            time_ += request.timeout;
            need = errand.answered(
                now(), rest::HttpFailure{rest::HttpFailure::Kind::timeout, true, "lost"});
        } else {
            const bool api = request.url.find("/pos/v10") != std::string::npos;
            auto response = server.exchange(request, now().wall).response;
            if (noRights && !api) response.status = 401;
            serverKnown = serverKnown || api;  // as the wire learns it
            need = errand.answered(now(), response);
        }
    }
}

lane::Result Counterpart::call(const lane::Request& request,
                               const std::function<bool(const rest::HttpRequest&)>& meanwhile) {
    lane::TillCall call(bench(), request, place);
    run(call, meanwhile);
    return call.result(now());
}

lane::Request Counterpart::sale(std::int64_t minor) const {
    return later(lane::Operation::sale, minor, {});
}

lane::Request Counterpart::later(lane::Operation operation, std::int64_t minor,
                                 std::string reference) const {
    return {operation,
            core::Money(minor, core::Currency::dkk()),
            std::move(reference),
            1,
            std::chrono::seconds{30},
            {},
            {},
            {},
            false};
}

const simulator::Payment& Counterpart::payment(const std::string& id) const {
    for (const auto& payment : const_cast<simulator::Handler&>(server).model().allPayments())
        if (payment.id.text() == id || payment.orderId.text() == id) return payment;
    throw std::out_of_range("no payment " + id);
}

}  // namespace mobilepay::lane_tests
