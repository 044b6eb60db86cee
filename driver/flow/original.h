#pragma once

#include "driver/flow/deal.h"
#include "driver/flow/procedure.h"

#include <optional>
#include <string>

namespace mobilepay::flow {

/// What a completion, void or refund refers to, as the server shows it; or how the flow ends
/// because it does not.
struct Original {
    std::optional<Sight> sight;
    Ending ending;
};

/// Asks for it before anything is promised. `named`: the order id that the till knows it by, when
/// the server was searched for that; a payment of another one is not it.
[[nodiscard]] Procedure<Original> findOriginal(Exchange& exchange, const Terms& terms,
                                               core::PaymentId payment, core::OrderId named);

/// As `stopped`, while nothing has been done about an original: no cancel is confirmed then.
[[nodiscard]] std::optional<Ending> stoppedBefore(const Exchange& exchange, const Terms& terms);

/// Both amounts in words, for people.
[[nodiscard]] std::string against(const core::Money& asked, const core::Money& there);

}  // namespace mobilepay::flow
