#pragma once

#include "driver/journal/journal.h"
#include "driver/journal/mark.h"
#include "driver/journal/row.h"
#include "driver/journal/schema.h"
#include "driver/journal/state.h"

#include <functional>
#include <mutex>

namespace mobilepay::journal {

/// What a journal consists of, and the three things all its methods are made of: read rows, change
/// something in one commit, sweep bad rows out. The caller holds `mutex`.
class Store {
public:
    /// Opens and checks; see `Journal::open`. `schema` is the build's, other ones are for tests.
    Store(const Options& options, const Schema& schema);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// What to do with a row; returns whether to go on.
    using Visitor = std::function<bool(Row&&)>;
    using Binder = std::function<void(Statement&)>;
    /// Good rows of a statement that begins with `selectRecord`; bad ones are swept out.
    void visit(const char* sql, const Binder& bind, const Visitor& visitor);
    std::vector<Record> records(const char* sql, const Binder& bind = {});
    /// Inside a `change`; throws `BadRow`.
    std::optional<Row> row(const core::OrderId& orderId);

    void requireWritable() const;
    /// One transaction; `body` returns false when there is nothing to write. `doing` is a literal.
    void change(const char* doing, const std::function<bool(State&)>& body);
    /// As `change`; a bad row that `body` runs into is swept out and reported.
    void changeRow(const char* doing, const std::function<bool(State&)>& body);

    void insert(State& state, const Record& record);
    /// The columns that one kind of change may touch, and no index beyond.
    enum class Part { decision, outcome, outcomeUnheard, handedOver, period };
    void update(State& state, Part part, const Row& before, const Record& after);

    /// Checks every row of every table; bad ones are moved into quarantine, and more than that is
    /// a `DamagedError`. `alsoPages`: with SQLite's check of pages and indexes.
    void sweep(bool alsoPages);
    /// Checks the rows without an outcome alone.
    void sweepOpen();
    std::vector<Quarantined> quarantined();

    /// Makes sure that there is room for the ends of what is begun; called before each promise.
    void keepRoom();

    /// After a write or sync that failed, the frames of its commit may stand complete in the -wal,
    /// and the next opening would bring them back; a commit that changes nothing takes their
    /// place. Tried at once, and again here where the disk did not let it; at the latest when it
    /// is closed.
    void overwriteFailed() noexcept;

    const Options options;
    std::mutex mutex;
    std::int64_t commits = 0;
    Database database;

private:
    void requireOurs();
    void requireNothingLost(std::int64_t marked);
    void checkContents();
    void prepareWriting(const Schema& schema, const FoundVersion& found);
    void makeFresh();
    void fillReserve();
    void commit(const char* doing, const std::function<bool(State&)>& body);
    void abandon() noexcept;

    std::unique_ptr<Mark> mark_;
    bool mayComeBack_ = false;       ///< what `overwriteFailed` is about
    std::vector<Quarantined> seen_;  ///< bad rows found where nothing can be moved (read-only)
};

/// `SELECT <recordColumns>, checksum FROM record`.
[[nodiscard]] const std::string& selectRecord();

}  // namespace mobilepay::journal
