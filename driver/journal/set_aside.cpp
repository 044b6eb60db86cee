#include "driver/journal/set_aside.h"

#include "driver/journal/journal.h"
#include "driver/journal/place.h"
#include "driver/journal/raw_file.h"
#include "driver/journal/row.h"
#include "driver/journal/store.h"

#include <filesystem>
#include <set>

namespace mobilepay::journal {

namespace {

std::filesystem::path pathOf(const std::string& path) {
    return {std::u8string(path.begin(), path.end())};
}

/// `.aside-20261123T201500Z`
std::string suffixFor(core::WallTime now) {
    std::string digits;
    for (const char character : core::toIso8601(now).substr(0, 19))
        if (character != '-' && character != ':') digits += character;
    return ".aside-" + digits + "Z";
}

/// Reads on where the pages still allow it, from both ends of the table.
void readDamaged(const Options& options, SetAside& found) {
    std::set<std::string> known;
    for (const char* order : {" NOT INDEXED ORDER BY id", " NOT INDEXED ORDER BY id DESC"}) {
        try {
            Database database({options.path, {}}, options.vfs, Database::Access::readOnly, 0);
            const std::string sql = selectRecord() + order;
            auto statement = database.use(sql.c_str());
            while (statement.step()) {
                try {
                    Row row = rowOf(database.file(), statement.row());
                    if (row.record.outcome == Outcome::open &&
                        known.insert(row.record.orderId.text()).second)
                        found.open.push_back(std::move(row.record));
                } catch (const BadRow& bad) {
                    const std::string name = statement.text(1);
                    if (known.insert(name).second)
                        found.mayBeOpen.push_back("order " + name + ": " + bad.what());
                }
            }
        } catch (const core::JournalError&) {
            // As far as it went.
        }
    }
}

void readWhatMayBeOpen(const std::string& path, const std::string& vfs, SetAside& found) {
    Options options;
    options.path = path;
    options.vfs = vfs;
    options.readOnly = true;
    try {
        const auto journal = Journal::open(options);
        found.open = journal->openRows();
        for (const auto& bad : journal->quarantined())
            if (bad.mayBeOpen) found.mayBeOpen.push_back("order " + bad.name + ": " + bad.reason);
    } catch (const core::JournalError& error) {
        found.complete = false;
        readDamaged(options, found);
        found.mayBeOpen.push_back(
            std::string("there may be more than could be read; compare with MobilePay's own list "
                        "of payments at this point of sale: ") +
            error.what());
    }
}

void moveOnDisk(const std::string& from, const std::string& to) {
    std::error_code error;
    std::filesystem::rename(pathOf(from), pathOf(to), error);
    if (error)
        throw core::JournalError("journal " + from + ": it cannot be moved to " + to + " (" +
                                 error.message() +
                                 "); close the programs that use it and try again");
}

/// A VFS knows no renaming: copy, sync, remove.
void moveByCopy(const std::string& vfs, const std::string& from, const std::string& to) {
    const auto source = RawFile::open(vfs, from, RawFile::Type::companion, RawFile::Mode::read);
    const auto copy =
        RawFile::open(vfs, to, RawFile::Type::companion, RawFile::Mode::readWriteCreate);
    const auto size = source ? static_cast<std::size_t>(source->size()) : 0;
    const auto bytes = source ? source->read(0, size) : std::nullopt;
    if (!copy || !bytes || copy->write(0, *bytes) != SQLITE_OK || copy->sync() != SQLITE_OK ||
        RawFile::remove(vfs, from) != SQLITE_OK)
        throw core::JournalError("journal " + from + ": it cannot be moved to " + to);
}

}  // namespace

SetAside setAside(const std::string& path, core::WallTime now, const std::string& vfs) {
    SetAside done;
    const bool there = RawFile::exists(vfs, path);
    if (there) readWhatMayBeOpen(path, vfs, done);
    std::string suffix = suffixFor(now);
    for (int count = 2; RawFile::exists(vfs, path + suffix); ++count)
        suffix = suffixFor(now) + "-" + std::to_string(count);
    // The database last but one: cut short, the mark still tells that something is missing, and
    // the next try moves the rest.
    for (const char* part : {"-journal", "-wal", "-shm", "", "-mark"}) {
        if (!RawFile::exists(vfs, path + part)) continue;
        const std::string to = path + suffix + part;
        vfs.empty() ? moveOnDisk(path + part, to) : moveByCopy(vfs, path + part, to);
        done.files.push_back(to);
    }
    if (vfs.empty()) syncFolderOf(path);
    if (!there && !done.files.empty()) {
        done.complete = false;
        done.mayBeOpen.push_back(
            "the journal itself was missing, only files beside it were left: what was open is not "
            "known; look at MobilePay's own list of payments at this point of sale");
    }
    return done;
}

}  // namespace mobilepay::journal
