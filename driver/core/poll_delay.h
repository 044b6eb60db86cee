#pragma once

#include "driver/core/clock.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace mobilepay::core {

/// v10 Call Throttling names seconds. A server that names more than an hour does not mean it, and a
/// lane must not stand still for it; the limit also keeps the sum of time and delay from
/// overflowing.
constexpr Milliseconds longestPollDelay = std::chrono::hours{1};

/// The delay between two polls that a server named, as far as it can mean it: at most an hour;
/// nothing where it named none, or one that is not above zero. Whoever keeps poll delays asks here.
[[nodiscard]] constexpr std::optional<Milliseconds> meantDelay(std::optional<Milliseconds> named) {
    if (!named || named->count() <= 0) return std::nullopt;
    return std::min(*named, longestPollDelay);
}

}  // namespace mobilepay::core
