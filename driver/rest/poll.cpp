#include "driver/rest/poll.h"

#include "driver/rest/backoff.h"

namespace mobilepay::rest {

PollSchedule::PollSchedule(PollPolicy policy, gsl::not_null<core::Random*> random)
    : policy_(policy), random_(random) {}

core::MonoTime PollSchedule::answered(core::MonoTime receipt, core::Milliseconds pollDelay) {
    if (pollDelay.count() < 0) return unanswered(receipt);
    lastDelay_ = pollDelay;
    unansweredInARow_ = 0;
    return receipt + pollDelay;
}

core::MonoTime PollSchedule::unanswered(core::MonoTime when) {
    if (lastDelay_) return when + *lastDelay_;
    return when + backOff(policy_.firstDelay, policy_.maxDelay, unansweredInARow_++, *random_);
}

}  // namespace mobilepay::rest
