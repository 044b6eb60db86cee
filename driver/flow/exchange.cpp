#include "driver/flow/exchange.h"

#include "driver/core/poll_delay.h"

#include <algorithm>
#include <utility>

#include <gsl/gsl>

namespace mobilepay::flow {
namespace {

/// Ends that no answer brought about.
bool followsSilence(Verdict::Kind kind) {
    using Kind = Verdict::Kind;
    return kind == Kind::approvedCapturePending || kind == Kind::timedOut ||
           kind == Kind::aborted || kind == Kind::notSent || kind == Kind::strangerActive ||
           kind == Kind::unknown;
}

bool followsSilence(journal::Outcome outcome) {
    using journal::Outcome;
    return outcome == Outcome::timedOut || outcome == Outcome::aborted ||
           outcome == Outcome::notSent;
}

}  // namespace

Pace::Pace(core::Milliseconds firstDelay) : delay_(std::max(firstDelay, core::Milliseconds{1})) {}

void Pace::heard(core::MonoTime at, std::optional<core::Milliseconds> named) {
    delay_ = core::meantDelay(named).value_or(delay_);
    next_ = at + delay_;
}

Pace& Exchange::pace(const std::string& id) {
    return paces_.try_emplace(id, firstPollDelay_).first->second;
}

void Exchange::want(Action action, Awaited awaited) {
    Expects(awaited_ == Awaited::nothing);
    actions_.push_back(std::move(action));
    awaited_ = awaited;
}

Exchange::Reply<WriteResult> Exchange::promise(journal::Record record) {
    want(WritePromise{std::move(record)}, Awaited::write);
    return Reply<WriteResult>(*this);
}

Exchange::Reply<DecisionResult> Exchange::decide(WriteDecision decision) {
    askedFor_ = decision.decision;
    want(std::move(decision), Awaited::decision);
    return Reply<DecisionResult>(*this);
}

Exchange::Reply<WriteResult> Exchange::conclude(WriteOutcome outcome) {
    if (followsSilence(outcome.outcome)) outcome.detail = explained(std::move(outcome.detail));
    want(std::move(outcome), Awaited::write);
    return Reply<WriteResult>(*this);
}

Exchange::Reply<wallet::Answer> Exchange::ask(wallet::Call call,
                                              std::optional<core::MonoTime> giveUpAt) {
    want(Request{std::move(call), giveUpAt}, Awaited::answer);
    return Reply<wallet::Answer>(*this);
}

Exchange::Reply<void> Exchange::wait(core::MonoTime when) {
    if (!abortRequested_) sleepUntil(when, Awaited::wait);
    return Reply<void>(*this);
}

Exchange::Reply<void> Exchange::pause(core::MonoTime when) {
    sleepUntil(when, Awaited::pause);
    return Reply<void>(*this);
}

void Exchange::sleepUntil(core::MonoTime when, Awaited awaited) {
    if (when <= now_.mono) return;
    wakeAt_ = when;
    want(WaitUntil{when}, awaited);
}

void Exchange::progress(Progress::Stage stage, const core::PaymentId& payment) {
    if (lastProgress_ && lastProgress_->stage == stage && lastProgress_->payment == payment) return;
    lastProgress_ = Progress{stage, payment};
    actions_.push_back(*lastProgress_);
}

void Exchange::tell(Verdict verdict) {
    if (followsSilence(verdict.kind)) verdict.detail = explained(std::move(verdict.detail));
    actions_.push_back(Tell{std::move(verdict)});
}

void Exchange::end(bool settled, std::string detail, bool needsPerson) {
    actions_.push_back(
        End{settled, settled ? std::move(detail) : explained(std::move(detail)), needsPerson});
}

void Exchange::hear(const wallet::Answer& answer) {
    const bool seen = std::holds_alternative<wallet::PaymentView>(answer) ||
                      std::holds_alternative<wallet::RefundView>(answer);
    if (auto trouble = wallet::troubleIn(answer); seen || !trouble.empty())
        trouble_ = std::move(trouble);
}

std::string Exchange::explained(std::string detail) const {
    if (trouble_.empty() || detail.find(trouble_) != std::string::npos) return detail;
    return detail + (detail.empty() ? "" : "; ") + "last trouble: " + trouble_;
}

bool Exchange::answers(const Event& event) const {
    const bool written =
        std::holds_alternative<Written>(event) || std::holds_alternative<WriteFailed>(event);
    switch (awaited_) {
        case Awaited::nothing:
            return false;
        case Awaited::write:
            return written;
        case Awaited::decision:
            return written || std::holds_alternative<DecisionStands>(event);
        case Awaited::answer:
            return std::holds_alternative<Answered>(event);
        case Awaited::wait:
        case Awaited::pause:
            return std::holds_alternative<Due>(event);
    }
    return false;
}

void Exchange::note(const core::Now& now, const Event& event) {
    now_ = now;
    if (std::holds_alternative<AbortRequested>(event)) abortRequested_ = true;
}

void Exchange::deliver(const core::Now& now, const Event& event) {
    note(now, event);
    if (std::holds_alternative<AbortRequested>(event)) {
        if (awaited_ != Awaited::wait) return;
    } else {
        Expects(answers(event));
        if (std::holds_alternative<Due>(event) && now.mono < wakeAt_) {
            actions_.emplace_back(WaitUntil{wakeAt_});  // woken too soon: a poll would be early
            return;
        }
    }
    awaited_ = Awaited::nothing;
    event_ = &event;
    const auto forget = gsl::finally([this] { event_ = nullptr; });
    std::exchange(sleeper_, {}).resume();
}

Actions Exchange::drain() {
    return std::exchange(actions_, {});
}

template <>
WriteResult Exchange::Reply<WriteResult>::await_resume() {
    if (const auto* failed = std::get_if<WriteFailed>(exchange_.event_))
        return {false, failed->text, failed->mayComeBack};
    return {true, {}, false};
}

template <>
DecisionResult Exchange::Reply<DecisionResult>::await_resume() {
    if (const auto* failed = std::get_if<WriteFailed>(exchange_.event_))
        return {std::nullopt, failed->text};
    if (const auto* other = std::get_if<DecisionStands>(exchange_.event_))
        return {other->decision, {}};
    return {exchange_.askedFor_, {}};
}

template <>
wallet::Answer Exchange::Reply<wallet::Answer>::await_resume() {
    const wallet::Answer& answer = std::get<Answered>(*exchange_.event_).answer;
    exchange_.hear(answer);
    return answer;
}

template <>
void Exchange::Reply<void>::await_resume() {}

}  // namespace mobilepay::flow
