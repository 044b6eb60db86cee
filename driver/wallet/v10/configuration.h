#pragma once

#include "driver/core/clock.h"
#include "driver/core/money.h"
#include "driver/core/version.h"
#include "driver/rest/call.h"

#include <string>

namespace mobilepay::wallet::v10 {

/// How long an answer may take on a ready connection (v10 Best Practices).
struct TimeOuts {
    core::Milliseconds change{2000};  ///< POST and DELETE
    core::Milliseconds query{500};    ///< GET
    core::Milliseconds poll{500};     ///< GET of a poll, which is not repeated
};

/// How one merchant is served in one environment.
struct Configuration {
    std::string apiUrl;    ///< `https://api.mobilepay.dk/pos/v10`; a slash at the end is dropped
    std::string clientId;  ///< sent as `x-ibm-client-id`
    /// Sent as `X-MobilePay-Client-System-Version`: `Major.Minor.Build` of what was certified.
    std::string clientVersion = core::clientVersion;
    std::string merchantVat;     ///< `DK12345678`; may be empty unless it is sent
    bool sendVatHeader = false;  ///< where the token is not bound to the merchant
    core::Currency currency = core::Currency::dkk();  ///< DKK or EUR; the one of every amount
    TimeOuts timeOuts;
    rest::RetryPolicy retry;  ///< of everything that is no poll
};

/// Throws `core::ConfigurationError` naming the setting, its value and the rule.
void check(const Configuration& configuration);

}  // namespace mobilepay::wallet::v10
