#pragma once

#include "driver/journal/journal.h"
#include "driver/lane/drive.h"
#include "driver/lane/till_call.h"
#include "driver/rest/poco_transport.h"
#include "driver/rest/token.h"
#include "driver/wallet/training/wallet.h"
#include "driver/wallet/v10/wallet.h"
#include "registry/profile.h"
#include "tests/certification/case.h"
#include "tests/unit/temp_folder.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mobilepay::certification {

/// The client that is certified: the driver's wallet, transport, token, journal and errands, with
/// its own time-outs and retries, put together as a lane puts them together.
class Client {
public:
    Client(const std::string& url, const std::string& ca);

    /// Does it and says in the words of `Deed` what came of it. Throws std::logic_error for what
    /// only the server can do.
    std::string perform(Deed deed);

private:
    wallet::Answer ask(const wallet::Call& call);
    std::string performCall(Deed deed);
    std::string performErrand(Deed deed);

    std::string findStores(bool ofBrand);
    std::string readStoresInDetail();
    std::string readStore();
    std::string createPointOfSale();
    std::string findPointOfSale();
    std::string readPointOfSale();
    std::string deletePointOfSale();
    std::string createPayment(const core::OrderId& order);
    std::string reuseKey();
    std::string pollPayment();
    std::string readPayment();
    std::string findPayment(bool captured);
    std::string capture(std::int64_t minor);
    std::string cancel();

    std::string setUpPointOfSale();
    std::string request(lane::Operation operation, std::optional<core::Milliseconds> timeout);
    std::string recover();
    [[nodiscard]] lane::Bench bench();

    registry::Profile profile_;
    core::SystemClock clock_;
    core::SystemRandom random_;
    rest::ServerClock serverClock_;
    std::unique_ptr<rest::PocoTransport> transport_;
    lane::Wire wire_;
    lane::Interruption interruption_;
    rest::TokenSource tokens_;
    wallet::v10::Wallet wallet_;
    wallet::training::Wallet training_;
    TempFolder folder_;
    std::unique_ptr<journal::Journal> journal_;

    std::vector<std::string> stores_;
    core::PointOfSaleId pointOfSale_;
    core::OrderId order_;
    core::IdempotencyKey key_;
    core::PaymentId payment_;
    std::string reference_;
};

}  // namespace mobilepay::certification
