#pragma once

#include "driver/core/clock.h"
#include "driver/core/ids.h"
#include "driver/core/money.h"
#include "driver/journal/record.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The durable record of one lane: a SQLite file that says what was promised, decided and told.
/// It holds no policy; what to do about a row is the flows' and the lane's business.
namespace mobilepay::journal {

/// How a journal is opened.
struct Options {
    std::string path;  ///< of the file, UTF-8; made when missing, its folder must exist
    /// Whose journal it is. Written when the file is made; a file of another lane is refused.
    /// Empty is possible for `readOnly` only: any lane's.
    std::string lane;
    /// This machine's identity, not secret (a digest of /etc/machine-id). Written when the file is
    /// made; a file of another machine is refused. Empty is possible for `readOnly` only: any.
    std::string machine;
    /// Take over the file of another machine, or one whose last commits are known to be lost.
    bool adopt = false;
    /// For a second process that only looks. Nothing is created, repaired or migrated.
    bool readOnly = false;
    /// The name of a registered sqlite3_vfs; empty: the operating system's. With a name the checks
    /// of folder, drive and permissions are left out, they belong to the operating system's files.
    std::string vfs;
    /// Our wall time, for what opening itself writes down (when a bad row was found).
    core::WallTime now;
    /// How long a file locked by someone else (virus scanner, backup) is tried again.
    core::Milliseconds busyTimeout{2000};
};

/// A row that failed its check. It is kept and never believed.
struct Quarantined {
    std::string table;     ///< where it stood: `record`, `period` or `memory`
    std::string name;      ///< the order id (or key, or number) as it reads, perhaps damaged
    std::string reason;    ///< what is wrong with it
    std::string contents;  ///< every column as found, one `name=value` a line
    core::WallTime foundAt;
    bool mayBeOpen = false;  ///< money may be on the way: a person has to look it up
};

/// What a period came to, for one kind, currency and training or not.
struct Total {
    Kind kind = Kind::sale;
    bool training = false;
    std::int64_t approvedCount = 0;  ///< outcome `approved`
    core::Money approved;
};

/// A settlement.
struct Period {
    std::int64_t number = 0;
    core::WallTime closedAt;
    std::int64_t rows = 0;
};

class Store;

/// One open journal. Every method is safe from any thread (they take turns); every method that
/// writes has made its change durable when it returns, or throws `core::JournalError` and has
/// changed nothing that can be seen here. (After a failed sync of a failing disk nobody can know
/// what a power cut leaves: such a change may turn up after a restart as if it had been written.)
/// A row that turns out bad while it is wanted is quarantined and treated as absent by queries;
/// writing to it throws.
class Journal {
public:
    /// Opens or makes the file and checks it: the place (folder, drive), the file, all rows of a
    /// journal of ordinary size and in any case all open ones, that no commit is missing, and that
    /// it can be written, with some room kept for the ends of what is begun. Throws
    /// `core::JournalError` that names the file, what is wrong and the way out; the file is kept.
    [[nodiscard]] static std::unique_ptr<Journal> open(const Options& options);
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    // ---- the life of a row, each call one commit ----

    /// Inserts an open row. Its lane is the journal's (empty: filled in), its order id is new;
    /// another row of that id is a `core::JournalError`. Refused already when the room kept for
    /// later writes cannot be kept.
    void promise(const Record& record);

    /// Writes the decision where none is, with the ids known by now (empty: not known), and returns
    /// the decision that stands: the one asked for, or an earlier one. Where the same one stands
    /// on an open row, ids that were not known are added. On a closed row nothing changes. An id
    /// that differs from the one in the row is a `core::JournalError`. `decision` is never `none`.
    [[nodiscard]] Decision decide(const core::OrderId& orderId, Decision decision,
                                  const core::PaymentId& payment = {},
                                  const core::RefundId& refund = {});

    /// Closes an open row and returns the outcome that stands: the one asked for, or that of an
    /// earlier call, with everything it came with. `outcome` is never `open`; nothing reopens. What
    /// ends against its decision `capture` counts as not handed over from then on, whatever the
    /// application was told before.
    Outcome conclude(const core::OrderId& orderId, Outcome outcome, std::string_view code,
                     std::string_view detail, const core::PaymentId& payment,
                     const core::RefundId& refund, core::WallTime at);

    /// The application knows these results; one commit for all of them, none when all were handed
    /// over before. What it knows as open and has ended against its decision since is left as it
    /// is: the application has to hear of that end. An unknown order id is a `core::JournalError`
    /// and none is marked.
    void handOver(const std::vector<KnownResult>& results);
    void handOver(const core::OrderId& orderId);

    // ---- questions; rows come in the order of their promises ----

    [[nodiscard]] std::optional<Record> find(const core::OrderId& orderId) const;
    /// Everything about one payment: the sale and its completion, voids and refunds.
    [[nodiscard]] std::vector<Record> findByPayment(const core::PaymentId& payment) const;
    /// Till numbers repeat: the newest first.
    [[nodiscard]] std::vector<Record> findByTillNumber(std::int32_t tillNumber) const;
    /// Without an outcome.
    [[nodiscard]] std::vector<Record> openRows() const;
    /// Whose result the application may not know, open ones included.
    [[nodiscard]] std::vector<Record> notHandedOver() const;
    /// The newest row with outcome `approved`, or open with decision `capture`.
    [[nodiscard]] std::optional<Record> lastApproved() const;
    /// Every row, one by one, until the visitor returns false. The visitor does not call back.
    void visit(const std::function<bool(const Record&)>& visitor) const;

    // ---- settlement ----

    /// Rows of a period; 0 is the open one.
    [[nodiscard]] std::vector<Record> rowsOfPeriod(std::int64_t number) const;
    /// By kind, currency and training, in that order; kinds without a row are left out.
    [[nodiscard]] std::vector<Total> totals(std::int64_t number) const;
    /// Moves every closed row of the open period into a new one, in one commit, and returns its
    /// number (1, 2, …). Rows still open stay in the open period and are settled with the next.
    std::int64_t closePeriod(core::WallTime at);
    [[nodiscard]] std::vector<Period> periods() const;

    // ---- what the lane remembers beside its rows ----

    /// `value` replaces an earlier one; no commit when it is the same. No secrets.
    void remember(std::string_view key, std::string_view value);
    [[nodiscard]] std::optional<std::string> recall(std::string_view key) const;

    // ---- care ----

    /// Bad rows found by now, oldest first.
    [[nodiscard]] std::vector<Quarantined> quarantined() const;
    /// Removes rows that are closed, handed over, settled with a period, and promised (by the
    /// server's time; never those that do not know it) and concluded before `limit`; never open or
    /// quarantined ones. Returns how many. The caller chooses a limit beyond the refund window.
    std::int64_t forgetOlderThan(core::WallTime limit);
    /// Reads and checks every row, index and page, however large the file is; bad rows are
    /// quarantined, anything worse is a `core::JournalError`.
    void checkAll();

    [[nodiscard]] const Options& options() const noexcept;
    /// Commits made through this object since it was opened (opening not counted).
    [[nodiscard]] std::int64_t commits() const noexcept;

private:
    explicit Journal(std::unique_ptr<Store> store);
    std::unique_ptr<Store> store_;
};

}  // namespace mobilepay::journal
