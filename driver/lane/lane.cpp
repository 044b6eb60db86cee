#include "driver/lane/lane.h"

#include "driver/core/error.h"
#include "driver/lane/implementation.h"

#include <algorithm>

namespace mobilepay::lane {
namespace {

/// The approved rows' totals of a period, training left out.
std::vector<Total> totalsOf(const journal::Journal& journal, std::int64_t period) {
    std::vector<Total> totals;
    for (const auto& total : journal.totals(period))
        if (!total.training && total.approvedCount > 0)
            totals.push_back({total.kind, total.approved, total.approvedCount});
    return totals;
}

/// Approved, or promised: the till was told so, or will be.
bool isApprovedOrPending(const journal::Record& row) {
    return row.outcome == journal::Outcome::approved ||
           (row.outcome == journal::Outcome::open && row.decision == journal::Decision::capture);
}

bool isTakenByCompletion(const journal::Record& row) {
    return row.kind == Operation::completion && isApprovedOrPending(row);
}

/// Apart from what the lane itself remembers.
std::string doorsName(const std::string& name) {
    return "door." + name;
}

}  // namespace

Lane::Lane(registry::Profile profile)
    : implementation_(std::make_unique<Implementation>(std::move(profile))) {}
Lane::~Lane() = default;

const registry::Profile& Lane::profile() const noexcept {
    return implementation_->profile();
}
void Lane::claim(core::Milliseconds patience) {
    implementation_->claim(patience);
}
void Lane::release() noexcept {
    implementation_->release();
}
bool Lane::claimed() const noexcept {
    return implementation_->claimed();
}
void Lane::enable() {
    implementation_->enable();
}
void Lane::disable() noexcept {
    implementation_->disable();
}
Result Lane::run(const Request& request, const ProgressHandler& progress) {
    return implementation_->run(request, progress);
}
void Lane::abort() noexcept {
    implementation_->abort();
}
void Lane::heard(const std::vector<journal::KnownResult>& results) {
    implementation_->heard(results);
}

std::vector<Row> Lane::undelivered() const {
    // First: what is undone meanwhile counts as handed over before it leaves the list.
    const auto toBeUndone = implementation_->toBeUndone();
    auto records = unheard(implementation_->journal());
    std::erase_if(records, [&toBeUndone](const journal::Record& row) {
        const bool mayBeKnownAsApproved =
            isApprovedOrPending(row) || journal::endedAgainstDecision(row);
        const bool willBeUndone =
            std::find(toBeUndone.begin(), toBeUndone.end(), row.orderId) != toBeUndone.end();
        return row.training || !mayBeKnownAsApproved || willBeUndone;
    });
    return Implementation::rows(std::move(records));
}

std::vector<Row> Lane::unresolved() const {
    return Implementation::rows(implementation_->journal().openRows());
}

std::optional<Row> Lane::lastApproved() const {
    const auto record = implementation_->journal().lastApproved();
    return record ? std::optional(Implementation::rows({*record}).front()) : std::nullopt;
}

std::vector<Row> Lane::byTillNumber(std::int32_t tillNumber) const {
    return Implementation::rows(implementation_->journal().findByTillNumber(tillNumber));
}

std::optional<Row> Lane::byReference(const std::string& text) const {
    const auto reference = Reference::parse(text);
    auto& journal = implementation_->journal();
    if (!reference.order.empty()) {
        const auto record = journal.find(reference.order);
        return record ? std::optional(Implementation::rows({*record}).front()) : std::nullopt;
    }
    const auto records = journal.findByPayment(reference.payment);
    const auto first = [&](auto wanted) {
        return std::find_if(records.begin(), records.end(), wanted);
    };
    auto row = first([](const journal::Record& it) { return makesPayment(it.kind); });
    if (row == records.end()) row = first(isTakenByCompletion);
    return row == records.end() ? std::nullopt
                                : std::optional(Implementation::rows({*row}).front());
}

std::vector<Row> Lane::byPayment(const core::PaymentId& payment) const {
    return Implementation::rows(implementation_->journal().findByPayment(payment));
}

std::vector<Row> Lane::matching(const std::function<bool(const Row&)>& wanted) const {
    std::vector<Row> found;
    implementation_->journal().visit([&](const journal::Record& record) {
        Row row{record, Reference{record.payment, record.orderId}.text()};
        if (wanted(row)) found.push_back(std::move(row));
        return true;
    });
    return found;
}

std::vector<Row> Lane::period() const {
    auto records = implementation_->journal().rowsOfPeriod(0);
    std::erase_if(records, [](const journal::Record& row) {
        return row.training || row.outcome != journal::Outcome::approved;
    });
    return Implementation::rows(std::move(records));
}

std::vector<Total> Lane::totals() const {
    return totalsOf(implementation_->journal(), 0);
}

std::vector<Total> Lane::settledTotals() const {
    const auto& journal = implementation_->journal();
    const auto periods = journal.periods();
    return periods.empty() ? std::vector<Total>{} : totalsOf(journal, periods.back().number);
}

void Lane::remember(const std::string& name, const std::string& value) {
    implementation_->journal().remember(doorsName(name), value);
}

std::optional<std::string> Lane::recall(const std::string& name) const {
    return implementation_->journal().recall(doorsName(name));
}

std::optional<std::vector<Row>> Lane::closePeriod(core::Milliseconds patience,
                                                  const std::atomic<bool>* stop) {
    return implementation_->closePeriod(patience, stop);
}
std::vector<Row> Lane::recover() {
    return implementation_->recover();
}
Health Lane::check(bool external) {
    return implementation_->check(external);
}
std::optional<bool> Lane::probe() {
    return implementation_->probe();
}
PointOfSale Lane::pointOfSale() const {
    return implementation_->pointOfSale();
}
CheckIn Lane::waitForCheckIn(const CheckInQuestion& question) {
    return implementation_->waitForCheckIn(question);
}

}  // namespace mobilepay::lane
