#include "driver/lane/flow_run.h"

#include "driver/core/error.h"
#include "driver/core/text.h"

#include <exception>

#include <gsl/gsl>

namespace mobilepay::lane {
namespace {

constexpr std::size_t longestWarning = 400;

template <class... Ts>
struct Overload : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Overload(Ts...) -> Overload<Ts...>;

/// Whatever a wallet stumbles over: for the flow no answer came, and what was asked may be done. A
/// till must not hear of a fault where money may have moved.
template <class Speak>
wallet::Conversation::Step guarded(const Speak& speak) {
    try {
        return speak();
    } catch (const std::exception& fault) {
        return wallet::NoAnswer{true, std::string("internal fault: ") + fault.what()};
    }
}

}  // namespace

FlowRun::FlowRun(std::unique_ptr<flow::Flow> flow, journal::Journal& journal,
                 wallet::Wallet& wallet, ProgressHandler progress, WarningHandler warn)
    : flow_(std::move(flow)),
      journal_(journal),
      wallet_(wallet),
      progress_(std::move(progress)),
      warn_(std::move(warn)) {
    Expects(flow_ != nullptr);
}

Errand::Need FlowRun::begin(const core::Now& now) {
    return perform(now, flow_->step(now, flow::Started{}));
}

Errand::Need FlowRun::answered(const core::Now& now, const rest::HttpResult& result) {
    Expects(conversation_ != nullptr);
    return converse(now, guarded([&] { return conversation_->answered(now, result); }));
}

Errand::Need FlowRun::due(const core::Now& now) {
    if (conversation_ != nullptr)
        return converse(now, guarded([&] { return conversation_->next(now); }));
    return perform(now, flow_->step(now, flow::Due{}));
}

Errand::Need FlowRun::abort(const core::Now& now) {
    if (std::holds_alternative<Over>(need_)) return need_;
    flow::Actions actions = flow_->step(now, flow::AbortRequested{});
    if (actions.empty()) return need_;
    // A flow that has a call under way remembers the abort; only one that waits acts on it.
    Expects(conversation_ == nullptr);
    return perform(now, std::move(actions));
}

Errand::Need FlowRun::perform(const core::Now& now, flow::Actions actions) {
    for (std::size_t next = 0; next < actions.size();) {
        const flow::Action action = std::move(actions[next++]);
        if (const auto event = write(now, action)) {
            actions = flow_->step(now, *event);
            next = 0;
        } else if (const auto* request = std::get_if<flow::Request>(&action)) {
            conversation_ = wallet_.begin(request->call, request->giveUpAt);
            return converse(now, guarded([&] { return conversation_->next(now); }));
        } else if (const auto* wait = std::get_if<flow::WaitUntil>(&action)) {
            return need_ = rest::WaitUntil{wait->when};
        } else if (const auto* progress = std::get_if<flow::Progress>(&action)) {
            if (progress_) progress_(progress->stage, progress->payment);
        } else if (const auto* tell = std::get_if<flow::Tell>(&action)) {
            verdict_ = tell->verdict;
        } else if (const auto* end = std::get_if<flow::End>(&action)) {
            end_ = *end;
            return need_ = Over{};
        }
    }
    Ensures(false && "a flow's actions end with one that is answered, or with End");
    return need_;
}

Errand::Need FlowRun::converse(const core::Now& now, wallet::Conversation::Step step) {
    if (auto* send = std::get_if<rest::Send>(&step)) return need_ = std::move(*send);
    if (const auto* wait = std::get_if<rest::WaitUntil>(&step)) return need_ = *wait;
    conversation_.reset();
    auto& answer = std::get<wallet::Answer>(step);
    warn(wallet::troubleIn(answer));
    return perform(now, flow_->step(now, flow::Answered{std::move(answer)}));
}

/// What the server sent is quoted by the wallet, never secrets; here it cannot forge lines.
void FlowRun::warn(const std::string& text) {
    if (text.empty() || !warn_ || !warned_.insert(text).second) return;
    warn_(core::printableAscii(text, longestWarning));
}

/// The event that answers a write; nothing when the action is no write.
std::optional<flow::Event> FlowRun::write(const core::Now& now, const flow::Action& action) {
    using Written = std::optional<flow::Event>;
    try {
        return std::visit(Overload{[&](const flow::WritePromise& a) -> Written {
                                       journal_.promise(a.record);
                                       return flow::Written{};
                                   },
                                   [&](const flow::WriteDecision& a) -> Written {
                                       const auto stands = journal_.decide(a.orderId, a.decision,
                                                                           a.payment, a.refund);
                                       if (stands != a.decision)
                                           return flow::DecisionStands{stands};
                                       return flow::Written{};
                                   },
                                   [&](const flow::WriteOutcome& a) -> Written {
                                       journal_.conclude(a.orderId, a.outcome, a.code, a.detail,
                                                         a.payment, a.refund, now.wall);
                                       return flow::Written{};
                                   },
                                   [](const auto&) -> Written { return std::nullopt; }},
                          action);
    } catch (const core::JournalError& error) {
        return flow::WriteFailed{error.what(), error.mayComeBack()};
    }
}

}  // namespace mobilepay::lane
