#include "tests/unit/upos/scripted_lane.h"

#include "driver/core/error.h"

#include <chrono>
#include <iomanip>
#include <sstream>

namespace mobilepay::upos::test {

ScriptedLane::ScriptedLane(registry::Profile profile) : profile_(std::move(profile)) {}

void ScriptedLane::will(std::vector<Kind> outcomes) {
    const std::lock_guard lock(mutex_);
    script_.assign(outcomes.begin(), outcomes.end());
}
void ScriptedLane::holdRequests() {
    const std::lock_guard lock(mutex_);
    hold_ = true;
}
void ScriptedLane::letGo() {
    const std::lock_guard lock(mutex_);
    hold_ = false;
    changed_.notify_all();
}
void ScriptedLane::onAbort(Kind outcome) {
    const std::lock_guard lock(mutex_);
    onAbort_ = outcome;
}
void ScriptedLane::beHeldBySomebody(bool held) {
    const std::lock_guard lock(mutex_);
    heldBySomebody_ = held;
}
void ScriptedLane::failEnableWith(std::string text) {
    const std::lock_guard lock(mutex_);
    enableFault_ = std::move(text);
}
void ScriptedLane::beReachable(bool reachable) {
    const std::lock_guard lock(mutex_);
    reachable_ = reachable;
}
void ScriptedLane::knows(lane::Row row) {
    const std::lock_guard lock(mutex_);
    rows_.push_back(std::move(row));
}
void ScriptedLane::hasUndelivered(std::vector<lane::Row> rows) {
    const std::lock_guard lock(mutex_);
    undelivered_ = std::move(rows);
}
void ScriptedLane::blockSettlementWith(std::string text) {
    const std::lock_guard lock(mutex_);
    settlementFault_ = std::move(text);
}
void ScriptedLane::checkInNobody() {
    const std::lock_guard lock(mutex_);
    nobody_ = true;
}

std::vector<lane::Request> ScriptedLane::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}
void ScriptedLane::remembersNothing() {
    const std::lock_guard lock(mutex_);
    forgetful_ = true;
}
int ScriptedLane::kept() const {
    const std::lock_guard lock(mutex_);
    return kept_;
}

std::vector<core::OrderId> ScriptedLane::handedOver() const {
    const std::lock_guard lock(mutex_);
    return heard_;
}
int ScriptedLane::aborts() const {
    const std::lock_guard lock(mutex_);
    return aborts_;
}
int ScriptedLane::probes() const {
    const std::lock_guard lock(mutex_);
    return probes_;
}
int ScriptedLane::releases() const {
    const std::lock_guard lock(mutex_);
    return releases_;
}

bool ScriptedLane::awaitRequest(std::size_t count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds{2},
                             [&] { return requests_.size() >= count; });
}

void ScriptedLane::claim(core::Milliseconds patience) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, patience, [this] { return !heldBySomebody_; }))
        throw core::LaneHeldError("held by pid 4711 (another till)");
}

void ScriptedLane::release() noexcept {
    const std::lock_guard lock(mutex_);
    ++releases_;
}

void ScriptedLane::enable() {
    const std::lock_guard lock(mutex_);
    if (!enableFault_.empty()) throw core::ConfigurationError(enableFault_);
}

lane::Result ScriptedLane::run(const lane::Request& request,
                               const lane::Lane::ProgressHandler& progress) {
    std::unique_lock lock(mutex_);
    requests_.push_back(request);
    aborted_ = false;
    changed_.notify_all();
    lock.unlock();
    if (progress) {
        progress(lane::Stage::created, core::PaymentId(paymentIdOf(requests_.size())));
        progress(lane::Stage::waitingForShopper, {});
    }
    lock.lock();
    changed_.wait(lock, [this] { return !hold_ || aborted_; });
    if (aborted_ && onAbort_ == Kind::aborted) return resultOf(request, Kind::aborted);
    const auto kind = aborted_ ? onAbort_ : script_.empty() ? Kind::approved : script_.front();
    if (!script_.empty() && !aborted_) script_.pop_front();
    return resultOf(request, kind);
}

void ScriptedLane::abort() noexcept {
    const std::lock_guard lock(mutex_);
    ++aborts_;
    aborted_ = true;
    changed_.notify_all();
}

/// The words of the flows; the server's own codes for what only the server says.
std::string ScriptedLane::codeOf(Kind kind) {
    switch (kind) {
        case Kind::approved:
            return "APPROVED";
        case Kind::declined:
            return "USER_DECLINED";
        case Kind::cancelledByWallet:
            return "CANCELLED_BY_WALLET";
        case Kind::timedOut:
            return "TIMEOUT_CANCELLED";
        case Kind::aborted:
            return "ABORTED";
        case Kind::notSent:
            return "NOT_SENT";
        default:
            return "1301";
    }
}

