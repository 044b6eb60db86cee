#include "driver/journal/about.h"

#include "driver/journal/row.h"

namespace mobilepay::journal {

namespace {

std::int64_t entryChecksum(std::string_view table, std::string_view name, std::string_view value) {
    static constexpr std::string_view columns[] = {"name", "value"};
    const Value values[] = {std::string(name), std::string(value)};
    return checksumOf(table, columns, values);
}

std::optional<Remembered> read(Statement& statement, std::string_view table,
                               std::string_view name) {
    statement.bind(name);
    if (!statement.step()) return std::nullopt;
    Remembered found{statement.text(0)};
    found.bad = statement.text(2) != name ||
                statement.value(1) != Value(entryChecksum(table, name, found.value));
    return found;
}

void write(Statement statement, std::string_view table, std::string_view name,
           std::string_view value) {
    statement.bind(name).bind(value).bind(entryChecksum(table, name, value)).run();
}

}  // namespace

std::string readAbout(Database& database, const char* name) {
    auto statement = database.use("SELECT value, checksum, name FROM about WHERE name = ?");
    const auto found = read(statement, "about", name);
    if (!found || found->bad)
        throw DamagedError(database.file(),
                           "what it says of its " + std::string(name) + " cannot be trusted");
    return found->value;
}

void writeAbout(Database& database, std::string_view name, std::string_view value) {
    write(database.use("INSERT INTO about (name, value, checksum) VALUES (?, ?, ?) ON CONFLICT "
                       "(name) DO UPDATE SET value = excluded.value, checksum = excluded.checksum"),
          "about", name, value);
}

std::optional<Remembered> readMemory(Database& database, std::string_view key) {
    auto statement = database.use("SELECT value, checksum, key FROM memory WHERE key = ?");
    return read(statement, "memory", key);
}

Values badMemories(Database& database) {
    auto statement = database.use("SELECT key, value, checksum FROM memory");
    Values bad;
    while (statement.step()) {
        const auto expected = entryChecksum("memory", statement.text(0), statement.text(1));
        if (statement.value(2) != Value(expected)) bad.push_back(statement.value(0));
    }
    return bad;
}

void writeMemory(Database& database, std::string_view key, std::string_view value) {
    write(database.use("INSERT INTO memory (key, value, checksum) VALUES (?, ?, ?) ON CONFLICT "
                       "(key) DO UPDATE SET value = excluded.value, checksum = excluded.checksum"),
          "memory", key, value);
}

}  // namespace mobilepay::journal
