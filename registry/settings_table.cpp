#include "registry/forms.h"
#include "registry/settings.h"

#include <chrono>

namespace mobilepay::registry {

namespace {

constexpr std::string_view mobilePayText =
    "at most 36 characters that MobilePay accepts (letters, digits, punctuation of western Europe)";
constexpr std::string_view httpsUrl =
    "an https URL without user, query and fragment, such as https://host/path";
constexpr std::string_view absolutePath = "a path from the root, at most 200 bytes";
constexpr std::string_view plainText = "at most 200 bytes of text without control characters";

constexpr Range between(core::Milliseconds least, core::Milliseconds most) {
    return {least.count(), most.count()};
}

using namespace std::chrono_literals;
using enum SetBy;
using P = Profile;

std::vector<Setting> lane() {
    return {
        {"lane", &P::lane,
         Form{
             "1 to 10 of the characters A-Z a-z 0-9; neither a device name of Windows nor TRAINING",
             isLaneName},
         installer,
         "The till's name. It names the journal, the lock and the order ids; two tills never share "
         "it"},
        {"folder", &P::folder, Form{absolutePath, isAbsolutePath}, installer,
         "Where journal, lock and control socket live, on a local disk. Empty: /var/lib/mobilepay, "
         "on Windows the folder MobilePay in ProgramData"},
    };
}

std::vector<Setting> wallet() {
    return {
        {"wallet", &P::wallet, Choice{{"v10", "training"}}, integrator,
         "v10: MobilePay PoS v10. training: answers without any network, no money moves"},
        {"api.url", &P::apiUrl, Form{httpsUrl, isHttpsUrl}, integrator,
         "Where the API is, with its version: https://host/pos/v10"},
        {"token.source", &P::tokenSource,
         Form{"client, or broker: and an https URL (broker:https://host/path)", isTokenSource},
         integrator,
         "client: tokens for client.id and client.secret. broker: your own service hands them out, "
         "so that no secret of MobilePay's lies on a till"},
        {"token.url", &P::tokenUrl, Form{httpsUrl, isHttpsUrl}, integrator,
         "The token endpoint, for token.source = client"},
        {"client.id", &P::clientId, Form{"a GUID", isGuid}, integrator,
         "The integrator's client, as MobilePay knows it"},
        {"client.secret", &P::clientSecret, SecretByReference{}, integrator,
         "Where the client's secret lies, for token.source = client"},
        {"broker.secret", &P::brokerSecret, SecretByReference{}, integrator,
         "Where the secret for your broker lies. Empty: it wants none"},
        {"real.money", &P::realMoney, YesOrNo{}, integrator,
         "This environment moves real money; mpctl then wants --real-money"},
    };
}

std::vector<Setting> merchant() {
    return {
        {"merchant.vat", &P::merchantVat,
         Form{"a country and 8 digits, such as DK12345678", isVatNumber}, installer,
         "The merchant's VAT number"},
        {"merchant.country", &P::country, Choice{{"DK", "FI"}}, installer,
         "The merchant's country"},
        {"merchant.currency", &P::currency, Choice{{"DKK", "EUR"}}, installer,
         "The currency of every amount of this lane: DKK in DK, EUR in FI"},
        {"merchant.bound.token", &P::tokenBoundToMerchant, YesOrNo{}, integrator,
         "The token carries the VAT number; otherwise each call does"},
        {"merchant.brand", &P::brandId,
         Form{"MPPOS, POSDK or POSFI and 5 letters or digits", isBrandId}, installer,
         "The merchant's brand; with merchant.location it finds the store"},
        {"merchant.location", &P::locationId, Form{"5 letters or digits", isLocationId}, installer,
         "The store's location id"},
    };
}

std::vector<Setting> pointOfSale() {
    return {
        {"store.id", &P::storeId, Form{"a GUID", isGuid}, installer,
         "The store at MobilePay. Empty: found by merchant.brand and merchant.location"},
        {"pos.id", &P::merchantPosId, Form{mobilePayText, isMobilePayText}, installer,
         "The merchant's own id of the point of sale, another one for each till of all its stores. "
         "Empty: the lane's name"},
        {"pos.name", &P::posName, Form{mobilePayText, isMobilePayText}, installer,
         "What shoppers read on their phone. Empty: pos.id"},
        {"pos.beacon", &P::beaconId, Form{"a GUID or 15 digits", isBeaconId}, installer,
         "The beacon id of the box or the printed code. Empty: MobilePay makes one"},
        {"pos.beacon.types", &P::beaconTypes,
         Form{"some of QR, NFC, Bluetooth, each once, with commas between", isBeaconTypes},
         installer, "How phones find the point of sale"},
        {"pos.callback.alias", &P::callbackAlias, Form{mobilePayText, isMobilePayText}, integrator,
         "The alias of your notification endpoint. Empty: none"},
    };
}

std::vector<Setting> payments() {
    return {
        {"timeout.default", &P::timeout, between(5s, 24h), technician,
         "How long a call of the till may take that names no time itself"},
        {"timeout.cancel.reserve", &P::cancelReserve, between(500ms, 60s), technician,
         "How much of a call's time is kept for cancelling what nobody answered; never more than "
         "half "
         "of it"},
        {"capture.delay", &P::captureDelay, Choice{{"None", "LessThan24Hours", "LessThan14Days"}},
         integrator, "When captures follow reservations; MobilePay's support goes by it"},
        {"tax", &P::tax, Choice{{"refuse", "add", "included"}}, integrator,
         "What a tax amount (taxOthers) beside the amount means"},
        {"reference.rule", &P::referenceRule, Choice{{"explicit", "sequence", "last"}}, integrator,
         "What a void, refund or completion refers to when the till names no reference"},
        {"undelivered", &P::undelivered, Choice{{"keep", "undo"}}, integrator,
         "What becomes of a sale whose result the till never heard"},
    };
}

std::vector<Setting> wire() {
    return {
        {"tls.ca", &P::caBundle, Form{absolutePath, isAbsolutePath}, technician,
         "File or folder of the certificate authorities. Empty: the system's"},
        {"proxy", &P::proxy, Form{"none, system, or http://host:port", isProxy}, technician,
         "The way out of the shop's network. system: what the variables https_proxy and no_proxy "
         "say, on Windows else what its own settings say"},
        {"proxy.user", &P::proxyUser, Form{plainText, isPlainText}, technician,
         "The name the proxy wants: DOMAIN\\user or user@domain where it may ask for NTLM, any "
         "other for Basic. Empty: none"},
        {"proxy.password", &P::proxyPassword, SecretByReference{}, technician,
         "Where the proxy's password lies. Empty: none"},
        {"timeout.connect", &P::connectTimeout, between(100ms, 60s), technician,
         "Name look-up, proxy and TLS together"},
        {"timeout.change", &P::changeTimeout, between(100ms, 60s), technician,
         "An answer to POST, PUT and DELETE, on a ready connection"},
        {"timeout.query", &P::queryTimeout, between(50ms, 60s), technician,
         "An answer to GET, on a ready connection"},
        {"retries", &P::retries, Range{0, 5}, technician,
         "How often a call is repeated after network errors and 5xx"},
    };
}

std::vector<Setting> operations() {
    return {
        // A reservation of a refund captures itself after 24 h: it is looked at many times before.
        {"recovery.interval", &P::recoveryInterval, between(100ms, 1h), technician,
         "How often what is open is looked at"},
        {"log.level", &P::logLevel,
         Choice{{"none", "fatal", "critical", "error", "warning", "notice", "information", "debug",
                 "trace"}},
         technician, "What is logged; trace holds the requests, masked"},
        {"log.file", &P::logFile, Form{absolutePath, isAbsolutePath}, technician,
         "Empty: <lane>.log in the folder"},
        {"pump", &P::pump, Choice{{"com", "all", "none"}}, integrator,
         "OPOS: which window messages run while a synchronous call waits for the shopper"},
    };
}

}  // namespace

const std::vector<Setting>& settings() {
    static const std::vector<Setting> table = [] {
        std::vector<Setting> all;
        for (const auto& group :
             {lane(), wallet(), merchant(), pointOfSale(), payments(), wire(), operations()}) {
            all.insert(all.end(), group.begin(), group.end());
        }
        return all;
    }();
    return table;
}

}  // namespace mobilepay::registry
