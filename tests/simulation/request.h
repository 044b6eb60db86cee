#pragma once

#include "driver/lane/lane.h"
#include "tests/simulation/heard.h"

namespace mobilepay::simulation {

/// The request of a step as the till makes it, by what all tills were told so far.
[[nodiscard]] lane::Request requestOf(const TillStep& step, const AllHeard& heard);

}  // namespace mobilepay::simulation
