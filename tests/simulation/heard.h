#pragma once

#include "driver/lane/lane.h"
#include "tests/simulation/plan.h"

#include <deque>
#include <optional>
#include <string>

namespace mobilepay::simulation {

/// What a till was told about one of its requests, or that it was told nothing.
struct Heard {
    const TillStep* step = nullptr;
    std::size_t till = 0;
    core::OrderId orderId{};               ///< of the request
    core::OrderId rowId{};                 ///< of the row it made, as the verdict says
    std::string reference{};               ///< of the payment that the request referred to
    std::int64_t minor = 0;                ///< the amount asked for
    core::Milliseconds at{};               ///< when it was asked
    std::optional<lane::Result> result{};  ///< nothing: the till died before it heard
    core::WallTime toldAt{};               ///< by the server's clock
    std::string refusal{};                 ///< the driver refused the request as such
    bool followed = false;   ///< the application made its next call on the same device
    bool unwritten = false;  ///< that this was so could not be written
};

/// Of all tills, in the order of their requests.
using AllHeard = std::deque<Heard>;

[[nodiscard]] inline bool wasTold(const Heard& heard, lane::Verdict::Kind kind) {
    return heard.result && heard.result->verdict.kind == kind;
}

/// Approved, its capture confirmed or not.
[[nodiscard]] inline bool saidYes(const Heard& heard) {
    return wasTold(heard, lane::Verdict::Kind::approved) ||
           wasTold(heard, lane::Verdict::Kind::approvedCapturePending);
}

/// Told that nothing was done, or refused.
[[nodiscard]] inline bool saidNo(const Heard& heard) {
    const bool told =
        heard.result && !saidYes(heard) && !wasTold(heard, lane::Verdict::Kind::unknown);
    return told || !heard.refusal.empty();
}

}  // namespace mobilepay::simulation
