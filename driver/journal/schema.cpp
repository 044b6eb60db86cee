#include "driver/journal/schema.h"

#include "driver/journal/about.h"

namespace mobilepay::journal {

namespace {

/// One row a request of the till; driver/journal/record.h says what the columns mean. Times are
/// milliseconds since 1970, amounts whole minor units of the currency.
constexpr const char* recordTable = R"(CREATE TABLE record (
  id INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL CHECK (typeof(order_id) = 'text'),
  lane TEXT NOT NULL CHECK (typeof(lane) = 'text'),
  kind TEXT NOT NULL CHECK (typeof(kind) = 'text'),
  amount INTEGER NOT NULL CHECK (typeof(amount) = 'integer'),
  currency TEXT NOT NULL CHECK (typeof(currency) = 'text'),
  key TEXT NOT NULL CHECK (typeof(key) = 'text'),
  body BLOB NOT NULL CHECK (typeof(body) = 'blob'),
  point_of_sale TEXT NOT NULL CHECK (typeof(point_of_sale) = 'text'),
  till_number INTEGER NOT NULL CHECK (typeof(till_number) = 'integer'),
  payment TEXT NOT NULL CHECK (typeof(payment) = 'text'),
  refund TEXT NOT NULL CHECK (typeof(refund) = 'text'),
  promised_at INTEGER NOT NULL CHECK (typeof(promised_at) = 'integer'),
  server_promised_at INTEGER NOT NULL CHECK (typeof(server_promised_at) = 'integer'),
  server_time_known INTEGER NOT NULL CHECK (typeof(server_time_known) = 'integer'),
  decision TEXT NOT NULL CHECK (typeof(decision) = 'text'),
  outcome TEXT NOT NULL CHECK (typeof(outcome) = 'text'),
  code TEXT NOT NULL CHECK (typeof(code) = 'text'),
  detail TEXT NOT NULL CHECK (typeof(detail) = 'text'),
  concluded_at INTEGER CHECK (typeof(concluded_at) IN ('integer', 'null')),
  handed_over INTEGER NOT NULL CHECK (typeof(handed_over) = 'integer'),
  training INTEGER NOT NULL CHECK (typeof(training) = 'integer'),
  period INTEGER NOT NULL CHECK (typeof(period) = 'integer'),
  checksum INTEGER NOT NULL CHECK (typeof(checksum) = 'integer')))";

/// The whole of version 1.0.
const std::vector<const char*>& firstVersion() {
    static const std::vector<const char*> statements{
        recordTable,
        "CREATE UNIQUE INDEX record_order ON record (order_id)",
        "CREATE INDEX record_payment ON record (payment) WHERE payment <> ''",
        "CREATE INDEX record_till_number ON record (till_number)",
        "CREATE INDEX record_open ON record (id) WHERE outcome = 'open'",
        "CREATE INDEX record_not_handed_over ON record (id) WHERE handed_over = 0",
        "CREATE TABLE about (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL,"
        " checksum INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), commits INTEGER NOT NULL,"
        " last_id INTEGER NOT NULL, last_period INTEGER NOT NULL,"
        " rows INTEGER NOT NULL, rows_digest INTEGER NOT NULL,"
        " open_rows INTEGER NOT NULL, open_digest INTEGER NOT NULL, checksum INTEGER NOT NULL)",
        "CREATE TABLE period (number INTEGER PRIMARY KEY, closed_at INTEGER NOT NULL,"
        " rows INTEGER NOT NULL, checksum INTEGER NOT NULL)",
        "CREATE TABLE memory (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL,"
        " checksum INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE quarantine (id INTEGER PRIMARY KEY, origin TEXT NOT NULL,"
        " name TEXT NOT NULL, reason TEXT NOT NULL, contents TEXT NOT NULL,"
        " found_at INTEGER NOT NULL, may_be_open INTEGER NOT NULL)",
        "CREATE TABLE reserve (id INTEGER PRIMARY KEY, padding BLOB NOT NULL)",
    };
    return statements;
}

void refuseMajor(const Database& database, const SchemaVersion& found, int ours) {
    throw core::JournalError(database.file().described() + ": its schema is version " +
                             found.text() + ", this program writes version " +
                             std::to_string(ours) +
                             "; nothing was touched; use the newer program again, or run " +
                             database.file().command("set-aside") + " to start a fresh journal");
}

void apply(Database& database, const Schema& schema, const FoundVersion& found) {
    for (const auto& migration : schema.migrations) {
        if (!found.blank && migration.minor <= found.version.minor) continue;
        for (const char* statement : migration.statements)
            database.execute(statement);
    }
    const auto version = schema.version();
    database.execute("PRAGMA user_version=" + std::to_string(version.number()));
    database.execute("PRAGMA application_id=" + std::to_string(applicationId));
    writeAbout(database, "schema", version.text());
}

}  // namespace

std::string SchemaVersion::text() const {
    return std::to_string(major) + "." + std::to_string(minor);
}

SchemaVersion Schema::version() const {
    return {major, migrations.back().minor};
}

const Schema& currentSchema() {
    static const Schema schema{1, {{0, firstVersion()}}};
    return schema;
}

FoundVersion findVersion(Database& database, const Schema& schema) {
    database.doing("reading its version");
    const auto application = database.integer("PRAGMA application_id");
    const auto number = static_cast<int>(database.integer("PRAGMA user_version"));
    if (application == 0 && number == 0 &&
        database.integer("SELECT count(*) FROM sqlite_master") == 0)
        return {true, {}};
    if (application != applicationId)
        throw core::JournalError(database.file().described() +
                                 ": it is a database, but no journal of ours (application id " +
                                 std::to_string(application) +
                                 "); correct the setting of the journal's path");
    const SchemaVersion found{number / 1000, number % 1000};
    if (found.major > schema.major) refuseMajor(database, found, schema.major);
    if (found.major < 1 || found.minor < 0 || readAbout(database, "schema") != found.text())
        throw DamagedError(database.file(), "its version cannot be trusted");
    return {false, found};
}

bool bringTo(Database& database, const Schema& schema, const FoundVersion& found,
             const std::function<void()>& fresh) {
    if (!found.blank && found.version >= schema.version()) return false;
    database.doing("bringing it to this version");
    database.execute("BEGIN IMMEDIATE");
    try {
        apply(database, schema, found);
        if (found.blank) fresh();
        database.execute("COMMIT");
    } catch (...) {
        if (database.inTransaction())
            sqlite3_exec(database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
        throw;
    }
    return true;
}

}  // namespace mobilepay::journal
