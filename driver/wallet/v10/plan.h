#pragma once

#include "driver/rest/http.h"
#include "driver/wallet/calls.h"
#include "driver/wallet/v10/configuration.h"

#include <functional>
#include <string>

namespace mobilepay::wallet::v10 {

/// One call as it goes over the wire, and how its 200 answer is read.
struct Plan {
    rest::HttpRequest request;
    int retries = 0;
    /// Of the body; throws `core::ProtocolError`.
    std::function<Answer(const std::string& body)> read;
};

/// The plan of every call of the port. Throws `core::TextError`, `core::AmountError` or
/// `core::ConfigurationError` for what can be known to be wrong.
[[nodiscard]] Plan planOf(const Call& call, const Configuration& configuration);

}  // namespace mobilepay::wallet::v10
