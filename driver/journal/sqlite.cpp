#include "driver/journal/sqlite.h"

#include <gsl/gsl>

namespace mobilepay::journal {

Statement::Statement(Database& database, sqlite3_stmt* statement)
    : database_(database), statement_(statement) {}

Statement::~Statement() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

void Statement::check(int code) {
    if (code != SQLITE_OK) database_.fail(code);
}

Statement& Statement::bind(std::int64_t value) {
    check(sqlite3_bind_int64(statement_, next_++, value));
    return *this;
}

Statement& Statement::bind(std::string_view text) {
    check(sqlite3_bind_text64(statement_, next_++, text.data() ? text.data() : "", text.size(),
                              SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return bind(*integer);
    if (const auto* text = std::get_if<std::string>(&value)) return bind(std::string_view(*text));
    if (const auto* blob = std::get_if<Blob>(&value)) {
        check(sqlite3_bind_blob64(statement_, next_++, blob->bytes.data(), blob->bytes.size(),
                                  SQLITE_TRANSIENT));
        return *this;
    }
    check(sqlite3_bind_null(statement_, next_++));
    return *this;
}

Statement& Statement::bindAll(const Values& values) {
    for (const auto& value : values)
        bind(value);
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) database_.fail(code);
    return false;
}

void Statement::run() {
    while (step()) {
    }
}

int Statement::columns() const {
    return sqlite3_column_count(statement_);
}

std::string Statement::columnName(int column) const {
    const char* name = sqlite3_column_name(statement_, column);
    return name ? name : "";
}

Value Statement::value(int column) const {
    const int type = sqlite3_column_type(statement_, column);
    if (type == SQLITE_NULL) return std::monostate{};
    if (type == SQLITE_INTEGER) return sqlite3_column_int64(statement_, column);
    if (type == SQLITE_BLOB) {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        const auto size = gsl::narrow<std::size_t>(sqlite3_column_bytes(statement_, column));
        return Blob{bytes ? std::string(bytes, size) : std::string()};
    }
    return text(column);
}

Values Statement::row() const {
    Values values;
    const int count = columns();
    values.reserve(static_cast<std::size_t>(count));
    for (int column = 0; column < count; ++column)
        values.push_back(value(column));
    return values;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_INTEGER
               ? sqlite3_column_int64(statement_, column)
               : 0;
}

std::string Statement::text(int column) const {
    const auto* characters = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    const auto size = gsl::narrow<std::size_t>(sqlite3_column_bytes(statement_, column));
    return characters ? std::string(characters, size) : std::string();
}

namespace {

int openFlags(Database::Access access) {
    const int shared = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    switch (access) {
        case Database::Access::readOnly:
            return shared | SQLITE_OPEN_READONLY;
        case Database::Access::immutable:
            return shared | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
        default:
            return shared | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    }
}

/// A file: URI with everything escaped that has a meaning there.
std::string immutableUri(const std::string& path) {
    static constexpr char hex[] = "0123456789ABCDEF";
    std::string uri = "file:";
    for (const char character : path) {
        const auto byte = static_cast<unsigned char>(character);
        if (character == '%' || character == '?' || character == '#') {
            uri += '%';
            uri += hex[byte >> 4];
            uri += hex[byte & 15];
        } else {
            uri += character == '\\' ? '/' : character;
        }
    }
    return uri + "?immutable=1";
}

}  // namespace

Database::Database(FileName file, const std::string& vfs, Access access, int busyMilliseconds)
    : file_(std::move(file)) {
    const std::string name = access == Access::immutable ? immutableUri(file_.path) : file_.path;
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &handle, openFlags(access),
                                     vfs.empty() ? nullptr : vfs.c_str());
    handle_.reset(handle);
    if (code != SQLITE_OK) fail(handle ? sqlite3_extended_errcode(handle) : code);
    // Rather than the flag of sqlite3_open_v2, which the SQLite inside POCO is too old for.
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, busyMilliseconds);
    // Windows: 13 tries with 25, 50 … ms between, 2 s together, at a file that a virus scanner has
    // for a moment. Elsewhere SQLite does not know this wish.
    int patience[] = {13, 25};
    sqlite3_file_control(handle, nullptr, SQLITE_FCNTL_WIN32_AV_RETRY, patience);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    execute(
        "PRAGMA synchronous=FULL; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;"
        "PRAGMA secure_delete=OFF; PRAGMA temp_store=MEMORY;");
}

Database::~Database() {
    for (const auto& [sql, statement] : statements_)
        sqlite3_finalize(statement);
}

Statement Database::use(const char* sql) {
    auto& statement = statements_[sql];
    if (!statement) {
        const int code = sqlite3_prepare_v3(handle_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT,
                                            &statement, nullptr);
        if (code != SQLITE_OK) fail(code);
    }
    return {*this, statement};
}

void Database::execute(const std::string& sql) {
    const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code);
}

std::int64_t Database::integer(const char* sql) {
    auto statement = use(sql);
    return statement.step() ? statement.integer(0) : 0;
}

bool Database::inTransaction() const {
    return sqlite3_get_autocommit(handle_.get()) == 0;
}

void Database::checkpointOnClose() {
    sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
}

void Database::fail(int code) const {
    throwSqlite(file_, code, doing_,
                handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code));
}

}  // namespace mobilepay::journal
