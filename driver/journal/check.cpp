#include "driver/journal/about.h"
#include "driver/journal/period_table.h"
#include "driver/journal/quarantine.h"
#include "driver/journal/store.h"

#include <gsl/gsl>

namespace mobilepay::journal {

namespace {

/// What a look at every row found.
struct Census {
    State counted;  ///< rows and digests of the good ones; the rest as stored
    std::vector<BadPlace> bad;
    std::int64_t badRecords = 0;
};

void countRecords(Database& database, Census& census) {
    // By the table itself, past all indexes: those may be damaged.
    static const std::string sql = selectRecord() + " NOT INDEXED ORDER BY id";
    auto statement = database.use(sql.c_str());
    while (statement.step()) {
        try {
            const Row row = rowOf(database.file(), statement.row());
            census.counted.added(row.checksum, row.record.outcome == Outcome::open);
        } catch (const BadRow& bad) {
            census.bad.push_back({"record", "id", statement.value(0), bad.what()});
            ++census.badRecords;
        }
    }
}

void countOthers(Database& database, Census& census) {
    for (const auto& number : badPeriods(database))
        census.bad.push_back({"period", "number", number, "the checksum does not match"});
    for (const auto& key : badMemories(database))
        census.bad.push_back({"memory", "key", key, "the checksum does not match"});
}

Census take(Database& database, const State& stored) {
    Census census{stored, {}, 0};
    census.counted.rows = census.counted.rowsDigest = 0;
    census.counted.openRows = census.counted.openDigest = 0;
    countRecords(database, census);
    countOthers(database, census);
    return census;
}

/// Rows that no page shows any more, or too many of them.
void requireComplete(const Database& database, const State& stored, const Census& census) {
    if (census.counted.rows + census.badRecords != stored.rows)
        throw DamagedError(database.file(),
                           "it should hold " + std::to_string(stored.rows) + " rows and " +
                               std::to_string(census.counted.rows + census.badRecords) +
                               " are there");
    if (census.badRecords == 0 && !census.counted.sameRows(stored))
        throw DamagedError(database.file(), "its rows are not those that were written");
}

void requireSoundPages(Database& database) {
    database.doing("checking its pages");
    auto statement = database.use("PRAGMA integrity_check(1)");
    const std::string verdict = statement.step() ? statement.text(0) : "no answer";
    if (verdict != "ok") throw DamagedError(database.file(), "its pages are damaged: " + verdict);
}

/// Inside a transaction. The indexes are made anew first: they hold what the bad rows held before.
void moveAll(Database& database, const Census& census, core::WallTime now) {
    database.doing("moving bad rows into quarantine");
    database.execute("REINDEX record");
    for (const auto& place : census.bad)
        moveToQuarantine(database, place, now);
    requireSoundPages(database);
}

}  // namespace

void Store::sweep(bool alsoPages) {
    database.doing("checking its rows");
    std::optional<Census> census;
    {
        // One snapshot, though another process may write.
        database.execute("BEGIN");
        auto end = gsl::finally(
            [this] { sqlite3_exec(database.handle(), "ROLLBACK", nullptr, nullptr, nullptr); });
        const State stored = State::load(database);
        census = take(database, stored);
        requireComplete(database, stored, *census);
        if (census->bad.empty() && alsoPages) requireSoundPages(database);
        if (options.readOnly) {
            seen_.clear();
            for (const auto& place : census->bad)
                seen_.push_back(describeBad(database, place, options.now));
        }
    }
    if (census->bad.empty() || options.readOnly) return;
    commit("moving bad rows into quarantine", [&](State& state) {
        const Census again = take(database, state);
        requireComplete(database, state, again);
        moveAll(database, again, options.now);
        state = again.counted;
        return true;
    });
}

void Store::sweepOpen() {
    static const std::string sql =
        selectRecord() + " INDEXED BY record_open WHERE outcome = 'open' ORDER BY id";
    database.doing("checking its open rows");
    const State stored = State::load(database);
    State counted = stored;
    counted.openRows = counted.openDigest = 0;
    bool bad = false;
    auto statement = database.use(sql.c_str());
    while (statement.step()) {
        try {
            const Row row = rowOf(database.file(), statement.row());
            counted.openRows += 1;
            counted.openDigest ^= row.checksum;
        } catch (const BadRow&) {
            bad = true;
        }
    }
    // Anything amiss: the whole table has to say what it is.
    if (bad || !counted.sameRows(stored)) sweep(true);
}

std::vector<Quarantined> Store::quarantined() {
    database.doing("reading the quarantine");
    auto found = readQuarantine(database);
    found.insert(found.end(), seen_.begin(), seen_.end());
    return found;
}

}  // namespace mobilepay::journal
