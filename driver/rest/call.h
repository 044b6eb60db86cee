#pragma once

#include "driver/core/clock.h"
#include "driver/core/ids.h"
#include "driver/rest/http.h"
#include "driver/rest/step.h"
#include "driver/rest/token.h"

#include <optional>
#include <string>
#include <variant>

#include <gsl/gsl>

namespace mobilepay::rest {

/// The end of a call.
struct Finished {
    HttpResult result;
    /// How often the request itself was sent; token requests do not count.
    int requests = 0;
    /// At least one attempt may have reached the server without a definite answer: it failed after
    /// bytes had left, or was answered 5xx. After a final failure a changing call is then
    /// *unknown*.
    bool maybeReached = false;
};

/// What a call wants next.
using CallStep = std::variant<Send, WaitUntil, Finished>;

/// v10 Best Practices: 2 retries are suggested, 5 are the most allowed; exponential with jitter.
struct RetryPolicy {
    int retries = 2;  ///< 0..5
    /// The wait before the first retry; every further one doubles it, up to `maxDelay`. The actual
    /// wait is drawn from the upper half of that.
    core::Milliseconds firstDelay{200};
    core::Milliseconds maxDelay{2000};
};

/// One REST call with token, retry and time-out: no thread, no clock, no socket. Whoever drives it
/// calls `next`, does what it says, and hands every result to `answered`, until it is `Finished`.
///
/// Repeated are attempts that ended in a network failure or a 5xx, with the same bytes. A 401
/// renews the token and repeats once; that is no retry. Every other answer is final. Fetching the
/// token is part of the call (a failed fetch uses up a retry, a refused one ends the call), and as
/// long as only the token was asked for, the call was certainly not sent.
///
/// Not thread-safe; `tokens` is shared between calls of many threads, outlives the call and may be
/// waiting for another lane's fetch. `random` outlives the call too.
class Call {
public:
    /// `giveUpAt`: no attempt is started at or after it, and the time-outs of an attempt are cut to
    /// it. Expects 0 to 5 retries.
    Call(HttpRequest request, RetryPolicy policy, gsl::not_null<TokenSource*> tokens,
         gsl::not_null<core::Random*> random,
         std::optional<core::MonoTime> giveUpAt = std::nullopt);

    /// What to do now. After `Finished` it answers the same again.
    CallStep next(core::Now now);
    /// The result of the last `Send`, and what to do now. Expects that a `Send` is open.
    CallStep answered(core::Now now, const HttpResult& result);

private:
    enum class Open { nothing, token, request };

    CallStep answeredToken(core::Now now, const HttpResult& result);
    CallStep sendRequest(core::Now now, Header authorization);
    CallStep retryOr(core::Now now, HttpResult last);
    CallStep finish(HttpResult result);
    [[nodiscard]] bool tooLate(core::MonoTime when) const;
    [[nodiscard]] HttpRequest cutToTheEnd(HttpRequest request, core::Now now) const;

    HttpRequest request_;
    RetryPolicy policy_;
    gsl::not_null<TokenSource*> tokens_;
    gsl::not_null<core::Random*> random_;
    std::optional<core::MonoTime> giveUpAt_;

    Open open_ = Open::nothing;
    std::optional<core::MonoTime> notBefore_;
    std::optional<HttpResult> last_;  ///< what the last attempt ended in
    Header authorization_;            ///< of the attempt under way
    bool renewed_ = false;            ///< the one repetition after a 401 is used up
    int retriesUsed_ = 0;
    int requests_ = 0;
    bool maybeReached_ = false;
    std::optional<Finished> finished_;
};

}  // namespace mobilepay::rest
