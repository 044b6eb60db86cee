#pragma once

#include "driver/journal/sqlite.h"

#include <functional>
#include <string>
#include <vector>

/// The tables, their version and how an older file becomes a newer one.
///
/// The version is `major.minor`, kept twice: as `schema` in the table `about`, and as
/// `PRAGMA user_version` = major * 1000 + minor. Within a major version a minor only adds: tables,
/// columns that may be null, indexes. So every build of a major reads and writes every file of that
/// major, naming its columns and leaving the others alone. A newer major is refused, nothing in it
/// is touched. A migration is one transaction, version included: cut short at any statement it has
/// not happened, and starts again with the next opening. No migration deletes or rewrites a row.
///
/// The columns check their types by CHECK and not by STRICT, which the SQLite on Windows (3.35)
/// does not read yet.
namespace mobilepay::journal {

struct SchemaVersion {
    int major = 1;
    int minor = 0;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] int number() const { return major * 1000 + minor; }
    friend auto operator<=>(const SchemaVersion&, const SchemaVersion&) = default;
};

/// What a minor version adds to the one before it; minor 0 is the whole schema.
struct Migration {
    int minor = 0;
    std::vector<const char*> statements;
};

/// The schema of a build.
struct Schema {
    int major = 1;
    std::vector<Migration> migrations;  ///< in order; the first is minor 0
    [[nodiscard]] SchemaVersion version() const;
};

/// This build's.
[[nodiscard]] const Schema& currentSchema();

/// `MPJL`: SQLite keeps it in the file's header, `file` and we recognise a journal by it.
inline constexpr int applicationId = 0x4D504A4C;

/// What a file says of itself, by header alone.
struct FoundVersion {
    bool blank = false;  ///< a database without any table: a journal that is about to be made
    SchemaVersion version;
};

/// Throws `core::JournalError` for a database that is no journal, and for a newer major.
[[nodiscard]] FoundVersion findVersion(Database& database, const Schema& schema);

/// Brings a blank or older file to the schema; a newer minor stays as it is. One transaction;
/// `fresh` runs inside it when the file was blank. Returns whether anything was written.
bool bringTo(Database& database, const Schema& schema, const FoundVersion& found,
             const std::function<void()>& fresh);

}  // namespace mobilepay::journal
