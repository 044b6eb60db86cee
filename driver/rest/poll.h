#pragma once

#include "driver/core/clock.h"
#include "driver/core/ids.h"

#include <optional>

#include <gsl/gsl>

namespace mobilepay::rest {

/// The waits between polls while the server has not yet named a delay: exponential with jitter,
/// drawn from the upper half.
struct PollPolicy {
    core::Milliseconds firstDelay{500};
    core::Milliseconds maxDelay{5000};
};

/// When to poll one resource next (v10 Call Throttling): exactly the last `pollDelayInMs` after the
/// receipt of an answer, never sooner. Without an answer the last known delay counts from the
/// failure; when none is known, an exponential back-off. Not thread-safe; `random` outlives it.
class PollSchedule {
public:
    PollSchedule(PollPolicy policy, gsl::not_null<core::Random*> random);

    /// An answer came at `receipt` and named `pollDelay`. Returns the next instant. A
    /// delay that no server could mean (`core::meantDelay`) counts as not named.
    core::MonoTime answered(core::MonoTime receipt, core::Milliseconds pollDelay);
    /// No usable answer came; known at `when`. Returns the next instant.
    core::MonoTime unanswered(core::MonoTime when);

private:
    PollPolicy policy_;
    gsl::not_null<core::Random*> random_;
    std::optional<core::Milliseconds> lastDelay_;
    int unansweredInARow_ = 0;
};

}  // namespace mobilepay::rest
