#pragma once

#include "tests/simulator/handler/body.h"
#include "tests/simulator/handler/faults.h"
#include "tests/simulator/model/script.h"

namespace mobilepay::simulator {

/// A fault out of JSON:
/// `{"kind":"drop-after","method":"POST","path":"*/payments","nth":1,"times":1,
/// "delayMs":1000,"status":500,"code":2000}`; only `kind` is required. Throws `Refused`.
[[nodiscard]] Fault readFault(const JsonValue& json);

/// The shopper in a body that also holds other fields: `deed`, `checkInAfterMs`, `answerAfterMs`,
/// `lastMoment`, `phoneNumber`. Throws `Refused`.
[[nodiscard]] Script readScript(const Body& body);

}  // namespace mobilepay::simulator
