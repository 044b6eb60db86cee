#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace mobilepay::core {

/// A text that identifies one kind of thing; two kinds cannot be mixed up. Empty means "not known".
template <class Tag>
class Id {
public:
    Id() = default;
    explicit Id(std::string value) : value_(std::move(value)) {}
    [[nodiscard]] const std::string& text() const noexcept { return value_; }
    [[nodiscard]] bool empty() const noexcept { return value_.empty(); }
    friend bool operator==(const Id&, const Id&) = default;
    friend auto operator<=>(const Id&, const Id&) = default;

private:
    std::string value_;
};

/// The merchant's own id of one attempt to pay or refund; ours, unique, at most 36 valid
/// characters.
using OrderId = Id<struct OrderIdTag>;
/// Makes a repeated create the same create; at most 36 valid characters.
using IdempotencyKey = Id<struct IdempotencyKeyTag>;
/// The server's id of a payment (v10: a GUID; ePayment: our own reference).
using PaymentId = Id<struct PaymentIdTag>;
/// The server's id of a refund.
using RefundId = Id<struct RefundIdTag>;
/// The server's id of a point of sale.
using PointOfSaleId = Id<struct PointOfSaleIdTag>;

/// Where ids and jitter come from. Production: the operating system's generator. Simulation: the
/// seed.
class Random {
public:
    virtual ~Random() = default;
    /// 64 fresh bits. Safe from any thread.
    virtual std::uint64_t next() = 0;
};

/// OpenSSL-grade randomness of the operating system; throws `Fault` when there is none.
class SystemRandom final : public Random {
public:
    std::uint64_t next() override;
};

/// A version-4 GUID in lower case.
[[nodiscard]] std::string newGuid(Random& random);

/// `<lanePrefix>-<24 characters of 0-9 a-z without vowels>`: random, never a counter, so that two
/// machines that were given one lane's name by mistake still never make the same order.
/// `lanePrefix` is at most 10 characters of `A-Za-z0-9`.
[[nodiscard]] OrderId newOrderId(const std::string& lanePrefix, Random& random);

}  // namespace mobilepay::core

template <class Tag>
struct std::hash<mobilepay::core::Id<Tag>> {
    std::size_t operator()(const mobilepay::core::Id<Tag>& id) const noexcept {
        return std::hash<std::string>{}(id.text());
    }
};
