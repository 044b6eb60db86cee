#include "tests/unit/upos/scripted_lane.h"

#include "driver/core/error.h"

#include <algorithm>
#include <chrono>
#include <iomanip>
#include <iterator>
#include <sstream>

namespace mobilepay::upos::test {

namespace {
constexpr std::chrono::seconds patience{2};
}

ScriptedLane::ScriptedLane(registry::Profile profile) : profile_(std::move(profile)) {
    checkIn_.ending = lane::CheckIn::Ending::someone;
    checkIn_.view.checkedIn = true;
    checkIn_.view.loyaltyIds = {"LOYALTY-1234567", "OTHER"};
}

void ScriptedLane::will(std::vector<Kind> outcomes) {
    const std::lock_guard lock(mutex_);
    script_.assign(outcomes.begin(), outcomes.end());
}
void ScriptedLane::notSentFor(std::string code) {
    const std::lock_guard lock(mutex_);
    notSentCode_ = std::move(code);
}
void ScriptedLane::holdRequests() {
    const std::lock_guard lock(mutex_);
    hold_ = true;
}
void ScriptedLane::letGo() {
    const std::lock_guard lock(mutex_);
    hold_ = holdSettlement_ = false;
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
    checkInEnds(lane::CheckIn::Ending::nobody, {});
}
void ScriptedLane::checkInEnds(lane::CheckIn::Ending ending, std::string code) {
    const std::lock_guard lock(mutex_);
    checkIn_ = {ending, {}, std::move(code), "as the test wants it"};
}
void ScriptedLane::whenCheckInBegins(std::function<void()> deed) {
    const std::lock_guard lock(mutex_);
    checkInBegins_ = std::move(deed);
}
void ScriptedLane::whenDisabled(std::function<void()> deed) {
    const std::lock_guard lock(mutex_);
    disabled_ = std::move(deed);
}
void ScriptedLane::disable() noexcept {
    std::unique_lock lock(mutex_);
    const auto deed = disabled_;
    lock.unlock();
    if (deed) deed();
}
void ScriptedLane::ignoreAborts() {
    const std::lock_guard lock(mutex_);
    deaf_ = true;
}
void ScriptedLane::holdHearing() {
    const std::lock_guard lock(mutex_);
    holdHearing_ = true;
}
void ScriptedLane::letHearingGo() {
    const std::lock_guard lock(mutex_);
    holdHearing_ = false;
    changed_.notify_all();
}
void ScriptedLane::failHearing() {
    const std::lock_guard lock(mutex_);
    failHearing_ = true;
}
void ScriptedLane::holdSettlement(bool hard) {
    const std::lock_guard lock(mutex_);
    holdSettlement_ = true;
    hardSettlement_ = hard;
}
void ScriptedLane::haveItsLineInUse(bool inUse) {
    const std::lock_guard lock(mutex_);
    lineInUse_ = inUse;
}

std::vector<lane::CheckInQuestion> ScriptedLane::checkIns() const {
    const std::lock_guard lock(mutex_);
    return checkIns_;
}
core::Milliseconds ScriptedLane::settlementPatience() const {
    const std::lock_guard lock(mutex_);
    return settlementPatience_;
}
bool ScriptedLane::awaitHearing() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] { return hearing_; });
}
bool ScriptedLane::awaitSettlement() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] { return settling_; });
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

std::vector<journal::KnownResult> ScriptedLane::handedOver() const {
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
    return changed_.wait_for(lock, patience, [&] { return requests_.size() >= count; });
}

void ScriptedLane::claim(core::Milliseconds longest) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, longest, [this] { return !heldBySomebody_; }))
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
    aborted_ = !deaf_;
    changed_.notify_all();
}

/// The words of the flows; the server's own codes for what only the server says.
std::string ScriptedLane::codeOf(Kind kind) const {
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
            return notSentCode_;
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

void ScriptedLane::heard(const std::vector<journal::KnownResult>& results) {
    std::unique_lock lock(mutex_);
    hearing_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return !holdHearing_; });
    hearing_ = false;
    if (std::exchange(failHearing_, false)) throw core::JournalError("the disk is full");
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

std::vector<lane::Row> ScriptedLane::byPayment(const core::PaymentId& payment) const {
    return matching([&](const lane::Row& row) { return row.record.payment == payment; });
}

std::vector<lane::Row> ScriptedLane::matching(
    const std::function<bool(const lane::Row&)>& wanted) const {
    const std::lock_guard lock(mutex_);
    std::vector<lane::Row> found;
    std::copy_if(rows_.begin(), rows_.end(), std::back_inserter(found), wanted);
    return found;
}

std::vector<lane::Row> ScriptedLane::period() const {
    const std::lock_guard lock(mutex_);
    return {std::next(rows_.begin(), static_cast<std::ptrdiff_t>(settled_)), rows_.end()};
}

std::vector<lane::Total> ScriptedLane::totals() const {
    return {{lane::Operation::sale, core::Money(12345, core::Currency::dkk()), 2}};
}

std::optional<std::vector<lane::Row>> ScriptedLane::closePeriod(core::Milliseconds longest,
                                                                const std::atomic<bool>& stop) {
    {
        std::unique_lock lock(mutex_);
        settling_ = true;
        settlementPatience_ = longest;
        changed_.notify_all();
        changed_.wait(lock, [&] { return !holdSettlement_ || stop; });
        settling_ = false;
        if (holdSettlement_ && !hardSettlement_) return std::nullopt;
        if (!settlementFault_.empty()) throw core::ConfigurationError(settlementFault_);
    }
    auto rows = period();
    const std::lock_guard lock(mutex_);
    settled_ = rows_.size();
    return rows;
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
    return {true, true, external && reachable_, reachable_ ? "" : "no route to host"};
}

std::optional<bool> ScriptedLane::probe() {
    const std::lock_guard lock(mutex_);
    ++probes_;
    return lineInUse_ ? std::nullopt : std::optional(reachable_);
}

lane::PointOfSale ScriptedLane::pointOfSale() const {
    return {core::PointOfSaleId("7e0e2b1c"),
            "till 7",
            "Till 7",
            "159874625847569",
            "https://example.invalid/qr/159874625847569",
            true};
}

lane::CheckIn ScriptedLane::waitForCheckIn(const lane::CheckInQuestion& question) {
    std::unique_lock lock(mutex_);
    const auto begins = std::exchange(checkInBegins_, {});
    lock.unlock();
    if (begins) begins();
    lock.lock();
    checkIns_.push_back(question);
    if (question.stop != nullptr && *question.stop)
        return {lane::CheckIn::Ending::stopped, {}, "ABORTED", {}};
    return checkIn_;
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
