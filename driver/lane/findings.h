#pragma once

#include "driver/journal/journal.h"
#include "driver/lane/log.h"

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace mobilepay::lane {

/// What the settlement of an open row came to.
struct Finding {
    journal::Record row;       ///< as it stands now
    std::string detail;        ///< of a row still open: what stands in the way
    bool needsPerson = false;  ///< trying again is no use
};

/// What the application never heard of: results without their hand-over. The void of a sale that
/// was captured meanwhile goes on as a refund; that has a row of its own, which is what the till
/// hears of. Errors as `Journal::notHandedOver`.
[[nodiscard]] std::vector<journal::Record> unheard(const journal::Journal& journal);

/// What recovery has found out in this life of the lane and nobody was told: logs it, once for each
/// new text, and answers for `status`. Safe from any thread.
class Findings {
public:
    /// `log` must outlive it.
    explicit Findings(LaneLog& log) : log_(log) {}

    void note(const Finding& finding);
    /// What stands in the way of an open row; empty: not known yet.
    [[nodiscard]] std::string of(const core::OrderId& orderId) const;
    /// Open rows that a person has to look up.
    [[nodiscard]] std::size_t forPeople() const;

private:
    struct Open {
        std::string detail;
        bool needsPerson;
    };
    LaneLog& log_;
    mutable std::mutex mutex_;
    std::map<std::string, Open> open_;  ///< by order id
};

}  // namespace mobilepay::lane
