#pragma once

#include "driver/lane/lane.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

/// What technicians do with a lane's journal without claiming the lane for sales.
namespace mobilepay::lane {

/// Shows every row, oldest first, until the visitor returns false. Reads only: a till may sell at
/// the same time. Throws core::JournalError when there is no journal or it cannot be read.
void visitJournal(const registry::Profile& profile, const std::function<bool(const Row&)>& visitor);

/// A reservation that nobody at this lane completed or gave back.
struct Reservation {
    Row row;
    core::WallTime
        until;            ///< by the server's clock: it gives it up within a call's time after this
    bool lapsed = false;  ///< that is over: nothing was taken, unless another lane completed it
};

/// The reservations among a lane's rows: approved pre-sales that still stand, or lapsed; training
/// is no matter of deadlines. One thread.
class Reservations {
public:
    /// Every row of the lane, oldest first.
    void add(const Row& row);
    /// Oldest first. `now`: of this machine's clock; how far the server's is ahead of it is taken
    /// from the last row that knew both.
    [[nodiscard]] std::vector<Reservation> at(core::WallTime now) const;

private:
    std::vector<Reservation> standing_;
    core::Milliseconds ahead_{0};
};

/// Those of a journal. Reads only; errors as `visitJournal`.
[[nodiscard]] std::vector<Reservation> reservations(const registry::Profile& profile,
                                                    core::WallTime now);

/// Rows that fail their check, in words. Reads only; errors as `visitJournal`.
[[nodiscard]] std::vector<std::string> damagedRows(const registry::Profile& profile);

/// A journal that was put away.
struct PutAside {
    std::vector<std::string> files;      ///< their new names; empty: there was nothing to move
    std::vector<Row> open;               ///< rows without an outcome
    std::vector<std::string> mayBeOpen;  ///< in words: what is damaged and may be open
    bool complete = true;                ///< false: there may be more
};

/// Renames the journal's files, so that the lane sells again with a fresh one. Takes the lane for
/// that moment: core::LaneHeldError while a till has it. core::JournalError when a file cannot be
/// renamed.
PutAside setJournalAside(const registry::Profile& profile);

/// Closes an open row by the decision of a person who has looked up what became of it at the wallet
/// and in the shop: `done` (paid, paid back, voided: as it was asked for) or not. The reason is
/// kept with the row and logged. From then on nobody finishes it any more. Takes the lane for that
/// moment. core::ConfigurationError when there is no such row, it is closed already or no reason is
/// given; others as above. Returns the row as it stands then.
Row resolveRow(const registry::Profile& profile, const core::OrderId& order, bool done,
               const std::string& reason);

/// Makes the journal of another machine, or of a restored backup, this machine's. Errors as above.
void adoptJournal(const registry::Profile& profile);

/// Who holds the lane now, in words; empty: nobody.
[[nodiscard]] std::string holderOf(const registry::Profile& profile);

/// A row as names and texts, amounts in decimal, times in ISO 8601: for lists and exports. Every
/// row has the same names in the same order.
using Field = std::pair<std::string, std::string>;
[[nodiscard]] std::vector<Field> fieldsOf(const Row& row);

/// The journal's word for an operation: `sale`, `preSale` …
[[nodiscard]] std::string operationWord(Operation operation);

}  // namespace mobilepay::lane
