#pragma once

#include "driver/journal/row.h"
#include "driver/journal/sqlite.h"

#include <cstdint>

namespace mobilepay::journal {

/// The one row of the table `state`, part of every commit: how many commits there were, and how
/// many rows must be there. A digest is the exclusive or of the checksums of its rows, so a row
/// that a damaged index or page hides is missed.
struct State {
    std::int64_t commits = 0;
    std::int64_t lastId = 0;
    std::int64_t lastPeriod = 0;
    std::int64_t rows = 0;
    std::int64_t rowsDigest = 0;
    std::int64_t openRows = 0;
    std::int64_t openDigest = 0;

    /// Throws `DamagedError` when it is missing or bad.
    static State load(Database& database);
    void save(Database& database) const;

    void added(std::int64_t checksum, bool open);
    void removed(std::int64_t checksum, bool open);
    [[nodiscard]] bool sameRows(const State& other) const;
};

}  // namespace mobilepay::journal
