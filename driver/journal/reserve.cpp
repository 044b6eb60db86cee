#include "driver/journal/store.h"

/// Room for the ends of what is begun. A decision, an outcome or a hand-over must still fit when
/// the disk has filled up since the promise. Two places grow: the file itself, where free pages are
/// kept that were really written once, and the -wal, which SQLite writes from its beginning again
/// after each checkpoint without giving up its length.
namespace mobilepay::journal {

namespace {

/// The padding, in bytes; pages are 4096. A commit takes 3 to 9 pages, a checkpoint comes after 32:
/// so the -wal stays within 32 pages, one more commit, and the three of a sale that ends.
constexpr std::int64_t reserveBytes = 64 * 4096 - 8192;
/// A promise is refused when fewer free pages are left and no more can be had.
constexpr std::int64_t leastFreePages = 16;

}  // namespace

/// Writes the padding, carries it into the file, and frees its pages again. Also the probe that
/// shows a read-only or full disk before anything is promised.
void Store::fillReserve() {
    commit("making sure that it can be written", [this](State&) {
        database.use("DELETE FROM reserve").run();
        database.use("INSERT INTO reserve (id, padding) VALUES (1, zeroblob(?))")
            .bind(reserveBytes)
            .run();
        return true;
    });
    database.doing("making room in it");
    const int code = sqlite3_wal_checkpoint_v2(database.handle(), nullptr,
                                               SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    // A reader in the way is no trouble: then the pages are carried over later.
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED)
        database.fail(code);
    commit("making sure that it can be written", [this](State&) {
        database.use("DELETE FROM reserve").run();
        return true;
    });
}

void Store::keepRoom() {
    database.doing("making room in it");
    if (database.integer("PRAGMA freelist_count") < leastFreePages) fillReserve();
}

}  // namespace mobilepay::journal
