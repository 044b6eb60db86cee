#include "tests/simulation/horizons.h"

#include <algorithm>
#include <ostream>
#include <string_view>

namespace mobilepay::simulation {

void Horizons::add(const Horizons& other) {
    for (std::size_t i = 0; i < horizonCount; ++i)
        counts_[i] += other.counts_[i];
}

bool Horizons::print(std::ostream& out) const {
    constexpr std::array<std::string_view, horizonCount> names{
        "token over",     "key over",      "reservation forgotten",
        "capture lapsed", "refund lapsed", "captured in a gleam"};
    out << "Horizons reached:";
    for (std::size_t i = 0; i < horizonCount; ++i)
        out << ' ' << names[i] << ' ' << counts_[i] << ';';
    out << '\n';
    return std::find(counts_.begin(), counts_.end(), 0U) == counts_.end();
}

}  // namespace mobilepay::simulation
