#include "tests/simulator/handler/settings.h"

namespace mobilepay::simulator {
namespace {

constexpr std::int64_t longest = 366LL * 24 * 3600 * 1000;
constexpr std::int64_t most = 1'000'000;

core::Milliseconds span(const Body& body, std::string_view field, core::Milliseconds otherwise) {
    return core::Milliseconds{body.optionalInteger(field, 0, longest).value_or(otherwise.count())};
}

}  // namespace

Fault readFault(const JsonValue& json) {
    const Body body(json, {"kind", "method", "path", "nth", "times", "delayMs", "status", "code"});
    Fault fault;
    const auto kind = faultKindNamed(body.text("kind"));
    if (!kind)
        throw Refused{refuse(1099,
                             "kind: delay, late-work, drop-before, drop-after, error, error-after, "
                             "malformed, slow, cut or unauthorized")};
    fault.kind = *kind;
    fault.method = body.optionalText("method").value_or("");
    fault.path = body.optionalText("path").value_or("");
    fault.nth = static_cast<std::size_t>(body.optionalInteger("nth", 1, most).value_or(1));
    fault.times = static_cast<std::size_t>(body.optionalInteger("times", 0, most).value_or(1));
    fault.delay =
        span(body, "delayMs",
             *kind == FaultKind::slow ? core::Milliseconds{50} : core::Milliseconds{1000});
    fault.status = static_cast<int>(body.optionalInteger("status", 400, 599).value_or(500));
    fault.code = static_cast<int>(body.optionalInteger("code", 0, 9999).value_or(2000));
    return fault;
}

Script readScript(const Body& body) {
    Script script;
    const auto deed = deedNamed(body.text("deed"));
    if (!deed) throw Refused{refuse(1099, "deed: approve, decline, walk-away or absent")};
    script.deed = *deed;
    script.checkInAfter = span(body, "checkInAfterMs", script.checkInAfter);
    script.answerAfter = span(body, "answerAfterMs", script.answerAfter);
    script.lastMoment = body.optionalFlag("lastMoment").value_or(false);
    script.phone = body.optionalText("phoneNumber").value_or("");
    return script;
}

}  // namespace mobilepay::simulator
