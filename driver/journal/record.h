#pragma once

#include "driver/core/clock.h"
#include "driver/core/ids.h"
#include "driver/core/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

/// What is promised, durably, about one request of a till. Values only.
namespace mobilepay::journal {

/// What the till asked for.
enum class Kind { sale, preSale, completion, voidPreSale, voidSale, refund };

/// What is to become of the money; written once, by compare-and-set, before the call that does it.
enum class Decision {
    none,     ///< not decided: undone on restart
    capture,  ///< take it (sale, completion) or pay it back (refund); finished however often the
              ///< process dies
    cancel,   ///< leave it
    hold,     ///< keep the reservation for a completion or a void (pre-sale)
};

/// How it ended. `open` with decision `capture` is what the till knows as APPROVED_CAPTURE_PENDING.
enum class Outcome {
    open,
    approved,           ///< captured, held, voided or refunded as asked
    declined,           ///< the shopper said no
    cancelledByWallet,  ///< nobody answered, card refused
    timedOut,           ///< cancelled because the time of the till's call was over
    aborted,            ///< cancelled because the till asked for it
    notSent,            ///< nothing ever reached the server
    refused,            ///< the server said no
    notCaptured,        ///< decided capture, but the server says final and not captured
    undone,             ///< cancelled by recovery: nobody had decided
    lapsed,  ///< a deadline of the server's took it (expired, auto-captured refund); `detail` says
             ///< which
};

/// One row. `orderId` is its identity; for operations that create nothing at the server
/// (completion, void by cancel) it is ours alone.
struct Record {
    core::OrderId orderId;
    std::string lane;
    Kind kind = Kind::sale;
    core::Money amount;
    core::IdempotencyKey key{};         ///< of the create; empty where nothing is created
    std::string body{};                 ///< the create's exact bytes; empty where not storable
    core::PointOfSaleId pointOfSale{};  ///< at the time
    std::int32_t tillNumber =
        0;  ///< the number the till gave this request (UnifiedPOS: sequenceNumber)
    core::PaymentId payment{};          ///< of a sale: once known; of all others: the original's
    core::RefundId refund{};            ///< of a refund or of a void by refund, once known
    core::WallTime promisedAt{};        ///< our wall clock
    core::WallTime serverPromisedAt{};  ///< the server's clock as known then; for horizons
    bool serverTimeKnown = false;
    Decision decision = Decision::none;
    Outcome outcome = Outcome::open;
    std::string code{};    ///< the wallet's code or our word for it (`USER_DECLINED`, `1301`)
    std::string detail{};  ///< for people; no secret
    std::optional<core::WallTime> concludedAt{};
    bool handedOver = false;  ///< the application made its next call after hearing the result
    bool training = false;
    std::int64_t period =
        0;  ///< 0: the open period; else the number of the settlement that closed it
};

/// Closed otherwise than decided. To be taken, and was not: the application may know it as approved
/// (pending). To be cancelled, and was taken: it may know it as cancelled or as unknown. A void
/// that cancels (it has no key: it makes nothing) is what its decision says once it is approved.
[[nodiscard]] inline bool endedAgainstDecision(const Record& row) {
    const bool voids = row.kind == Kind::voidPreSale || row.kind == Kind::voidSale;
    if (row.decision == Decision::cancel && voids && row.key.empty())
        return row.outcome != Outcome::open && row.outcome != Outcome::approved;
    if (row.decision == Decision::cancel)
        return row.outcome == Outcome::lapsed || row.outcome == Outcome::approved;
    return row.decision == Decision::capture && row.outcome != Outcome::open &&
           row.outcome != Outcome::approved;
}

/// A result as an application knows it.
struct KnownResult {
    KnownResult(core::OrderId id, bool isOpen = false) : orderId(std::move(id)), open(isOpen) {}

    core::OrderId orderId;
    bool open;  ///< told before its end was certain
};

}  // namespace mobilepay::journal
