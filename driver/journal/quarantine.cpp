#include "driver/journal/quarantine.h"

#include "driver/journal/words.h"

#include <map>

namespace mobilepay::journal {

namespace {

void appendByte(std::string& text, unsigned char byte) {
    static constexpr char hex[] = "0123456789abcdef";
    text += "\\x";
    text += hex[byte >> 4];
    text += hex[byte & 15];
}

/// Printable ASCII as it is, every other byte as \xHH, so that damage cannot break a terminal.
std::string printable(const std::string& bytes) {
    std::string text;
    for (const char character : bytes) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte >= 0x20 && byte < 0x7f && character != '\\')
            text += character;
        else
            appendByte(text, byte);
    }
    return text;
}

std::string printable(const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
    if (const auto* text = std::get_if<std::string>(&value)) return printable(*text);
    if (const auto* blob = std::get_if<Blob>(&value)) return printable(blob->bytes);
    return "(null)";
}

std::string statementFor(const char* verb, const BadPlace& place) {
    return std::string(verb) + " FROM " + place.table + " WHERE " + place.keyColumn + " = ?";
}

/// Only what reads closed in two places counts as closed.
bool mayBeOpen(const std::map<std::string, Value>& columns) {
    const auto outcome = columns.find("outcome");
    const auto concluded = columns.find("concluded_at");
    if (outcome == columns.end() || concluded == columns.end()) return false;
    const auto* word = std::get_if<std::string>(&outcome->second);
    const auto known = word ? outcomeOf(*word) : std::nullopt;
    return !known || *known == Outcome::open ||
           !std::holds_alternative<std::int64_t>(concluded->second);
}

/// One statement that is used once.
class Single {
public:
    Single(Database& database, const std::string& sql) {
        if (sqlite3_prepare_v2(database.handle(), sql.c_str(), -1, &statement_, nullptr) !=
            SQLITE_OK)
            database.fail(sqlite3_extended_errcode(database.handle()));
    }
    ~Single() { sqlite3_finalize(statement_); }
    Single(const Single&) = delete;
    Single& operator=(const Single&) = delete;
    Statement use(Database& database) { return {database, statement_}; }

private:
    sqlite3_stmt* statement_ = nullptr;
};

}  // namespace

Quarantined describeBad(Database& database, const BadPlace& place, core::WallTime now) {
    Quarantined bad{place.table, printable(place.key), place.reason, {}, now};
    Single single(database, statementFor("SELECT *", place));
    auto statement = single.use(database);
    if (!statement.bind(place.key).step()) return bad;
    std::map<std::string, Value> columns;
    for (int column = 0; column < statement.columns(); ++column) {
        const std::string name = statement.columnName(column);
        columns[name] = statement.value(column);
        bad.contents += name + "=" + printable(columns[name]) + "\n";
    }
    if (const auto order = columns.find("order_id"); order != columns.end())
        bad.name = printable(order->second);
    bad.mayBeOpen = bad.table == "record" && mayBeOpen(columns);
    return bad;
}

void moveToQuarantine(Database& database, const BadPlace& place, core::WallTime now) {
    const Quarantined bad = describeBad(database, place, now);
    database
        .use(
            "INSERT INTO quarantine (origin, name, reason, contents, found_at, may_be_open) "
            "VALUES (?, ?, ?, ?, ?, ?)")
        .bind(std::string_view(bad.table))
        .bind(std::string_view(bad.name))
        .bind(std::string_view(bad.reason))
        .bind(std::string_view(bad.contents))
        .bind(std::int64_t{now.sinceEpoch.count()})
        .bind(std::int64_t{bad.mayBeOpen ? 1 : 0})
        .run();
    Single single(database, statementFor("DELETE", place));
    single.use(database).bind(place.key).run();
}

std::vector<Quarantined> readQuarantine(Database& database) {
    auto statement = database.use(
        "SELECT origin, name, reason, contents, found_at, may_be_open FROM quarantine ORDER BY id");
    std::vector<Quarantined> found;
    while (statement.step())
        found.push_back({statement.text(0),
                         statement.text(1),
                         statement.text(2),
                         statement.text(3),
                         {core::Milliseconds(statement.integer(4))},
                         statement.integer(5) != 0});
    return found;
}

}  // namespace mobilepay::journal
