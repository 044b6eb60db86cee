#pragma once

#include "driver/core/ids.h"
#include "driver/rest/http.h"
#include "tests/simulator/handler/tokens.h"
#include "tests/simulator/model/entities.h"
#include "tests/simulator/model/refusal.h"
#include "tests/simulator/model/world.h"

namespace mobilepay::simulator {

/// Checks the headers of an API call in MobilePay's order: token and client id (401), client system
/// version (1153, 1157, 1161), merchant (1182, 1151, 1155, 1159).
[[nodiscard]] Result<Caller> admit(const rest::HttpRequest& request, const World& world,
                                   const Tokens& tokens, core::WallTime now);

/// The idempotency key of a creating call, or 1162, 1163, 1164.
[[nodiscard]] Result<core::IdempotencyKey> idempotencyKey(const rest::HttpRequest& request);

}  // namespace mobilepay::simulator
