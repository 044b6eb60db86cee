#include "driver/lane/journal_care.h"

#include "driver/core/code.h"
#include "driver/core/error.h"
#include "driver/core/text.h"
#include "driver/journal/journal.h"
#include "driver/journal/set_aside.h"
#include "driver/journal/words.h"
#include "driver/lane/journal_file.h"
#include "driver/lane/lock.h"
#include "driver/lane/log.h"
#include "driver/wallet/calls.h"

namespace mobilepay::lane {
namespace {

constexpr std::size_t longestReason = 400;

/// Any machine's: looking is no taking.
std::unique_ptr<journal::Journal> openToLook(const registry::Profile& profile) {
    auto options = journalOptions(profile);
    options.readOnly = true;
    options.machine.clear();
    return journal::Journal::open(options);
}

Row rowOf(const journal::Record& record) {
    return {record, Reference{record.payment, record.orderId}.text()};
}

std::filesystem::path lockFile(const registry::Profile& profile) {
    return profile.folder / (profile.lane + ".lock");
}

std::unique_ptr<LaneLock> takeLane(const registry::Profile& profile) {
    const auto file = lockFile(profile);
    auto lock = LaneLock::tryTake(file, describeThisProcess());
    if (lock == nullptr) {
        throw core::LaneHeldError("lane '" + profile.lane + "' is held by " + lockHolder(file) +
                                  "; close that program first");
    }
    return lock;
}

std::string timeText(const std::optional<core::WallTime>& time) {
    return time ? core::toIso8601(*time) : std::string();
}

}  // namespace

void visitJournal(const registry::Profile& profile,
                  const std::function<bool(const Row&)>& visitor) {
    openToLook(profile)->visit(
        [&](const journal::Record& record) { return visitor(rowOf(record)); });
}

void Reservations::add(const Row& row) {
    const auto& record = row.record;
    const bool holds = record.outcome == journal::Outcome::approved;
    if (record.training) return;
    if (record.serverTimeKnown) ahead_ = record.serverPromisedAt - record.promisedAt;
    if (record.kind == Operation::preSale && holds) {
        const auto since = record.serverTimeKnown ? record.serverPromisedAt
                                                  : record.concludedAt.value_or(record.promisedAt);
        standing_.push_back({row, since + wallet::Traits{}.reservationLife});
    }
    const bool settles =
        record.kind == Operation::completion || record.kind == Operation::voidPreSale;
    if (settles && (holds || record.outcome == journal::Outcome::open))
        std::erase_if(standing_, [&](const Reservation& one) {
            return one.row.record.payment == record.payment;
        });
}

std::vector<Reservation> Reservations::at(core::WallTime now) const {
    auto standing = standing_;
    for (auto& one : standing)
        one.lapsed = one.until <= (one.row.record.serverTimeKnown ? now + ahead_ : now);
    return standing;
}

std::vector<Reservation> reservations(const registry::Profile& profile, core::WallTime now) {
    Reservations among;
    visitJournal(profile, [&](const Row& row) {
        among.add(row);
        return true;
    });
    return among.at(now);
}

std::vector<std::string> damagedRows(const registry::Profile& profile) {
    std::vector<std::string> words;
    for (const auto& bad : openToLook(profile)->quarantined()) {
        words.push_back(bad.table + " " + bad.name + ": " + bad.reason +
                        (bad.mayBeOpen ? "; it may be open" : ""));
    }
    return words;
}

PutAside setJournalAside(const registry::Profile& profile) {
    const auto lock = takeLane(profile);
    const auto options = journalOptions(profile);
    const auto done = journal::setAside(options.path, options.now);
    PutAside aside{done.files, {}, done.mayBeOpen, done.complete};
    for (const auto& record : done.open)
        aside.open.push_back(rowOf(record));
    return aside;
}

Row resolveRow(const registry::Profile& profile, const core::OrderId& order, bool done,
               const std::string& reason) {
    const std::string words = core::printableAscii(reason, longestReason);
    if (words.find_first_not_of(' ') == std::string::npos)
        throw core::ConfigurationError("order " + order.text() +
                                       " is closed only with a reason, for those who ask later");
    const auto lock = takeLane(profile);
    const auto journal = journal::Journal::open(journalOptions(profile));
    const auto row = journal->find(order);
    if (!row)
        throw core::ConfigurationError("the journal of lane '" + profile.lane + "' has no order '" +
                                       order.text() +
                                       "'; 'mpctl journal list --open' lists what is open");
    if (row->outcome != journal::Outcome::open)
        throw core::ConfigurationError("order " + order.text() + " is closed already (" +
                                       std::string(journal::wordOf(row->outcome)) + ")");
    const bool decided = row->decision == journal::Decision::capture;
    const auto outcome = done      ? journal::Outcome::approved
                         : decided ? journal::Outcome::notCaptured
                                   : journal::Outcome::undone;
    journal->conclude(order, outcome, core::code::resolvedByPerson.word, words, row->payment,
                      row->refund, core::SystemClock().wall());
    const auto closed = journal->find(order).value_or(*row);
    LaneLog(profile).warning("order " + order.text() + " was closed as " +
                             std::string(journal::wordOf(closed.outcome)) +
                             " by a person: " + words);
    return rowOf(closed);
}

void adoptJournal(const registry::Profile& profile) {
    const auto lock = takeLane(profile);
    auto options = journalOptions(profile);
    options.adopt = true;
    (void)journal::Journal::open(options);
}

std::string holderOf(const registry::Profile& profile) {
    const auto file = lockFile(profile);
    return LaneLock::tryTake(file, describeThisProcess()) == nullptr ? lockHolder(file)
                                                                     : std::string();
}

std::vector<Field> fieldsOf(const Row& row) {
    const auto& record = row.record;
    return {{"orderId", record.orderId.text()},
            {"lane", record.lane},
            {"operation", operationWord(record.kind)},
            {"amount", record.amount.toDecimal()},
            {"currency", std::string(record.amount.currency().code())},
            {"decision", std::string(journal::wordOf(record.decision))},
            {"outcome", std::string(journal::wordOf(record.outcome))},
            {"code", record.code},
            {"detail", record.detail},
            {"reference", row.reference},
            {"payment", record.payment.text()},
            {"refund", record.refund.text()},
            {"pointOfSale", record.pointOfSale.text()},
            {"tillNumber", std::to_string(record.tillNumber)},
            {"promisedAt", core::toIso8601(record.promisedAt)},
            {"concludedAt", timeText(record.concludedAt)},
            {"handedOver", record.handedOver ? "true" : "false"},
            {"training", record.training ? "true" : "false"},
            {"period", std::to_string(record.period)}};
}

std::string operationWord(Operation operation) {
    return std::string(journal::wordOf(operation));
}

}  // namespace mobilepay::lane
