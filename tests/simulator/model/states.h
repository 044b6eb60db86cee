#pragma once

#include <optional>
#include <string_view>

namespace mobilepay::simulator {

/// The states of a v10 payment, under MobilePay's names.
enum class PaymentState {
    prepared,
    initiated,
    paired,
    issuedToUser,
    reserved,
    captured,
    cancelledByUser,
    cancelledByClient,
    cancelledByMobilePay,
    expiredAndCancelled,
};

/// The states of a v10 refund, under MobilePay's names.
enum class RefundState {
    initiated,
    reserved,
    captured,
    cancelledByClient,
    cancelledByMobilePay,
    expiredAndCaptured,
};

/// The name on the wire: `IssuedToUser`.
[[nodiscard]] std::string_view nameOf(PaymentState state) noexcept;
[[nodiscard]] std::string_view nameOf(RefundState state) noexcept;
/// The inverse; nothing for a name that is no state.
[[nodiscard]] std::optional<PaymentState> paymentStateNamed(std::string_view name) noexcept;
[[nodiscard]] std::optional<RefundState> refundStateNamed(std::string_view name) noexcept;

/// Whether the state diagram has an arrow from one state to the other (v10 Payment Flows, Refunds).
[[nodiscard]] bool isArrow(PaymentState from, PaymentState to) noexcept;
[[nodiscard]] bool isArrow(RefundState from, RefundState to) noexcept;

/// Active payments (Prepared, Initiated, Paired, IssuedToUser) block their point of sale.
[[nodiscard]] bool isActive(PaymentState state) noexcept;

}  // namespace mobilepay::simulator
