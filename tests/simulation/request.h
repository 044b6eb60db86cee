#pragma once

#include "driver/lane/lane.h"
#include "tests/simulation/heard.h"

namespace mobilepay::simulation {

/// What a till asks for.
struct Asked {
    lane::Request request;
    std::string payment{};  ///< that it refers to, however that is named
};

/// Whether tills know anything that a completion, void or refund can refer to.
[[nodiscard]] bool hasOriginal(const TillStep& step, const AllHeard& heard);

/// The request of a step as the till makes it, by what all tills were told so far.
[[nodiscard]] Asked requestOf(const TillStep& step, const AllHeard& heard);

}  // namespace mobilepay::simulation
