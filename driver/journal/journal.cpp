#include "driver/journal/journal.h"

#include "driver/journal/about.h"
#include "driver/journal/quarantine.h"
#include "driver/journal/store.h"

#include <gsl/gsl>

namespace mobilepay::journal {

namespace {

/// A limit on everything: no text of a row is longer.
constexpr std::size_t longestText = std::size_t{64} * 1024;

void requireFits(const FileName& file, std::string_view what, std::string_view text) {
    if (text.size() > longestText)
        throw core::JournalError(file.described() + ": " + std::string(what) + " has " +
                                 std::to_string(text.size()) + " bytes, at most " +
                                 std::to_string(longestText) + " can be kept");
}

[[noreturn]] void throwUnknown(const FileName& file, const core::OrderId& orderId) {
    throw core::JournalError(file.described() + ": there is no row of order " + orderId.text());
}

/// Fills an id in; returns whether that changed something. A different one is refused.
template <class Id>
bool learn(const FileName& file, const core::OrderId& orderId, Id& known, const Id& told) {
    if (told.empty() || told == known) return false;
    if (!known.empty())
        throw core::JournalError(file.described() + ": the row of order " + orderId.text() +
                                 " already refers to " + known.text() + " and cannot refer to " +
                                 told.text() + " too");
    known = told;
    return true;
}

}  // namespace

Journal::Journal(std::unique_ptr<Store> store) : store_(std::move(store)) {}
Journal::~Journal() = default;

std::unique_ptr<Journal> Journal::open(const Options& options) {
    return std::unique_ptr<Journal>(new Journal(std::make_unique<Store>(options, currentSchema())));
}

void Journal::promise(const Record& record) {
    store_->requireWritable();
    Expects(!record.orderId.empty());
    Expects(record.outcome == Outcome::open && !record.concludedAt);
    Expects(record.period == 0 && !record.handedOver);
    Expects(record.lane.empty() || record.lane == store_->options.lane);
    const std::lock_guard lock(store_->mutex);
    const auto& file = store_->database.file();
    requireFits(file, "the request", record.body);
    requireFits(file, "the detail", record.detail);
    store_->keepRoom();
    store_->changeRow("writing a promise", [&](State& state) {
        if (store_->row(record.orderId))
            throw core::JournalError(file.described() + ": there is a row of order " +
                                     record.orderId.text() + " already");
        Record ours = record;
        ours.lane = store_->options.lane;
        store_->insert(state, ours);
        return true;
    });
}

Decision Journal::decide(const core::OrderId& orderId, Decision decision,
                         const core::PaymentId& payment, const core::RefundId& refund) {
    Expects(decision != Decision::none);
    const std::lock_guard lock(store_->mutex);
    const auto& file = store_->database.file();
    Decision stands = Decision::none;
    store_->changeRow("writing a decision", [&](State& state) {
        const auto row = store_->row(orderId);
        if (!row) throwUnknown(file, orderId);
        stands = row->record.decision;
        if (row->record.outcome != Outcome::open) return false;
        if (stands != Decision::none && stands != decision) return false;
        Record after = row->record;
        bool changed = learn(file, orderId, after.payment, payment);
        changed = learn(file, orderId, after.refund, refund) || changed;
        if (stands == decision && !changed) return false;
        after.decision = stands = decision;
        store_->update(state, Store::Part::decision, *row, after);
        return true;
    });
    return stands;
}

Outcome Journal::conclude(const core::OrderId& orderId, Outcome outcome, std::string_view code,
                          std::string_view detail, const core::PaymentId& payment,
                          const core::RefundId& refund, core::WallTime at) {
    Expects(outcome != Outcome::open);
    const std::lock_guard lock(store_->mutex);
    const auto& file = store_->database.file();
    requireFits(file, "the code", code);
    requireFits(file, "the detail", detail);
    Outcome stands = outcome;
    store_->changeRow("writing an outcome", [&](State& state) {
        const auto row = store_->row(orderId);
        if (!row) throwUnknown(file, orderId);
        if (row->record.outcome != Outcome::open) {
            stands = row->record.outcome;
            return false;
        }
        Record after = row->record;
        learn(file, orderId, after.payment, payment);
        learn(file, orderId, after.refund, refund);
        after.outcome = outcome;
        after.code = code;
        after.detail = detail;
        const bool unheard = after.handedOver && endedAgainstDecision(after);
        if (unheard) after.handedOver = false;
        after.concludedAt = at;
        store_->update(state, unheard ? Store::Part::outcomeUnheard : Store::Part::outcome, *row,
                       after);
        return true;
    });
    return stands;
}

void Journal::handOver(const core::OrderId& orderId) {
    handOver(std::vector<KnownResult>{orderId});
}

void Journal::handOver(const std::vector<KnownResult>& results) {
    const std::lock_guard lock(store_->mutex);
    const auto body = [&](State& state) {
        bool changed = false;
        for (const auto& [orderId, open] : results) {
            const auto row = store_->row(orderId);
            if (!row) throwUnknown(store_->database.file(), orderId);
            if (row->record.handedOver || (open && endedAgainstDecision(row->record))) continue;
            Record after = row->record;
            after.handedOver = true;
            store_->update(state, Store::Part::handedOver, *row, after);
            changed = true;
        }
        return changed;
    };
    if (!results.empty()) store_->changeRow("writing what was handed over", body);
}

void Journal::remember(std::string_view key, std::string_view value) {
    const std::lock_guard lock(store_->mutex);
    requireFits(store_->database.file(), "the value of " + std::string(key), value);
    store_->change("remembering a value", [&](State&) {
        const auto known = readMemory(store_->database, key);
        if (known && !known->bad && known->value == value) return false;
        if (known && known->bad)
            moveToQuarantine(store_->database,
                             {"memory", "key", std::string(key), "the checksum does not match"},
                             store_->options.now);
        writeMemory(store_->database, key, value);
        return true;
    });
}

std::optional<std::string> Journal::recall(std::string_view key) const {
    const std::lock_guard lock(store_->mutex);
    store_->database.doing("recalling a value");
    const auto known = readMemory(store_->database, key);
    if (known && !known->bad) return known->value;
    if (known) store_->sweep(false);
    return std::nullopt;
}

std::vector<Quarantined> Journal::quarantined() const {
    const std::lock_guard lock(store_->mutex);
    return store_->quarantined();
}

void Journal::checkAll() {
    const std::lock_guard lock(store_->mutex);
    store_->sweep(true);
}

const Options& Journal::options() const noexcept {
    return store_->options;
}

std::int64_t Journal::commits() const noexcept {
    const std::lock_guard lock(store_->mutex);
    return store_->commits;
}

}  // namespace mobilepay::journal
