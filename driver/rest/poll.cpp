#include "driver/rest/poll.h"

#include "driver/core/poll_delay.h"
#include "driver/rest/backoff.h"

namespace mobilepay::rest {

PollSchedule::PollSchedule(PollPolicy policy, gsl::not_null<core::Random*> random)
    : policy_(policy), random_(random) {}

core::MonoTime PollSchedule::answered(core::MonoTime receipt, core::Milliseconds pollDelay) {
    const auto meant = core::meantDelay(pollDelay);
    if (!meant) return unanswered(receipt);
    lastDelay_ = meant;
    unansweredInARow_ = 0;
    return receipt + *meant;
}

core::MonoTime PollSchedule::unanswered(core::MonoTime when) {
    if (lastDelay_) return when + *lastDelay_;
    return when + backOff(policy_.firstDelay, policy_.maxDelay, unansweredInARow_++, *random_);
}

}  // namespace mobilepay::rest
