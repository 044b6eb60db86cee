#pragma once

#include "driver/core/clock.h"

#include <cstdint>
#include <filesystem>
#include <string>

/// What an installer sets for one lane. Every member is one row of the table in `settings.h`, which
/// knows its name, range, default and help; readers of profiles, jpos.xml and OPOS keys fill this
/// struct through that table only.
namespace mobilepay::registry {

struct Profile {
    // The lane
    std::string
        lane;  ///< `lane`: 1-10 characters A-Za-z0-9; names the journal, the lock and the order ids
    std::filesystem::path folder;  ///< `folder`: where journal, lock and control socket live
    // The wallet
    std::string wallet = "v10";          ///< `wallet`: v10 | training
    std::string apiUrl;                  ///< `api.url`: https base, e.g. https://host/pos/v10
    std::string tokenSource = "client";  ///< `token.source`: client | broker:<https url>
    std::string tokenUrl;                ///< `token.url`
    std::string clientId;                ///< `client.id`: GUID of the integrator's client
    std::string clientSecret;  ///< `client.secret`: a reference (file:, env:, dpapi:), never the
                               ///< secret itself
    std::string brokerSecret;  ///< `broker.secret`: a reference; empty: none
    bool realMoney = false;    ///< `real.money`: this environment moves real money
    // The merchant
    std::string merchantVat;       ///< `merchant.vat`: country prefix + 8 digits
    std::string country = "DK";    ///< `merchant.country`: DK | FI
    std::string currency = "DKK";  ///< `merchant.currency`: DKK | EUR
    bool tokenBoundToMerchant =
        false;               ///< `merchant.bound.token`: the token carries the VAT number
    std::string brandId;     ///< `merchant.brand`: MPPOSxxxxx …
    std::string locationId;  ///< `merchant.location`: 5 characters
    // The point of sale
    std::string storeId;             ///< `store.id`; empty: looked up by brand and location
    std::string merchantPosId;       ///< `pos.id`: the merchant's id of it; default: the lane
    std::string posName;             ///< `pos.name`
    std::string beaconId;            ///< `pos.beacon`; empty: MobilePay makes one
    std::string beaconTypes = "QR";  ///< `pos.beacon.types`: QR,NFC,Bluetooth
    std::string callbackAlias;       ///< `pos.callback.alias`
    // Payments
    core::Milliseconds timeout{
        60000};  ///< `timeout.default`: of a call of the till that gives none
    core::Milliseconds cancelReserve{3000};  ///< `timeout.cancel.reserve`
    std::string captureDelay =
        "None";                  ///< `capture.delay`: None | LessThan24Hours | LessThan14Days
    std::string tax = "refuse";  ///< `tax`: refuse | add | included
    std::string referenceRule = "explicit";  ///< `reference.rule`: explicit | sequence | last
    std::string undelivered = "keep";        ///< `undelivered`: keep | undo
    // The wire
    std::string caBundle;                     ///< `tls.ca`: file or folder; empty: the system's
    std::string proxy = "none";               ///< `proxy`: none | system | http://host:port
    std::string proxyUser;                    ///< `proxy.user`
    std::string proxyPassword;                ///< `proxy.password`: a reference
    core::Milliseconds connectTimeout{5000};  ///< `timeout.connect`
    core::Milliseconds changeTimeout{2000};   ///< `timeout.change`: POST, PUT, DELETE
    core::Milliseconds queryTimeout{500};     ///< `timeout.query`: GET
    int retries = 2;                          ///< `retries`: 0-5
    // Operations
    core::Milliseconds recoveryInterval{60000};  ///< `recovery.interval`
    std::string logLevel = "information";        ///< `log.level`
    std::filesystem::path logFile;               ///< `log.file`; empty: <folder>/<lane>.log
    std::string pump = "com";  ///< `pump`: com | all | none (OPOS, synchronous calls)
};

}  // namespace mobilepay::registry
