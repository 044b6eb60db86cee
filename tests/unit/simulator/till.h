#pragma once

#include "tests/simulator/handler/handler.h"
#include "tests/simulator/handler/json_reader.h"
#include "tests/simulator/model/seeded_random.h"
#include "tests/simulator/model/world.h"

#include <string>
#include <string_view>

namespace mobilepay::simulator::test {

inline const StoreId danishStore{"5d0e0000-0000-4000-8000-000000000001"};
inline const StoreId finnishStore{"5d0e0000-0000-4000-8000-000000000002"};
inline const StoreId sleepingStore{"5d0e0000-0000-4000-8000-000000000004"};
inline const StoreId foreignStore{"5d0e0000-0000-4000-8000-000000000006"};
inline const std::string nowhere = "00000000-0000-4000-8000-000000000000";

/// One answer of the simulator, taken apart.
struct Reply {
    int status = 0;
    std::string code;  ///< MobilePay's, empty without an error body
    JsonValue body;
    rest::HttpResponse raw;
    /// The text or the digits of a member; empty when it is not there.
    [[nodiscard]] std::string operator[](std::string_view field) const;
    [[nodiscard]] bool has(std::string_view field) const { return body.find(field) != nullptr; }
};

/// A request with these headers and no others.
rest::HttpRequest bare(const std::string& method, const std::string& url,
                       rest::Headers headers = {}, const std::string& body = "");

/// The default rules with tokens that outlive every wait of a test.
Rules lastingTokens();

/// A handler on virtual time and a client of it that sends good headers unless told otherwise.
/// Nobody comes to a payment unless a test says so.
class Till {
public:
    explicit Till(Rules rules = lastingTokens());

    Reply get(const std::string& path);
    Reply post(const std::string& path, const std::string& body = "");
    Reply erase(const std::string& path);
    /// A creating call; with a key of its own unless one is given.
    Reply create(const std::string& path, const std::string& body, const std::string& key = "");
    /// The user simulation's calls and the control API's, `path` from the root.
    Reply app(const std::string& verb, const std::string& body);
    Reply control(const std::string& method, const std::string& what, const std::string& body = "");
    Reply send(rest::HttpRequest request);

    /// A call as `get` and the others send it, for tests that spoil it.
    rest::HttpRequest request(const std::string& method, const std::string& path,
                              const std::string& body = "") const;
    std::string freshKey() { return "key-" + std::to_string(++keys_); }
    std::string freshOrder() { return "order-" + std::to_string(++orders_); }

    /// A point of sale in that store; its beacon id is `beacon`.
    std::string pointOfSale(const StoreId& store = danishStore, const std::string& extra = "");
    /// A payment of 12.50 in the merchant's currency on the till's own point of sale.
    std::string payment(const std::string& amount = "12.50");
    /// Brings a payment of 12.50 there by the shortest way, with `phone` as its shopper.
    std::string paymentIn(PaymentState state, const std::string& phone = "+4520031801");
    std::string refundIn(RefundState state, const std::string& amount = "2.50");
    std::string stateOf(const std::string& paymentId);
    std::string refundStateOf(const std::string& refundId);
    void checkIn(const std::string& phone = "+4520031801");
    void accept(const std::string& phone = "+4520031801");

    void become(std::size_t integrator, const std::string& vat);
    void wait(core::Milliseconds span) { now = now + span; }

    core::WallTime now{std::chrono::milliseconds{1'790'000'000'000}};
    SeededRandom random{42};
    Handler handler;
    std::string posId;   ///< the till's own point of sale
    std::string beacon;  ///< and its beacon

    std::string paymentJson(const std::string& amount = "12.50",
                            const std::string& extra = "") const;

private:
    std::string token();
    World world_ = defaultWorld();
    std::size_t integrator_ = 0;
    std::string vat_ = "DK90000028";
    std::string token_;
    int keys_ = 0;
    mutable int orders_ = 0;
};

/// `paymentId` or `refundId` as a JSON body of a refund.
std::string refundJson(const std::string& paymentId, const std::string& amount,
                       const std::string& currency = "DKK");

}  // namespace mobilepay::simulator::test
