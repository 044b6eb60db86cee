#include "tests/simulation/disk/vfs.h"

#include <algorithm>

namespace mobilepay::simulation {

namespace {

using Guard = std::lock_guard<std::recursive_mutex>;

constexpr char sharedMark = 1;
constexpr char exclusiveMark = 2;

Handle& handleOf(sqlite3_file* file) {
    return *reinterpret_cast<Handle*>(file);
}

/// The highest level that anybody else holds.
int highestOther(const detail::File& file, const Handle& handle) {
    int highest = SQLITE_LOCK_NONE;
    for (const auto& [holder, level] : file.locks)
        if (holder != &handle) highest = std::max(highest, level);
    return highest;
}

}  // namespace

int Vfs::lock(sqlite3_file* file, int level) {
    auto& handle = handleOf(file);
    auto& opened = *handle.opened;
    const Guard guard(opened.disk->mutex_);
    if (opened.dead) return SQLITE_IOERR_LOCK;
    if (const auto failure = opened.disk->happen(Operation::lock, *opened.process))
        return resultOf(*failure, SQLITE_IOERR_LOCK);
    auto& own = opened.file->locks[&handle];
    if (own >= level) return SQLITE_OK;
    const int other = highestOther(*opened.file, handle);
    if (level == SQLITE_LOCK_SHARED && other >= SQLITE_LOCK_PENDING) return SQLITE_BUSY;
    if (level == SQLITE_LOCK_RESERVED && other >= SQLITE_LOCK_RESERVED) return SQLITE_BUSY;
    if (level == SQLITE_LOCK_EXCLUSIVE) {
        if (other >= SQLITE_LOCK_RESERVED) return SQLITE_BUSY;
        own = SQLITE_LOCK_PENDING;
        if (other >= SQLITE_LOCK_SHARED) return SQLITE_BUSY;
    }
    own = level;
    return SQLITE_OK;
}

int Vfs::unlock(sqlite3_file* file, int level) {
    auto& handle = handleOf(file);
    auto& opened = *handle.opened;
    const Guard guard(opened.disk->mutex_);
    if (opened.dead) return SQLITE_OK;
    auto& own = opened.file->locks[&handle];
    own = std::min(own, level);
    return SQLITE_OK;
}

int Vfs::checkReserved(sqlite3_file* file, int* result) {
    auto& handle = handleOf(file);
    auto& opened = *handle.opened;
    const Guard guard(opened.disk->mutex_);
    *result = !opened.dead && highestOther(*opened.file, handle) >= SQLITE_LOCK_RESERVED;
    return opened.dead ? SQLITE_IOERR_CHECKRESERVEDLOCK : SQLITE_OK;
}

int Vfs::sharedMap(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
    auto& handle = handleOf(file);
    auto& opened = *handle.opened;
    const Guard guard(opened.disk->mutex_);
    *memory = nullptr;
    if (opened.dead) return SQLITE_IOERR_SHMMAP;
    if (const auto failure = opened.disk->happen(Operation::sharedMemory, *opened.process))
        return resultOf(*failure, SQLITE_IOERR_SHMMAP);
    auto& regions = opened.file->regions;
    opened.file->sharedLocks.try_emplace(&handle);
    const auto wanted = static_cast<std::size_t>(region);
    if (wanted >= regions.size() && !extend) return SQLITE_OK;
    while (regions.size() <= wanted)
        regions.push_back(std::make_shared<std::vector<char>>(static_cast<std::size_t>(size)));
    opened.mapped.resize(std::max(opened.mapped.size(), wanted + 1));
    opened.mapped[wanted] = regions[wanted];
    *memory = regions[wanted]->data();
    return SQLITE_OK;
}

int Vfs::sharedLock(sqlite3_file* file, int offset, int count, int flags) {
    auto& handle = handleOf(file);
    auto& opened = *handle.opened;
    const Guard guard(opened.disk->mutex_);
    if (opened.dead) return flags & SQLITE_SHM_UNLOCK ? SQLITE_OK : SQLITE_IOERR_SHMLOCK;
    if (!(flags & SQLITE_SHM_UNLOCK))
        if (const auto failure = opened.disk->happen(Operation::lock, *opened.process))
            return resultOf(*failure, SQLITE_IOERR_SHMLOCK);
    auto& locks = opened.file->sharedLocks;
    const auto first = static_cast<std::size_t>(offset);
    const auto last = first + static_cast<std::size_t>(count);
    const char wanted = flags & SQLITE_SHM_EXCLUSIVE ? exclusiveMark : sharedMark;
    if (flags & SQLITE_SHM_LOCK)
        for (const auto& [holder, held] : locks)
            for (auto slot = first; slot < last && holder != &handle; ++slot)
                if (held[slot] && (wanted == exclusiveMark || held[slot] == exclusiveMark))
                    return SQLITE_BUSY;
    for (auto slot = first; slot < last; ++slot)
        locks[&handle][slot] = flags & SQLITE_SHM_LOCK ? wanted : 0;
    return SQLITE_OK;
}

int Vfs::sharedUnmap(sqlite3_file* file, int) {
    auto& handle = handleOf(file);
    auto& opened = *handle.opened;
    const Guard guard(opened.disk->mutex_);
    // As on POSIX: the last one to leave takes the memory along.
    opened.file->sharedLocks.erase(&handle);
    if (opened.file->sharedLocks.empty()) opened.file->regions.clear();
    opened.mapped.clear();
    return SQLITE_OK;
}

void Vfs::release(Handle& handle) {
    auto& file = *handle.opened->file;
    file.locks.erase(&handle);
    if (file.sharedLocks.erase(&handle) && file.sharedLocks.empty()) file.regions.clear();
}

const sqlite3_io_methods* Vfs::methods() {
    static const sqlite3_io_methods methods = [] {
        sqlite3_io_methods table{};
        table.iVersion = 2;
        table.xClose = &Vfs::close;
        table.xRead = &Vfs::read;
        table.xWrite = &Vfs::write;
        table.xTruncate = &Vfs::truncate;
        table.xSync = &Vfs::sync;
        table.xFileSize = &Vfs::fileSize;
        table.xLock = &Vfs::lock;
        table.xUnlock = &Vfs::unlock;
        table.xCheckReservedLock = &Vfs::checkReserved;
        table.xFileControl = [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; };
        table.xSectorSize = [](sqlite3_file*) { return static_cast<int>(sectorBytes); };
        // As SQLite assumes of real disks: a torn write spares the bytes beside it.
        table.xDeviceCharacteristics = [](sqlite3_file*) {
            return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
        };
        table.xShmMap = &Vfs::sharedMap;
        table.xShmLock = &Vfs::sharedLock;
        table.xShmBarrier = [](sqlite3_file*) {};
        table.xShmUnmap = &Vfs::sharedUnmap;
        return table;
    }();
    return &methods;
}

}  // namespace mobilepay::simulation
