#pragma once

#include "tests/simulation/audit.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace mobilepay::simulation {

/// A row and whose journal it stands in.
struct Entry {
    const journal::Record* row = nullptr;
    std::size_t till = 0;
};

/// The evidence of a run, to be looked up.
class Books {
public:
    explicit Books(const Evidence& evidence);

    [[nodiscard]] const simulator::Payment* ofOrder(const core::OrderId& order) const;
    [[nodiscard]] const simulator::Payment* ofId(const std::string& id) const;
    [[nodiscard]] const simulator::Refund* refundOf(const core::OrderId& order) const;
    [[nodiscard]] Entry row(const core::OrderId& order) const;
    /// The row that made that payment.
    [[nodiscard]] Entry rowOf(const core::PaymentId& payment) const;
    /// The request of a till that a row was made for; null: none.
    [[nodiscard]] const Heard* requestOf(const Entry& entry) const;
    /// The void of a lane that takes back what its till never heard of.
    [[nodiscard]] bool isUndo(const Entry& entry) const;
    /// A lane took that payment back, or tried to.
    [[nodiscard]] bool undone(const core::PaymentId& payment) const;
    /// Orders that made more than one thing at the server.
    [[nodiscard]] const std::vector<std::string>& twice() const { return twice_; }

    /// A till, another one than `but`, asked to undo that payment, and was not told that it was not
    /// done; or its lane took it back.
    [[nodiscard]] bool voided(const core::PaymentId& payment,
                              std::optional<std::size_t> but = std::nullopt) const;
    /// A till asked to take that pre-sale, by another request than `but`, and was not told that it
    /// was not done.
    [[nodiscard]] bool completed(const core::PaymentId& payment, const Heard* but = nullptr) const;

private:
    const Evidence& evidence_;
    std::map<std::string, const simulator::Payment*> byOrder_;
    std::map<std::string, const simulator::Payment*> byId_;
    std::map<std::string, const simulator::Refund*> refundByOrder_;
    std::map<std::string, Entry> rows_;
    std::map<std::pair<std::size_t, std::int32_t>, const Heard*> requests_;
    std::vector<std::string> twice_;
};

[[nodiscard]] bool isPaid(const simulator::Refund& refund);
/// Final, and nothing was taken.
[[nodiscard]] bool isGone(const simulator::Payment& payment);
/// When the payment or refund came into that state; the epoch: never.
[[nodiscard]] core::WallTime since(const simulator::Payment& payment,
                                   simulator::PaymentState state);
[[nodiscard]] core::WallTime since(const simulator::Refund& refund, simulator::RefundState state);

}  // namespace mobilepay::simulation
