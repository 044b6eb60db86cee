#pragma once

#include "tests/simulator/model/seeded_random.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A disk in memory for the simulation and for tests of durability. Files change when they are
/// written and become durable when they are synced; a power cut takes what was not synced, whole,
/// in part or torn at a sector, drawn from the seed. Faults are ordered by operation and count.
///
/// SQLite reaches it through the VFS of a `Process`. WAL works with all its readers and
/// writers: shared memory and its locks are here too, so `locking_mode` stays as in production.
///
/// A disk may be used by several threads (one lock around every operation). Everything it does is
/// a function of the seed and of the order of operations.
namespace mobilepay::simulation {

/// What can be counted and made to fail.
enum class Operation { open, read, write, truncate, sync, remove, lock, sharedMemory };
inline constexpr std::size_t operationCount = 8;

/// How the chosen operation fails.
enum class Failure {
    error,       ///< an I/O error; a write does nothing
    tornWrite,   ///< an I/O error; of a write a part, cut at a sector, is there
    full,        ///< no space; nothing is written
    processEnd,  ///< the process dies before it: this and everything later of it has no effect
    powerCut,    ///< all processes die before it, and what was not synced is lost or torn
};

struct Fault {
    Operation operation = Operation::write;
    std::uint64_t nth = 1;    ///< counted from when the fault is planned; 1 is the next one
    std::uint64_t times = 1;  ///< how many in a row fail
    Failure failure = Failure::error;
};

namespace detail {
struct File;
struct Name;
}  // namespace detail

class Process;

class Disk {
public:
    explicit Disk(std::uint64_t seed = 1);
    ~Disk();
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    // ---- faults ----

    /// Adds a fault; several may wait at once.
    void plan(const Fault& fault);
    void clearFaults();
    /// Told about every fault when it happens, before its effect; a full disk too.
    using Witness = std::function<void(Operation, Failure)>;
    void watch(Witness witness);
    /// Whether a planned fault has happened since the last `clearFaults`.
    [[nodiscard]] bool faultHappened() const;
    /// No more than so many bytes in all files; nullopt: no limit. In-place writes always fit.
    void limit(std::optional<std::size_t> bytes);
    /// The disk cannot be written (opening for writing fails, writing too).
    void readOnly(bool value);
    /// A disk that lies: sync does nothing and says it did.
    void ignoreSyncs(bool value);
    /// Every process dies; what was not synced is lost, kept or torn by seed.
    void cutPower();

    // ---- a look at it ----

    /// Operations so far, failed ones included.
    [[nodiscard]] std::uint64_t count(Operation operation) const;
    [[nodiscard]] std::uint64_t countAll() const;
    [[nodiscard]] std::vector<std::string> files() const;
    [[nodiscard]] bool exists(const std::string& name) const;
    /// As a process would read it now; empty where there is none.
    [[nodiscard]] std::string contents(const std::string& name) const;
    [[nodiscard]] std::size_t usedBytes() const;
    /// Told about every read that is answered: the file, the first byte and how many.
    using Reader = std::function<void(const std::string& name, std::size_t at, std::size_t count)>;
    void watchReads(Reader reader);

    // ---- what others do to its files (damage, backups); durable at once ----

    void replace(const std::string& name, std::string_view contents);
    void erase(const std::string& name);
    void flip(const std::string& name, std::size_t offset, unsigned char mask);

    /// Microseconds that processes wanted to sleep (a busy database); nothing really sleeps.
    [[nodiscard]] std::uint64_t sleptMicroseconds() const;
    /// What the VFS says the time is; SQLite stores it nowhere in a journal.
    void wallMilliseconds(std::int64_t sinceEpoch);

private:
    friend class Process;
    friend struct Vfs;

    /// Counts the operation and says how it fails; nullopt: it does not.
    std::optional<Failure> happen(Operation operation, Process& process);
    void endAll();
    [[nodiscard]] bool fits(std::size_t moreBytes) const;

    mutable std::recursive_mutex mutex_;
    std::map<std::string, detail::Name> names_;
    std::vector<Process*> processes_;
    std::vector<Fault> faults_;
    std::uint64_t counts_[operationCount] = {};
    simulator::SeededRandom dice_;
    Witness witness_;
    Reader reader_;
    std::uint64_t slept_ = 0;
    std::int64_t wall_ = 0;
    std::size_t used_ = 0;
    std::optional<std::size_t> limit_;
    bool readOnly_ = false;
    bool ignoreSyncs_ = false;
    bool faultHappened_ = false;
};

/// One process that uses the disk, with a sqlite3_vfs of its own name.
class Process {
public:
    explicit Process(Disk& disk);
    /// Connections through it must be closed before.
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// For `sqlite3_open_v2` and `journal::Options::vfs`.
    [[nodiscard]] const std::string& vfs() const noexcept { return name_; }
    /// The process is gone, the machine is not: its locks are free, nothing written is lost, and
    /// whatever its objects still do (destructors above all) has no effect.
    void end();
    [[nodiscard]] bool ended() const noexcept { return ended_; }

private:
    friend class Disk;
    friend struct Vfs;
    struct Registration;

    Disk& disk_;
    std::string name_;
    std::unique_ptr<Registration> registration_;
    std::vector<struct Handle*> handles_;
    bool ended_ = false;
};

}  // namespace mobilepay::simulation
