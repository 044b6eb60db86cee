#include "driver/journal/about.h"
#include "driver/journal/place.h"
#include "driver/journal/store.h"

#include <gsl/gsl>

namespace mobilepay::journal {

namespace {

/// Above this size opening checks the open rows and leaves the rest to `checkAll`; below it takes
/// some tens of milliseconds at most.
constexpr std::int64_t wholeCheckLimit = 16 << 20;

FileName nameOf(const Options& options) {
    return {options.path, options.lane};
}

/// What is there has to be readable: an error is not the same as nothing.
std::unique_ptr<RawFile> openRaw(const Options& options, const std::string& suffix) {
    const auto type = suffix.empty() ? RawFile::Type::database : RawFile::Type::companion;
    const std::string path = options.path + suffix;
    auto file = RawFile::open(options.vfs, path, type, RawFile::Mode::read);
    if (!file) throwSqlite(nameOf(options), SQLITE_CANTOPEN, "opening " + path, "cannot be read");
    return file;
}

/// 0 for a file that is not there.
std::int64_t sizeOf(const Options& options, const std::string& suffix) {
    if (!RawFile::exists(options.vfs, options.path + suffix)) return 0;
    return openRaw(options, suffix)->size();
}

/// The header, before SQLite touches the file: SQLite would take an empty file for a new one, and
/// throw away the -wal beside it.
bool looksBlank(const Options& options) {
    if (sizeOf(options, "") == 0) return true;
    // An unfinished transaction of the first moments: SQLite takes it back.
    if (sizeOf(options, "-journal") > 0) return false;
    if (openRaw(options, "")->read(0, 16) != std::string("SQLite format 3\0", 16))
        throwSqlite(nameOf(options), SQLITE_NOTADB, "reading its first bytes",
                    "file is not a database");
    return false;
}

void requireNeverUsed(const Options& options) {
    const auto mark = Mark::read(options.vfs, options.path);
    if (mark.value_or(0) > 0)
        throw DamagedError(nameOf(options), "it is gone or empty, though " + std::to_string(*mark) +
                                                " commits were made (says its -mark file)");
}

/// SQLite has written and synced a first page before there is any -wal.
void requireNoOrphan(const Options& options) {
    if (sizeOf(options, "-wal") > 0)
        throw DamagedError(nameOf(options), "it is gone or empty, but its -wal file is there");
}

/// Everything that can be said before SQLite opens the file. Returns the name, for the order of
/// initialisation.
FileName beforeOpening(const Options& options) {
    Expects(options.readOnly || (!options.lane.empty() && !options.machine.empty()));
    const FileName name = nameOf(options);
    if (options.path.empty())
        throw core::JournalError("the path of the journal is empty; set it to a file of its own");
    if (!options.vfs.empty() && !sqlite3_vfs_find(options.vfs.c_str()))
        throw core::JournalError(name.described() + ": there is no VFS " + options.vfs);
    if (options.vfs.empty()) requireGoodPlace(name);
    if (!looksBlank(options)) return name;
    requireNeverUsed(options);
    requireNoOrphan(options);
    if (options.readOnly)
        throw core::JournalError(name.described() +
                                 ": there is none yet; it is made when the lane is first enabled");
    if (options.vfs.empty()) makeFile(name);
    return name;
}

/// The switch goes through a rollback journal. EXTRA syncs the folder after that one is removed: if
/// it came back after a power cut, it would take the whole file with it.
void useWriteAheadLog(Database& database) {
    database.execute("PRAGMA synchronous=EXTRA");
    // Executed to its end: only then the switch is committed, and an error of that is seen.
    database.execute("PRAGMA journal_mode=WAL");
    auto mode = database.use("PRAGMA journal_mode");
    if (!mode.step() || mode.text(0) != "wal")
        throw core::JournalError(database.file().described() +
                                 ": it cannot be switched to write-ahead logging");
    database.execute("PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=32");
}

}  // namespace

Store::Store(const Options& asked, const Schema& schema)
    : options(asked),
      database(beforeOpening(asked), asked.vfs,
               asked.readOnly ? Database::Access::readOnly : Database::Access::readWrite,
               gsl::narrow<int>(asked.busyTimeout.count())) {
    // The mark first: another process may commit while we read.
    const auto mark = Mark::read(options.vfs, options.path);
    const auto found = findVersion(database, schema);
    if (!found.blank) {
        requireOurs();
        requireNothingLost(mark.value_or(0));
        checkContents();
    } else if (options.readOnly) {
        throw core::JournalError(database.file().described() + ": there is nothing in it yet");
    } else {
        requireNeverUsed(options);
    }
    if (!options.readOnly) prepareWriting(schema, found);
}

void Store::requireOurs() {
    database.doing("reading whose it is");
    const std::string lane = readAbout(database, "lane");
    if (!options.lane.empty() && lane != options.lane)
        throw core::JournalError(database.file().described() + ": it belongs to lane " + lane +
                                 "; each lane needs a journal of its own: correct the setting of "
                                 "the journal's path");
    const std::string machine = readAbout(database, "machine");
    if (!options.machine.empty() && machine != options.machine && !options.adopt)
        throw core::JournalError(
            database.file().described() + ": it comes from another machine (" + machine +
            ", this is " + options.machine +
            "); two machines that sell with one journal would charge twice. When the other one no "
            "longer sells, run " +
            database.file().command("adopt") + ", else " + database.file().command("set-aside"));
}

void Store::requireNothingLost(std::int64_t marked) {
    database.doing("checking that no commit is missing");
    const State state = State::load(database);
    if (marked > state.commits && !options.adopt)
        throw DamagedError(database.file(),
                           std::to_string(marked - state.commits) + " of its " +
                               std::to_string(marked) +
                               " commits are missing (a -wal file was lost or damaged, or the "
                               "file comes from a backup); with " +
                               database.file().command("adopt") + " it is used as it is");
    if (options.readOnly || sizeOf(options, "-wal") == 0) return;
    std::int64_t alone = 0;
    try {
        Database bare(database.file(), options.vfs, Database::Access::immutable, 0);
        alone = State::load(bare).commits;
    } catch (const core::JournalError&) {
        return;  // in the middle of a checkpoint; the -wal has it all
    }
    if (alone > state.commits)
        throw DamagedError(database.file(), "its -wal file is older than the file itself");
}

void Store::checkContents() {
    if (sizeOf(options, "") <= wholeCheckLimit)
        sweep(true);
    else
        sweepOpen();
}

void Store::prepareWriting(const Schema& schema, const FoundVersion& found) {
    database.doing("preparing to write");
    useWriteAheadLog(database);
    bringTo(database, schema, found, [this] { makeFresh(); });
    if (readAbout(database, "machine") != options.machine)
        commit("adopting it", [this](State&) {
            writeAbout(database, "adopted from", readAbout(database, "machine"));
            writeAbout(database, "machine", options.machine);
            return true;
        });
    fillReserve();
    // Not before: a commit that failed to become durable may show up again after a restart, and be
    // lost after all while the disk fails.
    mark_ = Mark::open(options.vfs, options.path);
    const bool marked = mark_ && mark_->write(State::load(database).commits, true) == SQLITE_OK;
    if (!marked)
        throw core::JournalError(database.file().described() +
                                 ": its -mark file cannot be written"
                                 " (read-only, full or failing disk, or a link in its place); make "
                                 "room, and make file and folder writable for the user this "
                                 "program runs as");
    commits = 0;
    database.checkpointOnClose();
}

void Store::makeFresh() {
    writeAbout(database, "lane", options.lane);
    writeAbout(database, "machine", options.machine);
    writeAbout(database, "made", core::toIso8601(options.now));
    State{}.save(database);
}

}  // namespace mobilepay::journal
