#include "driver/rest/backoff.h"

#include <algorithm>
#include <cstdint>

#include <gsl/gsl>

namespace mobilepay::rest {

core::Milliseconds backOff(core::Milliseconds first, core::Milliseconds longest, int doublings,
                           core::Random& random) {
    Expects(first.count() >= 0 && longest.count() >= 0);
    core::Milliseconds whole = std::min(first, longest);
    for (int i = 0; i < doublings && whole < longest; ++i) {
        whole = whole > longest / 2 ? longest : whole * 2;
    }
    const core::Milliseconds half = whole / 2;
    const auto choices = gsl::narrow<std::uint64_t>((whole - half).count()) + 1;
    return half + core::Milliseconds(gsl::narrow<std::int64_t>(random.next() % choices));
}

}  // namespace mobilepay::rest
