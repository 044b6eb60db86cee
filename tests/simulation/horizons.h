#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iosfwd>

namespace mobilepay::simulation {

/// Deadlines that lie far away. A run that never gets there says nothing about them.
enum class Horizon {
    tokenOver,             ///< a process came for a new token after the life of its last one
    keyOver,               ///< a create was looked for by its order id after the life of its key
    reservationForgotten,  ///< the server cancelled a reservation that no till completed
    captureLapsed,         ///< it cancelled one that was to be captured
    refundLapsed,          ///< the server paid a refund back that nobody captured or cancelled
    takenInGleam,  ///< what was decided before a week's night was captured in its ten minutes
};
inline constexpr std::size_t horizonCount = 6;

/// How often which was reached.
class Horizons {
public:
    void note(Horizon horizon, std::uint64_t times = 1) {
        counts_[static_cast<std::size_t>(horizon)] += times;
    }
    void add(const Horizons& other);
    /// A line; true when each was reached.
    bool print(std::ostream& out) const;

private:
    std::array<std::uint64_t, horizonCount> counts_{};
};

}  // namespace mobilepay::simulation
