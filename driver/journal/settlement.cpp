#include "driver/journal/period_table.h"
#include "driver/journal/store.h"

#include <map>
#include <tuple>

namespace mobilepay::journal {

std::vector<Record> Journal::rowsOfPeriod(std::int64_t number) const {
    static const std::string sql = selectRecord() + " WHERE period = ? ORDER BY id";
    const std::lock_guard lock(store_->mutex);
    return store_->records(sql.c_str(), [&](Statement& statement) { statement.bind(number); });
}

std::vector<Total> Journal::totals(std::int64_t number) const {
    std::map<std::tuple<Kind, std::string, bool>, Total> totals;
    for (const auto& record : rowsOfPeriod(number)) {
        const auto currency = record.amount.currency();
        const core::Money zero(0, currency);
        auto& total = totals
                          .try_emplace({record.kind, std::string(currency.code()), record.training},
                                       Total{record.kind, record.training, 0, zero})
                          .first->second;
        if (record.outcome != Outcome::approved) continue;
        ++total.approvedCount;
        total.approved = total.approved + record.amount;
    }
    std::vector<Total> list;
    for (const auto& [key, total] : totals)
        list.push_back(total);
    return list;
}

std::int64_t Journal::closePeriod(core::WallTime at) {
    static const std::string sql = selectRecord() + " WHERE period = 0 AND outcome <> 'open'";
    const std::lock_guard lock(store_->mutex);
    std::int64_t number = 0;
    // Reading them first sweeps bad ones out before anything is changed.
    store_->records(sql.c_str());
    store_->change("closing the period", [&](State& state) {
        number = ++state.lastPeriod;
        std::vector<Row> rows;
        auto statement = store_->database.use(sql.c_str());
        while (statement.step())
            rows.push_back(rowOf(store_->database.file(), statement.row()));
        for (const auto& row : rows) {
            Record after = row.record;
            after.period = number;
            store_->update(state, Store::Part::period, row, after);
        }
        writePeriod(store_->database, {number, at, static_cast<std::int64_t>(rows.size())});
        return true;
    });
    return number;
}

std::vector<Period> Journal::periods() const {
    const std::lock_guard lock(store_->mutex);
    store_->database.doing("reading the periods");
    return readPeriods(store_->database);
}

namespace {

/// By the server's time alone. An outcome that our clock puts before the promise says that this
/// clock was wrong.
bool isForgettable(const Record& record, core::WallTime limit) {
    const bool settled = record.outcome != Outcome::open && record.handedOver && record.period != 0;
    const bool old = record.serverTimeKnown && record.serverPromisedAt < limit;
    constexpr core::Milliseconds clocksDiffer = std::chrono::hours{24};
    return settled && old && record.concludedAt && *record.concludedAt < limit &&
           record.serverPromisedAt - clocksDiffer < *record.concludedAt;
}

}  // namespace

std::int64_t Journal::forgetOlderThan(core::WallTime limit) {
    static const std::string sql = selectRecord() + " WHERE server_promised_at < ?";
    const std::lock_guard lock(store_->mutex);
    std::vector<Row> rows;
    store_->visit(
        sql.c_str(),
        [&](Statement& statement) { statement.bind(std::int64_t{limit.sinceEpoch.count()}); },
        [&](Row&& row) {
            if (isForgettable(row.record, limit)) rows.push_back(std::move(row));
            return true;
        });
    store_->change("forgetting old rows", [&](State& state) {
        for (const auto& row : rows) {
            store_->database.use("DELETE FROM record WHERE id = ?").bind(row.id).run();
            state.removed(row.checksum, false);
        }
        return !rows.empty();
    });
    return static_cast<std::int64_t>(rows.size());
}

}  // namespace mobilepay::journal
