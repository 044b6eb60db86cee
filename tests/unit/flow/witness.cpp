#include "tests/unit/flow/witness.h"

#include "tests/unit/flow/words.h"

#include <utility>

namespace mobilepay::flow {
namespace {

using journal::Decision;
using journal::Outcome;
using Kind = Verdict::Kind;

bool isFinal(wallet::PaymentStatus status) {
    return status == wallet::PaymentStatus::declined ||
           status == wallet::PaymentStatus::cancelledByUs ||
           status == wallet::PaymentStatus::cancelledByWallet ||
           status == wallet::PaymentStatus::expired;
}

bool isFinal(wallet::RefundStatus status) {
    return status == wallet::RefundStatus::cancelledByUs ||
           status == wallet::RefundStatus::cancelledByWallet;
}

template <class Call>
const Call* callIn(const std::optional<Action>& action) {
    const auto* request = action ? std::get_if<Request>(&*action) : nullptr;
    return request ? std::get_if<Call>(&request->call) : nullptr;
}

}  // namespace

Witness::Witness(std::optional<Terms> terms, wallet::Traits traits,
                 std::optional<journal::Record> row)
    : terms_(std::move(terms)), traits_(traits) {
    if (!row) return;
    currentId_ = row->orderId;
    mayExist_ = true;
    journal_.emplace(row->orderId, *row);
}

void Witness::holds(bool rule, const std::string& words) {
    if (!rule) broken_.push_back(words);
}

journal::Record* Witness::current() {
    const auto found = journal_.find(currentId_);
    return found == journal_.end() ? nullptr : &found->second;
}

std::vector<Witness::Reply> Witness::replies() const {
    std::vector<Reply> all;
    if (const auto* write = std::get_if<WriteDecision>(&*pending_)) {
        const auto found = journal_.find(write->orderId);
        const Decision stands = found == journal_.end() ? Decision::none : found->second.decision;
        if (stands != Decision::none && stands != write->decision)
            return {{DecisionStands{stands}}, {WriteFailed{"disk full"}}};
        return {{Written{}}, {WriteFailed{"disk full"}}, {WriteFailed{"disk full"}, true}};
    }
    return {{Written{}}, {WriteFailed{"disk full"}}};
}

void Witness::writeAnyway() {
    makeDurable();
    phantom_ = true;
}

void Witness::makeDurable() {
    if (const auto* promise = std::get_if<WritePromise>(&*pending_)) {
        currentId_ = promise->record.orderId;
        journal_.emplace(currentId_, promise->record);
    } else if (const auto* decision = std::get_if<WriteDecision>(&*pending_)) {
        journal_.at(decision->orderId).decision = decision->decision;
        if (!decision->payment.empty()) journal_.at(decision->orderId).payment = decision->payment;
        if (!decision->refund.empty()) journal_.at(decision->orderId).refund = decision->refund;
    } else if (const auto* outcome = std::get_if<WriteOutcome>(&*pending_)) {
        journal_.at(outcome->orderId).outcome = outcome->outcome;
    }
}

void Witness::sees(const core::Now& now, const Event& event) {
    if (std::holds_alternative<Written>(event)) makeDurable();
    if (std::holds_alternative<AbortRequested>(event)) aborted_ = true;
    if (std::holds_alternative<DecisionStands>(event)) phantom_ = false;  // now the flow knows
    const auto* decision = pending_ ? std::get_if<WriteDecision>(&*pending_) : nullptr;
    if (decision != nullptr && decision->decision == Decision::cancel &&
        (std::holds_alternative<Written>(event) || std::holds_alternative<WriteFailed>(event)))
        leaving_ = true;
    if (const auto* answered = std::get_if<Answered>(&event)) seesAnswer(now, answered->answer);
}

void Witness::seesAnswer(const core::Now& now, const wallet::Answer& answer) {
    const bool yes = std::holds_alternative<wallet::Done>(answer);
    const auto* refused = std::get_if<wallet::Refused>(&answer);
    const auto* silence = std::get_if<wallet::NoAnswer>(&answer);
    const bool surelyNot =
        (refused && !refused->earlierAttemptMayArrive) || (silence && !silence->maybeDone);
    const bool creates =
        callIn<wallet::CreatePayment>(pending_) || callIn<wallet::CreateRefund>(pending_);
    if (creates && !surelyNot) mayExist_ = true;
    if (const auto* created = std::get_if<wallet::PaymentCreated>(&answer))
        made_ = created->payment;
    if (callIn<wallet::CreateRefund>(pending_) &&
        std::holds_alternative<wallet::RefundCreated>(answer)) {
        refundSeen_ = true;
        if (!traits_.refundInTwoSteps) confirmed_ = true;
    }
    const auto* capture = callIn<wallet::CapturePayment>(pending_);
    if (yes && ((capture && !onlyAsks(*capture)) || callIn<wallet::CaptureRefund>(pending_)))
        confirmed_ = true;
    if (refused && captures_ > 0 && !creates) captureRefused_ = true;
    const auto* ours = callIn<wallet::CancelPayment>(pending_);
    if (yes && ((ours && ours->payment != core::PaymentId("other")) ||
                callIn<wallet::CancelRefund>(pending_))) {
        seesGone();
    }
    const auto* found = callIn<wallet::FindPayments>(pending_);
    if (found && found->captured && !found->orderId.empty() &&
        std::holds_alternative<wallet::PaymentsFound>(answer))
        mayExist_ = false;  // nothing in the second list: the flow asks for it only then
    if (callIn<wallet::FindRefunds>(pending_)) mayExist_ = false;
    if (creates && surelyNot && traits_.identityIsOurs) mayExist_ = false;
    const auto note = [&](const std::string& asked, std::optional<core::Milliseconds> delay) {
        if (delay && delay->count() > 0) delays_[asked] = *delay;
        const auto known = delays_.find(asked);
        if (known != delays_.end()) notBefore_[asked] = now.mono + known->second;
    };
    if (const auto* query = callIn<wallet::QueryPayment>(pending_)) {
        const auto* view = std::get_if<wallet::PaymentView>(&answer);
        note(query->payment.text(), view ? view->pollDelay : std::nullopt);
        captured_ = captured_ || (view && view->payment == query->payment &&
                                  view->status == wallet::PaymentStatus::captured);
        // Without a row it is the original; found by a search, it may be another order's.
        const bool aboutTheRow = view && view->payment == query->payment && current() &&
                                 (!current()->payment.empty() ||
                                  view->orderId == current()->orderId || view->payment == made_);
        if (aboutTheRow) {
            if (isFinal(view->status)) seesGone();
            if (view->status == wallet::PaymentStatus::captured) confirmed_ = mayExist_ = true;
        }
    }
    if (const auto* query = callIn<wallet::QueryRefund>(pending_)) {
        const auto* view = std::get_if<wallet::RefundView>(&answer);
        note(query->refund.text(), view ? view->pollDelay : std::nullopt);
        if (view && isFinal(view->status)) seesGone();
        if (view && view->status == wallet::RefundStatus::captured) confirmed_ = mayExist_ = true;
    }
}

/// The server's last word counts, even where it contradicts an earlier one.
void Witness::seesGone() {
    gone_ = true;
    mayExist_ = confirmed_ = false;
}

void Witness::sees(const core::Now& now, const Actions& actions) {
    if (actions.empty()) return;  // an abort was remembered
    pending_.reset();
    for (std::size_t i = 0; i < actions.size(); ++i) {
        const Action& action = actions[i];
        const bool last = i + 1 == actions.size();
        const bool silent =
            std::holds_alternative<Progress>(action) || std::holds_alternative<Tell>(action);
        holds(silent != last, "the last action, and no other, is answered or the end");
        if (const auto* tell = std::get_if<Tell>(&action)) {
            holds(!told_, "the till is told once");
            told_ = tell->verdict;
        }
        if (const auto* request = std::get_if<Request>(&action)) judge(now, *request);
        if (const auto* write = std::get_if<WriteDecision>(&action))
            if (terms_ && write->decision != Decision::cancel)
                holds(now.mono < terms_->deadline - terms_->cancelReserve && !aborted_,
                      "nothing is taken or held after its time or against the till's wish");
        if (const auto* write = std::get_if<WriteOutcome>(&action))
            holds(write->outcome != Outcome::undone || !confirmed_,
                  "nothing that was captured is closed as undone");
        if (const auto* wait = std::get_if<WaitUntil>(&action)) {
            holds(wait->when > now.mono, "nothing is waited for that is past");
            if (terms_) holds(wait->when <= terms_->deadline, "no wait beyond the deadline");
        }
        if (const auto* end = std::get_if<End>(&action)) {
            over_ = true;
            holds(told_.has_value() == terms_.has_value(), "a till is told, recovery is not");
            if (told_) judge(*told_);
            if (!terms_ && end->settled)
                holds(current() && current()->outcome != Outcome::open, "settled is closed");
        }
    }
    pending_ = actions.back();
}

void Witness::judge(const core::Now& now, const Request& request) {
    const bool captures = std::holds_alternative<wallet::CapturePayment>(request.call) ||
                          std::holds_alternative<wallet::CaptureRefund>(request.call);
    const bool deed =
        (captures && !onlyAsks(request.call)) ||
        (!traits_.refundInTwoSteps && std::holds_alternative<wallet::CreateRefund>(request.call));
    if (terms_) {
        holds(request.giveUpAt && *request.giveUpAt <= terms_->deadline,
              "no request goes on beyond the deadline");
        holds(deed || now.mono < terms_->deadline, "nothing but a deed is asked at the deadline");
    }
    if (const auto* call = std::get_if<wallet::CreatePayment>(&request.call))
        judgeCreate(call->key, call->body.bytes, call->orderId, false);
    if (const auto* call = std::get_if<wallet::CreateRefund>(&request.call))
        judgeCreate(call->key, call->body.bytes, call->orderId, true);
    if (const auto* call = std::get_if<wallet::QueryPayment>(&request.call))
        judgePoll(now, call->payment.text());
    if (const auto* call = std::get_if<wallet::QueryRefund>(&request.call))
        judgePoll(now, call->refund.text());
    if (captures && deed) judgeCapture(now, request);
    const auto* cancel = std::get_if<wallet::CancelPayment>(&request.call);
    const bool own = (cancel && cancel->payment != core::PaymentId("other")) ||
                     std::holds_alternative<wallet::CancelRefund>(request.call);
    if (own && !phantom_)
        holds(current() && current()->decision != Decision::capture,
              "what is decided to be captured is never cancelled");
}

/// A capture of what is captured already changes nothing and tells how much it was.
bool Witness::onlyAsks(const wallet::Call& call) {
    const bool taking = current() && current()->decision == Decision::capture;
    return std::holds_alternative<wallet::CapturePayment>(call) && captured_ && !taking &&
           traits_.repeatedCaptureTells;
}

void Witness::judgeCreate(const core::IdempotencyKey& key, const std::string& bytes,
                          const core::OrderId& orderId, bool refund) {
    const journal::Record* row = current();
    holds(row && row->orderId == orderId, "nothing is created that was not promised");
    if (row == nullptr) return;
    holds(row->key == key, "a create carries the key of its promise");
    holds(row->body.empty() || row->body == bytes, "a create carries the bytes of its promise");
    holds(!bytes_ || *bytes_ == bytes, "a repeated create carries the same bytes");
    bytes_ = bytes;
    const bool decided = row->decision == Decision::capture;
    const bool oneStep = refund && !traits_.refundInTwoSteps;
    holds(phantom_ || decided == oneStep, "only a refund in one step is created once decided");
}

void Witness::judgeCapture(const core::Now&, const Request& request) {
    holds(current() && current()->decision == Decision::capture,
          "nothing is captured without a durable decision");
    holds(!leaving_, "nothing is captured after the decision to cancel");
    holds(++captures_ == 1 || !terms_, "a till waits for one capture");
    if (const auto* call = std::get_if<wallet::CapturePayment>(&request.call)) {
        holds(!terms_ || call->attempts == 1, "a till waits for one attempt");
        holds(current() && call->amount == current()->amount, "the promised amount is captured");
    }
}

void Witness::judgePoll(const core::Now& now, const std::string& id) {
    const auto known = notBefore_.find(id);
    holds(known == notBefore_.end() || now.mono >= known->second, "no poll is early");
}

void Witness::judge(const Verdict& verdict) {
    const journal::Record* row = current();
    const bool closed = row && row->outcome != Outcome::open;
    const bool decided = row && row->decision == Decision::capture;
    const bool paysBack = row && (row->kind == journal::Kind::refund ||
                                  (row->kind == journal::Kind::voidSale && !row->key.empty()));
    const bool open = verdict.kind == Kind::unknown ||
                      verdict.kind == Kind::approvedCapturePending ||
                      verdict.kind == Kind::approved;
    holds(!paysBack || open || closed || refundSeen_ || gone_,
          "a refund that recovery may make yet is not told as over");
    switch (verdict.kind) {
        case Kind::approved:
            holds(confirmed_ || gone_ || (row && row->decision == Decision::hold),
                  "approved is confirmed");
            break;
        case Kind::approvedCapturePending:
            holds(decided && !closed, "pending is decided and open");
            break;
        case Kind::unknown:
            holds(row && !closed, "unknown stays open");
            holds(phantom_ || !decided, "what is decided to be captured is never unknown");
            break;
        case Kind::notCaptured:
            holds(decided && captures_ == 1 && captureRefused_, "not captured is a definite no");
            break;
        case Kind::refused:
            holds(!decided || closed || captures_ == 1 || phantom_, "refused is never taken later");
            break;
        default:
            holds(phantom_ || !decided || closed, "told as not taken is never taken later");
            holds(!mayExist_ || row == nullptr || row->kind == journal::Kind::voidSale,
                  "told as not taken has nothing left at the server");
    }
}

}  // namespace mobilepay::flow
