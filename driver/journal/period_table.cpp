#include "driver/journal/period_table.h"

#include "driver/journal/row.h"

namespace mobilepay::journal {

namespace {

constexpr std::string_view columns[] = {"number", "closed_at", "rows"};

}  // namespace

void writePeriod(Database& database, const Period& period) {
    Values values{period.number, std::int64_t{period.closedAt.sinceEpoch.count()}, period.rows};
    values.emplace_back(checksumOf("period", columns, values));
    database.use("INSERT INTO period (number, closed_at, rows, checksum) VALUES (?, ?, ?, ?)")
        .bindAll(values)
        .run();
}

namespace {

bool isGood(const Statement& statement, const Values& values) {
    return statement.value(3) == Value(checksumOf("period", columns, values));
}

constexpr const char* selectPeriods =
    "SELECT number, closed_at, rows, checksum FROM period ORDER BY number";

}  // namespace

std::vector<Period> readPeriods(Database& database) {
    auto statement = database.use(selectPeriods);
    std::vector<Period> periods;
    while (statement.step())
        if (isGood(statement, statement.row()))
            periods.push_back({statement.integer(0),
                               {core::Milliseconds(statement.integer(1))},
                               statement.integer(2)});
    return periods;
}

Values badPeriods(Database& database) {
    auto statement = database.use(selectPeriods);
    Values bad;
    while (statement.step())
        if (!isGood(statement, statement.row())) bad.push_back(statement.value(0));
    return bad;
}

}  // namespace mobilepay::journal
