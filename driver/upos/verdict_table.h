#pragma once

#include "driver/lane/lane.h"
#include "include/mobilepay/device.h"

#include <string>

namespace mobilepay::upos {

/// How a verdict ends a call of that category: the one table of outcomes, with the center's code in
/// words. Source: design, what the till is told; UPOS 1.15 CAT and ElectronicValueRW, extended
/// codes.
struct Ending {
    Status status;
    std::string centerResultCode;  ///< printable ASCII
    bool mayRepeat = false;        ///< nothing reached the server: asking again is safe
};

[[nodiscard]] Ending endingOf(const lane::Result& result, Category category);

/// The codes of such an outcome with another text, for what is no payment.
[[nodiscard]] Status statusOf(lane::Verdict::Kind kind, Category category, std::string text);

}  // namespace mobilepay::upos
