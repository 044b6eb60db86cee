#pragma once

#include "driver/core/clock.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <queue>
#include <tuple>
#include <vector>

namespace mobilepay::simulator {

/// What happens by itself.
enum class Due {
    shopperArrives,
    shopperAnswers,
    paymentIdles,
    reservationExpires,
    refundSettles,
    refundCapturesItself,
    checkInEnds,
};

/// Entry of the agenda: `index` is the payment's, refund's or point of sale's. Entries are never
/// taken out: the thing itself holds its due time, and an entry that disagrees with it is stale.
struct Appointment {
    core::WallTime at;
    std::uint64_t order;  ///< of two at one time the older first, so that a run can be repeated
    Due due;
    std::size_t index;
};

class Agenda {
public:
    void add(core::WallTime at, Due due, std::size_t index) {
        queue_.push({at, next_++, due, index});
    }
    /// The earliest entry that is due at `now`.
    std::optional<Appointment> pop(core::WallTime now) {
        if (queue_.empty() || now < queue_.top().at) return std::nullopt;
        const Appointment appointment = queue_.top();
        queue_.pop();
        return appointment;
    }
    void clear() { queue_ = {}; }

private:
    struct Later {
        bool operator()(const Appointment& a, const Appointment& b) const {
            return std::tie(a.at, a.order) > std::tie(b.at, b.order);
        }
    };
    std::priority_queue<Appointment, std::vector<Appointment>, Later> queue_;
    std::uint64_t next_ = 0;
};

}  // namespace mobilepay::simulator
