#pragma once

#include "driver/flow/flow.h"

#include <coroutine>
#include <map>
#include <optional>
#include <string>

namespace mobilepay::flow {

/// How a write ended. `text` says why it failed; for `mayComeBack` see `WriteFailed`.
struct WriteResult {
    bool durable = false;
    std::string text;
    bool mayComeBack = false;
};

/// Which decision stands after the try to write one; nothing when the write failed.
struct DecisionResult {
    std::optional<journal::Decision> stands;
    std::string text;
};

/// When one thing at the server may be asked about again (v10 Call Throttling): the last delay that
/// the server named, counted from the receipt of the answer; without an answer the last known
/// delay, counted from the failure.
class Pace {
public:
    explicit Pace(core::Milliseconds firstDelay);
    /// Something came back, or nothing did. See `core::meantDelay`.
    void heard(core::MonoTime at, std::optional<core::Milliseconds> named);
    /// Unset: at once.
    [[nodiscard]] std::optional<core::MonoTime> next() const noexcept { return next_; }
    [[nodiscard]] core::Milliseconds delay() const noexcept { return delay_; }

private:
    core::Milliseconds delay_;
    std::optional<core::MonoTime> next_;
};

/// Between a procedure and the outside: collects the actions it wants and wakes it with the event
/// that answers them. Everything awaited here suspends the whole flow. Not thread-safe.
class Exchange {
public:
    /// `firstPollDelay`: where the server never said one.
    explicit Exchange(core::Milliseconds firstPollDelay) : firstPollDelay_(firstPollDelay) {}
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    // ---- for procedures ----

    /// As of the last event.
    [[nodiscard]] const core::Now& now() const noexcept { return now_; }
    /// The till wants to stop, and said so at any time before.
    [[nodiscard]] bool abortRequested() const noexcept { return abortRequested_; }
    /// Of the payment or refund with that id.
    [[nodiscard]] Pace& pace(const std::string& id);

    /// What `co_await` on one of the following returns.
    template <class Result>
    class Reply;

    [[nodiscard]] Reply<WriteResult> promise(journal::Record record);
    [[nodiscard]] Reply<DecisionResult> decide(WriteDecision decision);
    [[nodiscard]] Reply<WriteResult> conclude(WriteOutcome outcome);
    /// `giveUpAt`: no attempt starts later.
    [[nodiscard]] Reply<wallet::Answer> ask(wallet::Call call,
                                            std::optional<core::MonoTime> giveUpAt);
    /// Ends at `when` (at once, when that is past) or with a request to abort, an earlier one too.
    [[nodiscard]] Reply<void> wait(core::MonoTime when);
    /// Ends at `when` (at once, when that is past), whatever the till asks.
    [[nodiscard]] Reply<void> pause(core::MonoTime when);

    /// Says so once per change.
    void progress(Progress::Stage stage, const core::PaymentId& payment);
    /// The detail of what can be explained by it gets what came last instead of an answer.
    void tell(Verdict verdict);
    void end(bool settled, std::string detail = {}, bool needsPerson = false);

    // ---- for `Script` ----

    /// Takes the event in and wakes what waits for it. An abort that nothing waits for is
    /// remembered. Precondition (Expects): the event answers the last action, or is AbortRequested.
    void deliver(const core::Now& now, const Event& event);
    /// Takes in the time of the first event, or an abort; wakes nothing.
    void note(const core::Now& now, const Event& event);
    /// What has been wanted since the last call.
    [[nodiscard]] Actions drain();

private:
    enum class Awaited { nothing, write, decision, answer, wait, pause };
    void want(Action action, Awaited awaited);
    [[nodiscard]] bool answers(const Event& event) const;
    void sleepUntil(core::MonoTime when, Awaited awaited);
    void hear(const wallet::Answer& answer);
    [[nodiscard]] std::string explained(std::string detail) const;

    core::Milliseconds firstPollDelay_;
    core::Now now_;
    bool abortRequested_ = false;
    Actions actions_;
    Awaited awaited_ = Awaited::nothing;
    core::MonoTime wakeAt_;
    journal::Decision askedFor_ = journal::Decision::none;
    std::coroutine_handle<> sleeper_;
    const Event* event_ = nullptr;  ///< while it is delivered
    std::optional<Progress> lastProgress_;
    /// What came last instead of an answer; empty once the payment or refund is in view again.
    std::string trouble_;
    std::map<std::string, Pace> paces_;
};

template <class Result>
class [[nodiscard]] Exchange::Reply {
public:
    explicit Reply(Exchange& exchange) noexcept : exchange_(exchange) {}
    /// Only a wait that has nothing to wait for is over before it began.
    [[nodiscard]] bool await_ready() const noexcept {
        return exchange_.awaited_ == Awaited::nothing;
    }
    void await_suspend(std::coroutine_handle<> sleeper) noexcept { exchange_.sleeper_ = sleeper; }
    Result await_resume();

private:
    Exchange& exchange_;
};

template <>
WriteResult Exchange::Reply<WriteResult>::await_resume();
template <>
DecisionResult Exchange::Reply<DecisionResult>::await_resume();
template <>
wallet::Answer Exchange::Reply<wallet::Answer>::await_resume();
template <>
void Exchange::Reply<void>::await_resume();

}  // namespace mobilepay::flow
