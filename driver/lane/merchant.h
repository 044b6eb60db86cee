#pragma once

#include "driver/core/clock.h"
#include "driver/core/ids.h"
#include "driver/rest/http.h"
#include "driver/rest/server_clock.h"
#include "driver/wallet/wallet.h"
#include "registry/profile.h"

#include <memory>

namespace mobilepay::lane {

/// What the lanes of one merchant in one environment share in this process: the token and the
/// server's clock, and where time-outs, retries and currency are the same too, the wallet. Safe
/// from any thread; lives as long as the last lane that uses it.
class Merchant {
public:
    /// The one for that profile, over the parts that other lanes have made already. Throws
    /// core::ConfigurationError when a secret cannot be read.
    [[nodiscard]] static std::shared_ptr<Merchant> of(const registry::Profile& profile);

    virtual ~Merchant() = default;
    [[nodiscard]] virtual wallet::Wallet& wallet() = 0;
    [[nodiscard]] virtual rest::ServerClock& serverClock() = 0;
    /// A connection of a lane's own. Throws core::ConfigurationError (CA bundle, proxy).
    [[nodiscard]] virtual std::unique_ptr<rest::HttpTransport> connect() = 0;
};

/// For `wallet = training`: no secrets, no server, and a connection that refuses whatever it is
/// given.
[[nodiscard]] std::shared_ptr<Merchant> trainingMerchant(const registry::Profile& profile);

}  // namespace mobilepay::lane
