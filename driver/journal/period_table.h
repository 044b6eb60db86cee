#pragma once

#include "driver/journal/journal.h"
#include "driver/journal/sqlite.h"

namespace mobilepay::journal {

void writePeriod(Database& database, const Period& period);
/// Good rows only, in order.
[[nodiscard]] std::vector<Period> readPeriods(Database& database);
/// Numbers of the rows that fail their check.
[[nodiscard]] Values badPeriods(Database& database);

}  // namespace mobilepay::journal