lane::Result ScriptedLane::resultOf(const lane::Request& request, Kind kind) {
    const auto n = requests_.size();
    lane::Result result{.verdict = {},
                        .operation = request.operation,
                        .amount = request.amount,
                        .tillNumber = request.tillNumber,
                        .reference = {},
                        .at = {},
                        .training = request.training};
    result.verdict.kind = kind;
    result.verdict.code = codeOf(kind);
    result.verdict.orderId = core::OrderId(orderIdOf(n));
    if (kind == Kind::notSent) return result;
    const auto payment = (request.training ? "TRAINING-" : "") + paymentIdOf(n);
    result.verdict.payment = core::PaymentId(payment);
    result.reference = payment;
    if (kind == Kind::approved && request.operation != lane::Operation::preSale)
        result.verdict.settled = request.amount;
    return result;
}

void ScriptedLane::heard(const std::vector<core::OrderId>& results) {
    const std::lock_guard lock(mutex_);
    heard_.insert(heard_.end(), results.begin(), results.end());
}

std::vector<lane::Row> ScriptedLane::undelivered() const {
    const std::lock_guard lock(mutex_);
    return undelivered_;
}
std::optional<lane::Row> ScriptedLane::lastApproved() const {
    const std::lock_guard lock(mutex_);
    return rows_.empty() ? std::nullopt : std::optional(rows_.back());
}

std::vector<lane::Row> ScriptedLane::byTillNumber(std::int32_t tillNumber) const {
    const std::lock_guard lock(mutex_);
    std::vector<lane::Row> found;
    for (auto row = rows_.rbegin(); row != rows_.rend(); ++row)
        if (row->record.tillNumber == tillNumber) found.push_back(*row);
    return found;
}

std::optional<lane::Row> ScriptedLane::byReference(const std::string& text) const {
    const std::lock_guard lock(mutex_);
    for (const auto& row : rows_)
        if (row.reference == text || row.record.orderId.text() == text) return row;
    return std::nullopt;
}

std::vector<lane::Row> ScriptedLane::period() const {
    const std::lock_guard lock(mutex_);
    return rows_;
}

std::vector<lane::Total> ScriptedLane::totals() const {
    return {{lane::Operation::sale, core::Money(12345, core::Currency::dkk()), 2}};
}

std::vector<lane::Row> ScriptedLane::closePeriod() {
    const std::lock_guard lock(mutex_);
    if (!settlementFault_.empty()) throw core::ConfigurationError(settlementFault_);
    return std::exchange(rows_, {});
}

std::vector<lane::Total> ScriptedLane::settledTotals() const {
    return {{lane::Operation::refund, core::Money(250, core::Currency::dkk()), 1}};
}

void ScriptedLane::remember(const std::string& name, const std::string& value) {
    const std::lock_guard lock(mutex_);
    if (forgetful_) throw core::JournalError("the disk is full");
    ++kept_;
    memory_[name] = value;
}

std::optional<std::string> ScriptedLane::recall(const std::string& name) const {
    const std::lock_guard lock(mutex_);
    const auto at = memory_.find(name);
    return at == memory_.end() ? std::nullopt : std::optional(at->second);
}

lane::Health ScriptedLane::check(bool external) {
    const std::lock_guard lock(mutex_);
    ++probes_;
    changed_.notify_all();
    return {true, true, external && reachable_, reachable_ ? "" : "no route to host"};
}

lane::PointOfSale ScriptedLane::pointOfSale() const {
    return {core::PointOfSaleId("7e0e2b1c"),
            "till 7",
            "Till 7",
            "159874625847569",
            "https://example.invalid/qr/159874625847569",
            true};
}

std::optional<wallet::CheckInView> ScriptedLane::waitForCheckIn(core::Milliseconds) {
    const std::lock_guard lock(mutex_);
    if (nobody_) return std::nullopt;
    wallet::CheckInView view;
    view.checkedIn = true;
    view.loyaltyIds = {"LOYALTY-1234567", "OTHER"};
    return view;
}

lane::Row rowOf(lane::Operation operation, std::string_view amount, std::int32_t tillNumber,
                const std::string& payment) {
    lane::Row row{.record = {.orderId = core::OrderId("TILL7-" + payment),
                             .lane = "TILL7",
                             .kind = operation,
                             .amount = core::Money::fromDecimal(amount, core::Currency::dkk()),
                             .key = {},
                             .body = {},
                             .pointOfSale = {},
                             .payment = core::PaymentId(payment),
                             .refund = {},
                             .promisedAt = core::fromIso8601("2026-11-23T20:15:00Z"),
                             .serverPromisedAt = {},
                             .code = {},
                             .detail = {},
                             .concludedAt = core::fromIso8601("2026-11-23T20:15:07Z")},
                  .reference = payment};
    row.record.tillNumber = tillNumber;
    row.record.outcome = journal::Outcome::approved;
    return row;
}

std::string orderIdOf(std::size_t n) {
    std::ostringstream text;
    text << "TILL7-" << std::setw(24) << std::setfill('0') << n;
    return text.str();
}

std::string paymentIdOf(std::size_t n) {
    std::ostringstream text;
    text << "186d2b31-ff25-4414-9fd1-" << std::setw(12) << std::setfill('0') << n;
    return text.str();
}

}  // namespace mobilepay::upos::test
