#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

/// The cases of the self certification as data: which calls a client makes, through which trouble,
/// and what has to come of it.
namespace mobilepay::certification {

/// What happens to one attempt of a call.
enum class Trouble {
    lateAnswer,    ///< the server does the work, its answer comes after the client's time-out
    stuckRequest,  ///< the client times out first, then the request arrives and is worked off
    error,         ///< 500, nothing was done
    errorAfter,    ///< 500, although the work was done
    lostRequest,   ///< the connection breaks before the server sees the request
    lostAnswer,    ///< the server does the work, then the connection breaks
};

/// What the client does in a step. The upper half are single calls of the wallet, the lower half
/// are errands of a lane.
enum class Deed {
    findStores,           ///< "found N"
    findStoresOfBrand,    ///< by brand and location: "found N"
    readStoresInDetail,   ///< "read N"
    readStore,            ///< the first one found: its location
    createPointOfSale,    ///< "created"
    createAgain,          ///< the same name with another idempotency key
    findPointOfSale,      ///< by its name: "found N"
    readPointOfSale,      ///< its name
    deletePointOfSale,    ///< "deleted", also when an earlier attempt did it
    createPayment,        ///< "created"
    reuseKey,             ///< creates a payment of another amount with the last one's key
    pollPayment,          ///< to the shopper's decision: the status
    readPayment,          ///< the status
    findPayment,          ///< by point of sale and order id: "found N"
    findCapturedPayment,  ///< by order id: "found N"
    capture,              ///< "done"
    captureMore,          ///< one krone more than was reserved
    cancel,               ///< "done"
    strangersPayment,     ///< another till's program creates a payment here: "created"
    revokeTokens,         ///< the server forgets every token: "done"

    setUpPointOfSale,  ///< the lane finds its point of sale or makes it: "ready", "unreachable"
    sell,              ///< a sale from intent to verdict
    sellInVain,        ///< a sale whose shopper never comes, with 5 s in all
    preSell,           ///< reserves only
    complete,          ///< captures what was reserved
    recover,           ///< "N open"
};

/// One step of a case. The troubles hit the attempts at `endpoint` in their order.
struct Step {
    Deed deed;
    std::string_view expected;  ///< what comes of it, see `Deed`
    std::string_view
        endpoint{};  ///< `POST */payments/*/capture`: where trouble hits and is counted
    std::vector<Trouble> troubles{};
    std::optional<std::size_t> requests{};  ///< how many the endpoint is to see; unset: not counted
};

/// Who stands at the till.
enum class Shopper { approves, declines, absent };

struct Case {
    std::string_view name;  ///< a sentence
    Shopper shopper = Shopper::approves;
    std::vector<Step> steps;
    /// What the server has in the end: points of sale that are there, payments in their order.
    std::string_view server;
};

struct Section {
    std::string_view name;
    std::vector<Case> cases;
};

[[nodiscard]] Section onboarding();
[[nodiscard]] Section payments();

}  // namespace mobilepay::certification
