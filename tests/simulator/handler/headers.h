#pragma once

#include "driver/rest/http.h"

#include <string_view>
#include <vector>

namespace mobilepay::simulator {

/// Every value of that header, without regard to case: MobilePay refuses some that come twice.
[[nodiscard]] std::vector<std::string_view> valuesOf(const rest::Headers& headers,
                                                     std::string_view name);

}  // namespace mobilepay::simulator
