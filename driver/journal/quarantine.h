#pragma once

#include "driver/journal/journal.h"
#include "driver/journal/sqlite.h"

#include <string>

namespace mobilepay::journal {

/// A bad row where it stands: table, the column that finds it, its value there.
struct BadPlace {
    const char* table = "";
    const char* keyColumn = "";
    Value key;
    std::string reason;
};

/// The row as it reads, with every column, those of newer minor versions included.
[[nodiscard]] Quarantined describeBad(Database& database, const BadPlace& place,
                                      core::WallTime now);

/// Inside a transaction: copies the row into the table `quarantine`, then takes it out.
void moveToQuarantine(Database& database, const BadPlace& place, core::WallTime now);

[[nodiscard]] std::vector<Quarantined> readQuarantine(Database& database);

}  // namespace mobilepay::journal
