#pragma once

#include "driver/core/clock.h"
#include "driver/rest/http.h"
#include "tests/simulator/handler/handler.h"

#include <string>
#include <string_view>

namespace mobilepay::simulator {

/// One exchange as a line of JSON (without the line's end), for checkers of the wire:
/// `{"at","method","url","requestHeaders":[["name","value"]...],"requestBody","fault","status",
/// "responseHeaders","responseBody"}`. `fault` is missing where nothing went wrong; `status` and
/// what follows where no whole answer was sent. Credentials, phone numbers and tokens of customers
/// are masked, and so are both bodies of the token endpoint.
[[nodiscard]] std::string exchangeLine(core::WallTime at, const rest::HttpRequest& request,
                                       const Exchange& exchange, std::string_view fault);

}  // namespace mobilepay::simulator
