#pragma once

#include "driver/core/clock.h"
#include "driver/core/ids.h"

namespace mobilepay::rest {

/// Exponential back-off with jitter: `first` doubled `doublings` times, at most `longest`, of which
/// a wait between one half and the whole is drawn. `first` is not negative.
[[nodiscard]] core::Milliseconds backOff(core::Milliseconds first, core::Milliseconds longest,
                                         int doublings, core::Random& random);

}  // namespace mobilepay::rest
