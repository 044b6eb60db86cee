#include "driver/journal/state.h"

namespace mobilepay::journal {

namespace {

constexpr std::string_view columns[] = {"commits",     "last_id",   "last_period", "rows",
                                        "rows_digest", "open_rows", "open_digest"};

Values valuesOf(const State& state) {
    return {state.commits,    state.lastId,   state.lastPeriod, state.rows,
            state.rowsDigest, state.openRows, state.openDigest};
}

}  // namespace

State State::load(Database& database) {
    auto statement = database.use(
        "SELECT commits, last_id, last_period, rows, rows_digest, open_rows, open_digest, checksum "
        "FROM state WHERE id = 1");
    if (!statement.step()) throw DamagedError(database.file(), "its state is missing");
    const State state{statement.integer(0), statement.integer(1), statement.integer(2),
                      statement.integer(3), statement.integer(4), statement.integer(5),
                      statement.integer(6)};
    if (statement.value(7) != Value(checksumOf("state", columns, valuesOf(state))))
        throw DamagedError(database.file(), "its state fails the check");
    return state;
}

void State::save(Database& database) const {
    Values values = valuesOf(*this);
    values.emplace_back(checksumOf("state", columns, values));
    database
        .use(
            "INSERT INTO state (id, commits, last_id, last_period, rows, rows_digest, open_rows, "
            "open_digest, checksum) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
            "SET commits = excluded.commits, last_id = excluded.last_id, last_period = "
            "excluded.last_period, rows = excluded.rows, rows_digest = excluded.rows_digest, "
            "open_rows = excluded.open_rows, open_digest = excluded.open_digest, checksum = "
            "excluded.checksum")
        .bindAll(values)
        .run();
}

void State::added(std::int64_t checksum, bool open) {
    ++rows;
    rowsDigest ^= checksum;
    if (!open) return;
    ++openRows;
    openDigest ^= checksum;
}

void State::removed(std::int64_t checksum, bool open) {
    --rows;
    rowsDigest ^= checksum;
    if (!open) return;
    --openRows;
    openDigest ^= checksum;
}

bool State::sameRows(const State& other) const {
    return rows == other.rows && rowsDigest == other.rowsDigest && openRows == other.openRows &&
           openDigest == other.openDigest;
}

}  // namespace mobilepay::journal
