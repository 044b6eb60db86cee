#pragma once

#include "tests/simulation/disk/disk.h"

#include <array>
#include <sqlite3.h>

namespace mobilepay::simulation {

inline constexpr std::size_t sectorBytes = 512;
inline constexpr int sharedSlots = SQLITE_SHM_NLOCK;

struct Handle;

namespace detail {

/// A change since the last sync: bytes at an offset, or a new length.
struct Change {
    bool truncation = false;
    std::size_t offset = 0;  ///< of the first byte; of a truncation the new length
    std::size_t length = 0;  ///< of what was written
    std::size_t sizeBefore = 0;
    std::size_t saved = 0;  ///< where `before` has the bytes that it replaced
};

/// What a file consists of; names point to it.
struct File {
    std::string now;
    /// The way back to what is durable: a sync, which is frequent, only forgets it.
    std::vector<Change> unsynced;
    std::string before;

    // locks of a database file, as SQLite's five levels
    std::map<Handle*, int> locks;
    // the -shm of it: regions and their locks
    std::vector<std::shared_ptr<std::vector<char>>> regions;
    std::map<Handle*, std::array<char, sharedSlots>> sharedLocks;  ///< 0, 1 shared, 2 exclusive

    void write(std::size_t offset, std::string_view bytes);
    void truncate(std::size_t size);
    void sync();
    void flip(std::size_t offset, char mask);
    /// What a power cut leaves: each unsynced change, sector by sector, is there or not.
    void losePower(const std::function<std::uint64_t()>& random);

private:
    void save(Change change, std::size_t from, std::size_t to);
    [[nodiscard]] std::string_view savedBy(const Change& change) const;
    /// Takes it back; returns what it had written.
    std::string undo(const Change& change);
};

/// A name in the one folder there is.
struct Name {
    std::shared_ptr<File> now;      ///< null: not there
    std::shared_ptr<File> durable;  ///< what is there after a power cut
};

}  // namespace detail

/// SQLite's file object.
struct Handle {
    sqlite3_file base;
    struct Opened {
        Process* process = nullptr;
        Disk* disk = nullptr;
        std::string name;
        std::shared_ptr<detail::File> file;
        /// Regions stay as long as SQLite may look at them, even when the process has ended.
        std::vector<std::shared_ptr<std::vector<char>>> mapped;
        bool dead = false;
        bool deleteOnClose = false;
    };
    Opened* opened;
};

}  // namespace mobilepay::simulation
