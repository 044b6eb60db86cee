#pragma once

#include "driver/core/ids.h"
#include "driver/core/money.h"
#include "driver/wallet/calls.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mobilepay::wallet::training {

/// In minor units: what an id has room for.
inline constexpr std::int64_t largestAmount = 99'999'999'999'999;

/// What an id of the training wallet says by itself: `TRAINING-S1250DKK-till1-4b2c…`. At most 64
/// characters of letters, digits and hyphens.
struct Identity {
    enum class Kind {
        sale,      ///< S: captured as soon as it is reserved
        later,     ///< L: reserved now, captured later
        prepared,  ///< N: made without an amount
        refund,    ///< R
    };
    Kind kind = Kind::sale;
    core::Money amount;
    /// The order id where an id can hold it, else a number made from it: the same order has the
    /// same id.
    std::string tag;

    [[nodiscard]] std::string text() const;
    /// Nothing when the text is no id of the training wallet.
    [[nodiscard]] static std::optional<Identity> parse(std::string_view text);
};

[[nodiscard]] std::string tagOf(const core::OrderId& orderId);

/// What `seal` makes and a create reads again: nothing of it is ever sent.
[[nodiscard]] std::string writeOrder(const PaymentRequest& request);
[[nodiscard]] std::string writeOrder(const RefundRequest& request);
[[nodiscard]] std::optional<PaymentRequest> readPaymentOrder(std::string_view bytes);
[[nodiscard]] std::optional<RefundRequest> readRefundOrder(std::string_view bytes);

}  // namespace mobilepay::wallet::training
