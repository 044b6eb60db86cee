#pragma once

#include "driver/core/error.h"

#include <cstdint>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

/// A thin layer over SQLite's C interface. Not Poco::Data: the journal names its own VFS, sets what
/// is synced when, and turns every result code into words.
namespace mobilepay::journal {

/// What a message names: the file and whose it is.
struct FileName {
    std::string path;
    std::string lane;  ///< empty: not known

    /// `journal /var/lib/x.journal of lane TILL1`
    [[nodiscard]] std::string described() const;
    /// `'mpctl journal VERB TILL1 --folder "/var/lib/mobilepay"'`, to be typed as it stands; `LANE`
    /// where the lane is not known.
    [[nodiscard]] std::string command(const std::string& verb) const;
};

/// Text in a column, as against bytes.
struct Blob {
    std::string bytes;
    friend bool operator==(const Blob&, const Blob&) = default;
};
/// Anything that may stand in a column; reals are never written and read as text.
using Value = std::variant<std::monostate, std::int64_t, std::string, Blob>;
using Values = std::vector<Value>;

/// Damage as against all other troubles: the file has to be set aside.
class DamagedError : public core::JournalError {
public:
    DamagedError(const FileName& file, const std::string& whatIsWrong);
};

/// Throws the `core::JournalError` for a result code: file, what was being done, what is wrong and
/// the way out.
[[noreturn]] void throwSqlite(const FileName& file, int code, std::string_view doing,
                              std::string_view sqliteText);

class Database;

/// A prepared statement in use; ready for the next use when it goes.
class Statement {
public:
    Statement(Database& database, sqlite3_stmt* statement);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    /// Binds the next parameter (1, 2, …).
    Statement& bind(std::int64_t value);
    Statement& bind(std::string_view text);
    Statement& bind(const Value& value);
    Statement& bindAll(const Values& values);

    /// True: there is a row; false: done. Throws.
    bool step();
    /// For statements without rows.
    void run();

    [[nodiscard]] int columns() const;
    [[nodiscard]] std::string columnName(int column) const;
    [[nodiscard]] Value value(int column) const;
    [[nodiscard]] Values row() const;
    /// 0 and empty where the column is of another type.
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;

private:
    void check(int code);
    Database& database_;
    sqlite3_stmt* statement_;
    int next_ = 1;
};

/// A connection. One thread at a time.
class Database {
public:
    enum class Access { readWrite, readOnly, immutable };
    /// Opens and prepares the connection (busy time-out, synchronous=FULL, no trust in what the
    /// file's schema may call). No write, no checkpoint on close until `checkpointOnClose`.
    Database(FileName file, const std::string& vfs, Access access, int busyMilliseconds);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// A cached statement; `sql` must be a literal or outlive the connection, and not be in use.
    [[nodiscard]] Statement use(const char* sql);
    void execute(const std::string& sql);
    /// First column of the first row; 0 without a row.
    [[nodiscard]] std::int64_t integer(const char* sql);
    [[nodiscard]] bool inTransaction() const;
    void checkpointOnClose();

    [[nodiscard]] const FileName& file() const noexcept { return file_; }
    [[nodiscard]] sqlite3* handle() const noexcept { return handle_.get(); }
    /// What is being done, for messages; a literal.
    void doing(const char* words) noexcept { doing_ = words; }
    [[noreturn]] void fail(int code) const;

private:
    struct Close {
        void operator()(sqlite3* handle) const noexcept { sqlite3_close_v2(handle); }
    };
    FileName file_;
    std::unique_ptr<sqlite3, Close> handle_;
    const char* doing_ = "opening it";
    std::unordered_map<const char*, sqlite3_stmt*> statements_;
};

}  // namespace mobilepay::journal
