#pragma once

#include "driver/core/clock.h"
#include "tests/simulator/model/entities.h"

#include <string>
#include <string_view>
#include <vector>

namespace mobilepay::simulator {

struct Merchant {
    std::string vat;  ///< with the country in front: `DK90000028`
    std::string name;
};

/// A client of the API. `id` is both the OAuth client id and the `x-ibm-client-id`.
struct Integrator {
    std::string id;
    std::string secret;
};

/// What exists before the first call.
struct World {
    std::vector<Integrator> integrators;
    std::string brokerSecret;  ///< what the first integrator's token broker knows a till by
    std::vector<Merchant> merchants;
    std::vector<Store> stores;
    std::vector<Shopper> shoppers;
};

/// The times and sizes that MobilePay decides. Those without a documented value are assumptions and
/// marked so.
struct Rules {
    core::Milliseconds pollDelayMin{1000};
    core::Milliseconds pollDelayMax{1000};  ///< above the minimum: each answer draws its own
    core::Milliseconds reservationLife = std::chrono::hours{7 * 24};
    core::Milliseconds refundReservationLife = std::chrono::hours{24};
    core::Milliseconds refundWindow = std::chrono::hours{90 * 24};
    core::Milliseconds keyLife = std::chrono::hours{24};
    core::Milliseconds tokenLife = std::chrono::seconds{3700};
    core::Milliseconds inactivity = std::chrono::minutes{5};   ///< assumed
    core::Milliseconds checkInLife = std::chrono::minutes{5};  ///< assumed
    core::Milliseconds loyaltyLookup{150};                     ///< assumed
    core::Milliseconds refundSettles{200};                     ///< assumed
    int doomedRefunds = 0;  ///< so many of the next refunds are cancelled by MobilePay
};

/// The test merchant of MobilePay's self certification in both countries (brand MPPOSCERT1,
/// location 00001, VAT DK90000028 and FI90000040), a second location, one that is not activated, a
/// second brand, a stranger among the merchants and one among the integrators; the sandbox's test
/// users.
[[nodiscard]] World defaultWorld();

}  // namespace mobilepay::simulator
