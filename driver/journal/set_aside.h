#pragma once

#include "driver/core/clock.h"
#include "driver/journal/record.h"

#include <string>
#include <vector>

namespace mobilepay::journal {

/// What `setAside` did.
struct SetAside {
    std::vector<std::string> files;  ///< the new names, UTF-8; empty: there was nothing to move
    std::vector<Record> open;        ///< rows without an outcome that pass their check
    /// Rows that do not pass it and may be open, as far as they read; and, where the file is
    /// damaged, a sentence that says so: then there may be more than is listed.
    std::vector<std::string> mayBeOpen;
    bool complete = true;  ///< false: not everything could be read
};

/// Moves the files of a journal (the database, its `-wal`, `-shm` and `-mark`) to a dated name
/// beside it, `<path>.aside-20261123T201500Z`, so that a fresh journal can be made, and reads what
/// may be open, as well as it can. Nothing is deleted. The caller holds the lane. Throws
/// `core::JournalError` when a file cannot be moved; repeating it is safe.
/// `vfs`: as `Options::vfs`.
[[nodiscard]] SetAside setAside(const std::string& path, core::WallTime now,
                                const std::string& vfs = {});

}  // namespace mobilepay::journal
