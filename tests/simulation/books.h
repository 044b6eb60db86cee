#pragma once

#include "tests/simulation/audit.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>

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
    /// Orders that made more than one thing at the server.
    [[nodiscard]] const std::vector<std::string>& twice() const { return twice_; }

    /// A till, another one than `but`, asked to undo that payment, and was not told that it was not
    /// done.
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
