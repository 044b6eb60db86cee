#include "tests/certification/client.h"

#include <stdexcept>

namespace mobilepay::certification {
namespace {

const std::string merchantPosId = "certification";
const std::string lane = "cert";

registry::Profile profileFor(const std::string& url, const std::string& ca) {
    registry::Profile profile;
    profile.lane = lane;
    profile.apiUrl = url + "/pos-self-certification-api/pos/v10";
    profile.tokenUrl = url + "/integrator-authentication/connect/token";
    profile.clientId = "6a1f3f0e-52a7-4c3e-9b57-0f6a8f1d2c01";
    // The merchant that MobilePay's self certification prescribes.
    profile.merchantVat = "DK90000028";
    profile.brandId = "MPPOSCERT1";
    profile.locationId = "00001";
    profile.merchantPosId = merchantPosId;
    profile.posName = "Certification";
    profile.caBundle = ca;
    return profile;
}

rest::TransportSettings settingsOf(const registry::Profile& profile) {
    rest::TransportSettings settings;
    settings.caBundle = profile.caBundle;
    settings.proxy.proxy = "none";
    return settings;
}

rest::ClientCredentials credentialsOf(const registry::Profile& profile) {
    return {profile.tokenUrl, profile.clientId, core::Secret("mpsim-secret-of-integrator-1"), {}};
}

wallet::v10::Configuration configurationOf(const registry::Profile& profile) {
    wallet::v10::Configuration configuration;
    configuration.apiUrl = profile.apiUrl;
    configuration.clientId = profile.clientId;
    configuration.merchantVat = profile.merchantVat;
    configuration.sendVatHeader = true;
    return configuration;
}

}  // namespace

Client::Client(const std::string& url, const std::string& ca)
    : profile_(profileFor(url, ca)),
      transport_(std::make_unique<rest::PocoTransport>(settingsOf(profile_))),
      wire_(*transport_, serverClock_, clock_, profile_.apiUrl),
      tokens_(rest::askForToken(credentialsOf(profile_))),
      wallet_(configurationOf(profile_), &tokens_, &random_),
      training_(core::Currency::dkk()) {
    journal::Options options;
    options.path = folder_.path().string() + "/cert.journal";
    options.lane = lane;
    options.machine = "certification";
    options.now = clock_.wall();
    journal_ = journal::Journal::open(options);
}

wallet::Answer Client::ask(const wallet::Call& call) {
    lane::Ask question(wallet_, call);
    lane::drive(question, wire_, interruption_);
    return question.answer();
}

lane::Bench Client::bench() {
    return {profile_, *journal_, wallet_, training_, random_};
}

std::string Client::perform(Deed deed) {
    return deed < Deed::setUpPointOfSale ? performCall(deed) : performErrand(deed);
}

std::string Client::performCall(Deed deed) {
    switch (deed) {
        case Deed::findStores:
        case Deed::findStoresOfBrand:
            return findStores(deed == Deed::findStoresOfBrand);
        case Deed::readStoresInDetail:
            return readStoresInDetail();
        case Deed::readStore:
            return readStore();
        case Deed::createPointOfSale:
        case Deed::createAgain:
            return createPointOfSale();
        case Deed::findPointOfSale:
            return findPointOfSale();
        case Deed::readPointOfSale:
            return readPointOfSale();
        case Deed::deletePointOfSale:
            return deletePointOfSale();
        case Deed::createPayment:
            return createPayment(core::newOrderId(lane, random_));
        case Deed::strangersPayment:
            return createPayment(core::newOrderId("other", random_));
        case Deed::reuseKey:
            return reuseKey();
        case Deed::pollPayment:
            return pollPayment();
        case Deed::readPayment:
            return readPayment();
        case Deed::findPayment:
        case Deed::findCapturedPayment:
            return findPayment(deed == Deed::findCapturedPayment);
        case Deed::capture:
            return capture(1250);
        case Deed::captureMore:
            return capture(1350);
        case Deed::cancel:
            return cancel();
        default:
            throw std::logic_error("a client cannot do that");
    }
}

std::string Client::performErrand(Deed deed) {
    switch (deed) {
        case Deed::setUpPointOfSale:
            return setUpPointOfSale();
        case Deed::sell:
            return request(lane::Operation::sale, std::nullopt);
        case Deed::sellInVain:
            return request(lane::Operation::sale, core::Milliseconds{5000});
        case Deed::preSell:
            return request(lane::Operation::preSale, std::nullopt);
        case Deed::complete:
            return request(lane::Operation::completion, std::nullopt);
        case Deed::recover:
            return recover();
        default:
            throw std::logic_error("a lane cannot do that");
    }
}

}  // namespace mobilepay::certification
