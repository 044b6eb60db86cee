#pragma once

#include "driver/wallet/calls.h"

#include <optional>
#include <string_view>

namespace mobilepay::wallet::v10 {

// MobilePay's words and what they mean to us.

/// Nothing when MobilePay has no such state.
[[nodiscard]] std::optional<PaymentStatus> paymentStatus(std::string_view word) noexcept;
[[nodiscard]] std::optional<RefundStatus> refundStatus(std::string_view word) noexcept;

[[nodiscard]] std::string_view word(CaptureDelay delay) noexcept;
[[nodiscard]] std::optional<CaptureDelay> captureDelay(std::string_view word) noexcept;

}  // namespace mobilepay::wallet::v10
