#include "driver/lane/till_call.h"

#include "driver/core/code.h"
#include "driver/core/error.h"
#include "driver/flow/completion.h"
#include "driver/flow/refund.h"
#include "driver/flow/refusals.h"
#include "driver/flow/sale.h"
#include "driver/flow/settlement.h"
#include "driver/flow/void.h"

#include <algorithm>

namespace mobilepay::lane {
namespace {

using Kind = flow::Verdict::Kind;

wallet::CaptureDelay captureDelayOf(const std::string& setting) {
    if (setting == "LessThan24Hours") return wallet::CaptureDelay::lessThan24Hours;
    return setting == "LessThan14Days" ? wallet::CaptureDelay::lessThan14Days
                                       : wallet::CaptureDelay::none;
}

/// Only a payment that may exist at the point of sale without our knowing its id keeps a new one
/// from being made.
bool isUnresolvedCreate(const journal::Record& row) {
    const bool undecided =
        row.decision == journal::Decision::none || row.decision == journal::Decision::cancel;
    return makesPayment(row.kind) && undecided && row.outcome == journal::Outcome::open;
}

/// The till knows the payment as approved.
bool isDecidedCapture(const journal::Record& row) {
    const bool takes = row.kind == Operation::sale || row.kind == Operation::completion;
    return takes && row.decision == journal::Decision::capture;
}

bool isVoid(Operation operation) {
    return operation == Operation::voidPreSale || operation == Operation::voidSale;
}

/// A void that is about to cancel: another one would be a second void of one payment in the books.
bool isCancelling(const journal::Record& row) {
    return isVoid(row.kind) && row.key.empty() && row.decision == journal::Decision::cancel;
}

/// It is cancelled as soon as the server lets it be; what is taken from it meanwhile would lose.
bool isToBeCancelled(const journal::Record& row) {
    return isUnresolvedCreate(row) || isCancelling(row);
}

}  // namespace

TillCall::TillCall(const Bench& bench, Request request, core::PointOfSaleId pointOfSale,
                   FlowRun::ProgressHandler progress, std::optional<core::MonoTime> deadline)
    : bench_(bench),
      request_(std::move(request)),
      pointOfSale_(std::move(pointOfSale)),
      progress_(std::move(progress)),
      orderId_(core::newOrderId(bench.profile.lane, bench.random)),
      key_(core::newGuid(bench.random)),
      deadline_(deadline) {
    requirePossible(request_, bench_.profile);
    training_ = request_.training;
    if (creates()) return;
    original_ = Reference::parse(request_.reference);
    if (madeInTraining(original_).value_or(training_) != training_)
        throw core::ConfigurationError(
            training_
                ? "reference '" + original_.text() +
                      "' is a real transaction; leave training mode to change it"
                : "reference '" + original_.text() +
                      "' was made in training mode and moved no money; enter training mode to "
                      "change it");
}

/// Unknown for an order id that this journal does not know: whoever is asked for it knows.
std::optional<bool> TillCall::madeInTraining(const Reference& reference) const {
    if (!reference.payment.empty()) return reference.training();
    const auto row = bench_.journal.find(reference.order);
    return row ? std::optional(row->training) : std::nullopt;
}

bool TillCall::creates() const {
    return makesPayment(request_.operation);
}

wallet::Wallet& TillCall::wallet() const {
    return training_ ? bench_.training : bench_.live;
}

std::unique_ptr<Errand> TillCall::next(const core::Now& now) {
    switch (phase_) {
        case Phase::start:
            if (!deadline_) deadline_ = now.mono + timeout();
            if (aborted()) return stopped();
            return creates() ? clearTheWay(now) : findOriginal(now);
        case Phase::settlingOriginal:
            noteSettled();
            return aborted() ? stopped() : findOriginal(now);
        case Phase::findReserved:
        case Phase::findCaptured:
            return found(now, asked_->answer());
        case Phase::clearing:
            return clearTheWay(now);
        case Phase::learningTime:
            return learnedTime(now, asked_->answer());
        case Phase::flow:
            verdict_ = run_->verdict().value_or(verdict_);
            phase_ = Phase::over;
            return nullptr;
        case Phase::over:
            break;
    }
    return nullptr;
}

/// An order id (a slip's number) is looked up in our journal, then at the server. What our journal
/// holds as not resolved is finished first: it may be about to be cancelled.
std::unique_ptr<Errand> TillCall::findOriginal(const core::Now& now) {
    if (original_.payment.empty()) {
        const auto row = bench_.journal.find(original_.order);
        const bool unresolved = row && isUnresolvedCreate(*row) && row->payment.empty();
        if (row && !row->payment.empty())
            original_.payment = row->payment;
        else if (wallet().traits().identityIsOurs)
            original_.payment = core::PaymentId(original_.order.text());
        else if (unresolved && phase_ == Phase::start) {
            phase_ = Phase::settlingOriginal;
            return settle(*row);
        } else if (unresolved && request_.operation == Operation::completion)
            return notResolved(*row, core::code::earlierUnresolved, "the cancel of it");
        else
            return find(false);
    }
    for (auto& row : bench_.journal.findByPayment(original_.payment))
        if (row.outcome == journal::Outcome::open) inTheWay_.push_back(std::move(row));
    return clearTheWay(now);
}

std::unique_ptr<Errand> TillCall::find(bool captured) {
    phase_ = captured ? Phase::findCaptured : Phase::findReserved;
    auto question = std::make_unique<Ask>(
        wallet(), wallet::FindPayments{{}, original_.order, captured}, deadline_);
    asked_ = question.get();
    return question;
}

std::unique_ptr<Errand> TillCall::found(const core::Now& now, const wallet::Answer& answer) {
    if (aborted()) return stopped();
    if (const auto* list = std::get_if<wallet::PaymentsFound>(&answer)) {
        if (!list->payments.empty()) {
            original_.payment = list->payments.front();
            named_ = original_.order;
            return findOriginal(now);
        }
        if (phase_ == Phase::findReserved) return find(true);
        return tell(Kind::refused, core::code::notFound,
                    "no payment has order id '" + original_.order.text() + "'");
    }
    if (const auto* refused = std::get_if<wallet::Refused>(&answer))
        return tell(Kind::refused, refused->code, refused->text);
    return tell(Kind::notSent, core::code::notSent,
                "the server cannot be asked for order id '" + original_.order.text() +
                    "': " + wallet::troubleIn(answer));
}

/// Finishes, one by one, what must be finished first; the second look decides whether it was.
std::unique_ptr<Errand> TillCall::clearTheWay(const core::Now& now) {
    if (phase_ != Phase::clearing && creates()) {
        for (auto& row : bench_.journal.openRows())
            if (isUnresolvedCreate(row) && row.training == training_)
                inTheWay_.push_back(std::move(row));
    }
    phase_ = Phase::clearing;
    noteSettled();
    if (aborted()) return stopped();
    if (!inTheWay_.empty() && now.mono < *deadline_) {
        auto row = std::move(inTheWay_.front());
        inTheWay_.pop_front();
        return settle(std::move(row));
    }
    if (const auto row = stillInTheWay()) {
        if (isDecidedCapture(*row))
            return notResolved(*row, core::code::capturePending, "the capture of it");
        return notResolved(*row, core::code::earlierUnresolved,
                           creates() ? "an earlier payment" : "the cancel of it");
    }
    return learnTime(now);
}

std::unique_ptr<Errand> TillCall::notResolved(const journal::Record& row, std::string code,
                                              const std::string& what) {
    const auto why = standing_.find(row.orderId);
    return tell(Kind::notSent, std::move(code),
                what + " (" + row.orderId.text() + ") is not resolved yet; nothing was sent" +
                    (why == standing_.end() ? "" : ": " + why->second));
}

std::unique_ptr<Errand> TillCall::settle(journal::Record row) {
    settling_ = row;
    auto run = std::make_unique<FlowRun>(
        std::make_unique<flow::Settlement>(wallet().traits(), std::move(row), deadline_),
        bench_.journal, wallet(), FlowRun::ProgressHandler(), bench_.warn);
    run_ = run.get();
    return run;
}

void TillCall::noteSettled() {
    if (run_ == nullptr) return;
    const auto finding = report(bench_, *settling_, *run_);
    if (finding.row.outcome == journal::Outcome::open)
        standing_[settling_->orderId] = finding.detail;
    run_ = nullptr;
}

/// What keeps this call from going on: a create without an id keeps a new one from being made; a
/// decision to take the very payment, which no other request overrides; for a completion what is to
/// cancel it, for a void another one.
std::optional<journal::Record> TillCall::stillInTheWay() const {
    const auto stands = [this](const journal::Record& row) {
        if (row.outcome != journal::Outcome::open || row.training != training_) return false;
        if (creates()) return isUnresolvedCreate(row) && row.payment.empty();
        const bool completes = request_.operation == Operation::completion;
        return isDecidedCapture(row) || (completes && isToBeCancelled(row)) ||
               (isVoid(request_.operation) && isCancelling(row));
    };
    const auto rows =
        creates() ? bench_.journal.openRows() : bench_.journal.findByPayment(original_.payment);
    const auto found = std::find_if(rows.begin(), rows.end(), stands);
    return found == rows.end() ? std::nullopt : std::optional(*found);
}

/// What needs the server's time learns it by a question that changes nothing. Mostly the look-up of
/// the point of sale has told it before; what refers to an original asks for that first.
std::unique_ptr<Errand> TillCall::learnTime(const core::Now& now) {
    if (!creates() || training_) return runFlow();
    if (pointOfSale_.empty())
        return tell(Kind::notSent, core::code::noPointOfSale,
                    "the point of sale '" + bench_.profile.merchantPosId +
                        "' has not been seen at the server yet");
    if (now.serverKnown) return runFlow();
    phase_ = Phase::learningTime;
    auto question =
        std::make_unique<Ask>(wallet(), wallet::QueryPointOfSale{pointOfSale_}, deadline_);
    asked_ = question.get();
    return question;
}

std::unique_ptr<Errand> TillCall::learnedTime(const core::Now& now, const wallet::Answer& answer) {
    if (aborted()) return stopped();
    if (now.serverKnown || std::holds_alternative<wallet::PointOfSaleView>(answer))
        return runFlow();
    // The token's no, a gateway's no, rubbish from on the way: none of them tells the time.
    const auto* refused = std::get_if<wallet::Refused>(&answer);
    if (refused != nullptr && refused->meaning == wallet::Refused::Meaning::unauthorised)
        return tell(Kind::misconfigured, flow::codeOf(*refused),
                    "nothing was sent: " + refused->text);
    return tell(Kind::notSent, core::code::notSent,
                "the server cannot be asked for its time; nothing was sent: " +
                    (refused != nullptr ? refused->text : wallet::troubleIn(answer)));
}

std::unique_ptr<Errand> TillCall::runFlow() {
    phase_ = Phase::flow;
    auto run =
        std::make_unique<FlowRun>(makeFlow(), bench_.journal, wallet(), progress_, bench_.warn);
    run_ = run.get();
    return run;
}

std::unique_ptr<flow::Flow> TillCall::makeFlow() {
    switch (request_.operation) {
        case Operation::sale:
            return std::make_unique<flow::Sale>(terms(), paymentOrder());
        case Operation::preSale:
            return std::make_unique<flow::PreSale>(terms(), paymentOrder());
        case Operation::completion:
            return std::make_unique<flow::Completion>(
                terms(), flow::CompletionOrder{order(), original_.payment, request_.amount});
        case Operation::voidPreSale:
            return std::make_unique<flow::Void>(terms(), flow::Voided::preSale, voidOrder());
        case Operation::voidSale:
            return std::make_unique<flow::Void>(terms(), flow::Voided::sale, voidOrder());
        case Operation::refund:
            break;
    }
    const wallet::RefundRequest wanted{original_.payment, orderId_, request_.amount};
    return std::make_unique<flow::Refund>(
        terms(), flow::RefundOrder{order(), original_.payment, key_, wallet().seal(wanted),
                                   request_.amount});
}

core::Milliseconds TillCall::timeout() const {
    return request_.timeout.value_or(bench_.profile.timeout);
}

flow::Terms TillCall::terms() const {
    // A till that is in a hurry still gives its shopper half of the time.
    const auto reserve = std::min(bench_.profile.cancelReserve, timeout() / 2);
    return {wallet().traits(), *deadline_, reserve, bench_.profile.lane + "-"};
}

flow::Order TillCall::order() const {
    return {bench_.profile.lane, orderId_, pointOfSale_, request_.tillNumber, training_, named_};
}

flow::PaymentOrder TillCall::paymentOrder() const {
    const wallet::PaymentRequest wanted{
        pointOfSale_,
        orderId_,
        request_.amount,
        request_.captureDelay.value_or(captureDelayOf(bench_.profile.captureDelay)),
        request_.label,
        request_.restrictions,
        {}};
    return {order(), key_, wallet().seal(wanted), request_.amount};
}

flow::VoidOrder TillCall::voidOrder() const {
    const auto seal = [&wallet = wallet()](const wallet::RefundRequest& wanted) {
        return wallet.seal(wanted);
    };
    std::optional<core::Money> captured;
    for (const auto& row : bench_.journal.findByPayment(original_.payment))
        if ((row.kind == Operation::completion || row.kind == Operation::sale) &&
            row.outcome == journal::Outcome::approved)
            captured = row.amount;
    const auto& profile = bench_.profile;
    return {order(),
            original_.payment,
            request_.amount,
            core::newOrderId(profile.lane, bench_.random),
            core::IdempotencyKey(core::newGuid(bench_.random)),
            seal,
            captured};
}

std::unique_ptr<Errand> TillCall::stopped() {
    return tell(Kind::aborted, core::code::aborted, "stopped before anything was sent");
}

std::unique_ptr<Errand> TillCall::tell(Kind kind, std::string code, std::string detail) {
    verdict_.kind = kind;
    verdict_.code = std::move(code);
    verdict_.detail = std::move(detail);
    verdict_.payment = original_.payment;
    phase_ = Phase::over;
    return nullptr;
}

Result TillCall::result(const core::Now& now) const {
    Result result{verdict_, request_.operation, request_.amount, request_.tillNumber,
                  {},       now.wall,           training_};
    const bool referable = verdict_.kind == Kind::approved ||
                           verdict_.kind == Kind::approvedCapturePending ||
                           verdict_.kind == Kind::unknown;
    if (referable) result.reference = Reference{verdict_.payment, verdict_.orderId}.text();
    return result;
}

}  // namespace mobilepay::lane
