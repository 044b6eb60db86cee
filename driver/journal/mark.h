#pragma once

#include "driver/journal/raw_file.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace mobilepay::journal {

/// A small file beside the journal, `<path>-mark`, that says how many commits there have been. It
/// is written after each commit and not synced, so it may lag behind but is never ahead of what is
/// durable. A journal that knows fewer commits than its mark has lost some: a damaged or deleted
/// `-wal`, a deleted or truncated journal, one restored from a backup. A mark that is missing or
/// does not pass its own check says nothing.
class Mark {
public:
    static std::string pathOf(const std::string& journal) { return journal + "-mark"; }
    /// What the mark says; nullopt: nothing.
    static std::optional<std::int64_t> read(const std::string& vfs, const std::string& journal);

    /// For writing; makes the file. Returns nullptr where that is not possible.
    static std::unique_ptr<Mark> open(const std::string& vfs, const std::string& journal);
    /// A SQLite result code. `durably`: with a sync.
    int write(std::int64_t commits, bool durably = false);

private:
    explicit Mark(std::unique_ptr<RawFile> file) : file_(std::move(file)) {}
    std::unique_ptr<RawFile> file_;
};

}  // namespace mobilepay::journal
