#include "driver/journal/store.h"

#include <algorithm>

#include <gsl/gsl>

namespace mobilepay::journal {

namespace {

/// Which columns a part touches (places in `recordColumns`), and the statement that writes them.
struct Columns {
    std::vector<std::size_t> places;
    std::string sql;
};

Columns columnsOf(const std::vector<std::string_view>& names) {
    Columns columns;
    columns.sql = "UPDATE record SET ";
    for (const auto name : names) {
        const auto* const found = std::find(recordColumns.begin(), recordColumns.end(), name);
        Expects(found != recordColumns.end());
        columns.places.push_back(static_cast<std::size_t>(found - recordColumns.begin()));
        columns.sql += std::string(name) + " = ?, ";
    }
    columns.sql += "checksum = ? WHERE id = ?";
    return columns;
}

const Columns& columnsOf(Store::Part part) {
    static const Columns decision = columnsOf({"decision", "payment", "refund"});
    static const Columns outcome =
        columnsOf({"outcome", "code", "detail", "payment", "refund", "concluded_at"});
    // Apart, as the column has an index: an outcome has to find room on a full disk.
    static const Columns outcomeUnheard = columnsOf(
        {"outcome", "code", "detail", "payment", "refund", "concluded_at", "handed_over"});
    static const Columns handedOver = columnsOf({"handed_over"});
    static const Columns period = columnsOf({"period"});
    switch (part) {
        case Store::Part::decision:
            return decision;
        case Store::Part::outcome:
            return outcome;
        case Store::Part::outcomeUnheard:
            return outcomeUnheard;
        case Store::Part::handedOver:
            return handedOver;
        default:
            return period;
    }
}

}  // namespace

const std::string& selectRecord() {
    static const std::string sql = [] {
        std::string text = "SELECT ";
        for (const auto column : recordColumns)
            text.append(column).append(", ");
        return text + "checksum FROM record";
    }();
    return sql;
}

void Store::visit(const char* sql, const Binder& bind, const Visitor& visitor) {
    database.doing("reading rows");
    bool bad = false;
    {
        auto statement = database.use(sql);
        if (bind) bind(statement);
        while (statement.step()) {
            try {
                if (!visitor(rowOf(database.file(), statement.row()))) break;
            } catch (const BadRow&) {
                bad = true;
            }
        }
    }
    if (bad) sweep(false);
}

std::vector<Record> Store::records(const char* sql, const Binder& bind) {
    std::vector<Record> found;
    visit(sql, bind, [&](Row&& row) {
        found.push_back(std::move(row.record));
        return true;
    });
    return found;
}

std::optional<Row> Store::row(const core::OrderId& orderId) {
    static const std::string sql = selectRecord() + " WHERE order_id = ?";
    auto statement = database.use(sql.c_str());
    statement.bind(std::string_view(orderId.text()));
    if (!statement.step()) return std::nullopt;
    try {
        Row found = rowOf(database.file(), statement.row());
        // The index may be damaged and lead to a good row of another order.
        if (found.record.orderId != orderId) throw BadRow("the index leads to another row");
        return found;
    } catch (const BadRow& bad) {
        throw BadRow("the row of order " + orderId.text() + " is bad (" + bad.what() + ")");
    }
}

void Store::requireWritable() const {
    if (options.readOnly)
        throw core::JournalError(database.file().described() + " is open for reading only");
}

void Store::change(const char* doing, const std::function<bool(State&)>& body) {
    requireWritable();
    commit(doing, body);
}

void Store::commit(const char* doing, const std::function<bool(State&)>& body) {
    database.doing(doing);
    database.use("BEGIN IMMEDIATE").run();
    State state;
    try {
        state = State::load(database);
        if (!body(state)) {
            database.use("ROLLBACK").run();
            return;
        }
        ++state.commits;
        state.save(database);
        database.use("COMMIT").run();
    } catch (const core::JournalError& error) {
        abandon();
        if (!mayComeBack_) throw;
        throw core::JournalError(error.what(), true);
    } catch (...) {
        abandon();
        throw;
    }
    ++commits;
    mayComeBack_ = false;
    // A mark that stays behind only knows less.
    if (mark_) mark_->write(state.commits);
}

void Store::abandon() noexcept {
    sqlite3* const handle = database.handle();
    const int code = sqlite3_errcode(handle);
    if (database.inTransaction()) sqlite3_exec(handle, "ROLLBACK", nullptr, nullptr, nullptr);
    if ((code & 0xff) == SQLITE_IOERR) mayComeBack_ = true;
    overwriteFailed();
}

Store::~Store() {
    overwriteFailed();
}

void Store::overwriteFailed() noexcept {
    if (!mayComeBack_) return;
    sqlite3* const handle = database.handle();
    mayComeBack_ = sqlite3_exec(handle, "BEGIN IMMEDIATE; UPDATE state SET id = id; COMMIT",
                                nullptr, nullptr, nullptr) != SQLITE_OK;
    if (database.inTransaction()) sqlite3_exec(handle, "ROLLBACK", nullptr, nullptr, nullptr);
}

void Store::changeRow(const char* doing, const std::function<bool(State&)>& body) {
    try {
        change(doing, body);
    } catch (const BadRow& bad) {
        sweep(false);
        throw core::JournalError(database.file().described() + ": " + bad.what() +
                                 " and in quarantine; it may be open: look the payment up by its "
                                 "order id; " +
                                 database.file().command("list") + " names it");
    }
}

void Store::insert(State& state, const Record& record) {
    static const std::string sql = [] {
        std::string names;
        std::string marks;
        for (const auto column : recordColumns) {
            names.append(column).append(", ");
            marks.append("?, ");
        }
        return "INSERT INTO record (" + names + "checksum) VALUES (" + marks + "?)";
    }();
    const Values values = valuesOf(++state.lastId, record);
    database.use(sql.c_str()).bindAll(values).run();
    state.added(std::get<std::int64_t>(values.back()), record.outcome == Outcome::open);
}

void Store::update(State& state, Part part, const Row& before, const Record& after) {
    const auto& columns = columnsOf(part);
    const Values values = valuesOf(before.id, after);
    const auto checksum = std::get<std::int64_t>(values.back());
    auto statement = database.use(columns.sql.c_str());
    for (const auto place : columns.places)
        statement.bind(values[place]);
    statement.bind(checksum).bind(before.id).run();
    state.removed(before.checksum, before.record.outcome == Outcome::open);
    state.added(checksum, after.outcome == Outcome::open);
}

}  // namespace mobilepay::journal
