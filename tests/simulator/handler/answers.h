#pragma once

#include "driver/rest/http.h"
#include "tests/simulator/model/refusal.h"

#include <string>

namespace mobilepay::simulator {

/// 200 with a JSON body.
[[nodiscard]] rest::HttpResponse answerJson(std::string body, int status = 200);
/// 200 without a body.
[[nodiscard]] rest::HttpResponse answerEmpty(int status = 200);
/// MobilePay's error body `{code, message, correlationId}`; no body for a refusal without a code.
[[nodiscard]] rest::HttpResponse answerRefusal(const Refusal& refusal,
                                               const std::string& correlationId);

}  // namespace mobilepay::simulator
