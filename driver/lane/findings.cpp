#include "driver/lane/findings.h"

#include <algorithm>

namespace mobilepay::lane {
namespace {

std::string words(const journal::Record& row) {
    return "order " + row.orderId.text() + " (" + row.amount.toDecimal() + " " +
           std::string(row.amount.currency().code()) + ")";
}

bool goesOnAsRefund(const journal::Journal& journal, const journal::Record& row) {
    if (row.kind != journal::Kind::voidSale || row.outcome != journal::Outcome::refused)
        return false;
    const auto rows = journal.findByPayment(row.payment);
    return std::any_of(rows.begin(), rows.end(), [&row](const journal::Record& other) {
        return other.kind == row.kind && other.tillNumber == row.tillNumber && row.key.empty() &&
               !other.key.empty();
    });
}

}  // namespace

std::vector<journal::Record> unheard(const journal::Journal& journal) {
    auto rows = journal.notHandedOver();
    std::erase_if(rows, [&journal](const auto& row) { return goesOnAsRefund(journal, row); });
    return rows;
}

void Findings::note(const Finding& finding) {
    const auto& row = finding.row;
    const std::lock_guard guard(mutex_);
    if (row.outcome != journal::Outcome::open) {
        open_.erase(row.orderId.text());
        if (journal::endedAgainstDecision(row))
            log_.warning(words(row) +
                         (row.decision == journal::Decision::capture
                              ? " may have been told as approved and was not taken: "
                              : " was to be cancelled, and the money has moved: ") +
                         row.code + " " + row.detail);
        return;
    }
    auto& known = open_[row.orderId.text()];
    if (known.detail == finding.detail && known.needsPerson == finding.needsPerson) return;
    known = {finding.detail, finding.needsPerson};
    if (finding.needsPerson)
        log_.error(words(row) + " needs a person to look it up: " + finding.detail +
                   "; 'mpctl journal resolve' closes it");
    else
        log_.warning(words(row) + " stays open: " + finding.detail);
}

std::string Findings::of(const core::OrderId& orderId) const {
    const std::lock_guard guard(mutex_);
    const auto found = open_.find(orderId.text());
    return found == open_.end() ? std::string() : found->second.detail;
}

std::size_t Findings::forPeople() const {
    const std::lock_guard guard(mutex_);
    return static_cast<std::size_t>(std::count_if(
        open_.begin(), open_.end(), [](const auto& entry) { return entry.second.needsPerson; }));
}

}  // namespace mobilepay::lane
