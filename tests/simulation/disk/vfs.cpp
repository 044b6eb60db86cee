#include "tests/simulation/disk/vfs.h"

#include <algorithm>
#include <cstring>

namespace mobilepay::simulation {

namespace {

using Guard = std::lock_guard<std::recursive_mutex>;

}  // namespace

Process& Vfs::processOf(sqlite3_vfs* vfs) {
    return *static_cast<Process*>(vfs->pAppData);
}

int Vfs::resultOf(Failure failure, int errorCode) {
    return failure == Failure::full ? SQLITE_FULL : errorCode;
}

int Vfs::open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* gotFlags) {
    auto& process = processOf(vfs);
    Disk& disk = process.disk_;
    const Guard guard(disk.mutex_);
    auto* const handle = reinterpret_cast<Handle*>(file);
    handle->base.pMethods = nullptr;
    handle->opened = nullptr;
    if (process.ended_) return SQLITE_IOERR;
    if (const auto failure = disk.happen(Operation::open, process))
        return resultOf(*failure, SQLITE_CANTOPEN);
    const bool wantsWrite = flags & SQLITE_OPEN_READWRITE;
    const std::string path = name ? name : "";
    const auto found = disk.names_.find(path);
    const bool there = found != disk.names_.end() && found->second.now;
    if (!there && (!(flags & SQLITE_OPEN_CREATE) || disk.readOnly_)) return SQLITE_CANTOPEN;
    if (!there) disk.names_[path].now = std::make_shared<detail::File>();
    handle->opened = new Handle::Opened{&process,
                                        &disk,
                                        path,
                                        disk.names_[path].now,
                                        {},
                                        false,
                                        (flags & SQLITE_OPEN_DELETEONCLOSE) != 0};
    handle->base.pMethods = methods();
    process.handles_.push_back(handle);
    if (gotFlags) {
        *gotFlags = flags;
        if (wantsWrite && disk.readOnly_)
            *gotFlags = (flags & ~SQLITE_OPEN_READWRITE) | SQLITE_OPEN_READONLY;
    }
    return SQLITE_OK;
}

int Vfs::remove(sqlite3_vfs* vfs, const char* name, int syncFolder) {
    auto& process = processOf(vfs);
    Disk& disk = process.disk_;
    const Guard guard(disk.mutex_);
    if (process.ended_) return SQLITE_IOERR_DELETE;
    if (const auto failure = disk.happen(Operation::remove, process))
        return resultOf(*failure, SQLITE_IOERR_DELETE);
    if (disk.readOnly_) return SQLITE_IOERR_DELETE;
    const auto found = disk.names_.find(name);
    if (found == disk.names_.end() || !found->second.now) return SQLITE_IOERR_DELETE_NOENT;
    disk.used_ -= found->second.now->now.size();
    found->second.now = nullptr;
    if ((syncFolder && !disk.ignoreSyncs_) || !found->second.durable) disk.names_.erase(found);
    return SQLITE_OK;
}

int Vfs::access(sqlite3_vfs* vfs, const char* name, int flags, int* result) {
    auto& process = processOf(vfs);
    Disk& disk = process.disk_;
    const Guard guard(disk.mutex_);
    const auto found = disk.names_.find(name);
    const bool there = found != disk.names_.end() && found->second.now;
    // As on POSIX: what is there and empty does not exist for SQLite.
    *result = there && (flags != SQLITE_ACCESS_READWRITE || !disk.readOnly_);
    return process.ended_ ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

int Vfs::fullPathname(sqlite3_vfs*, const char* name, int size, char* full) {
    if (std::strlen(name) >= static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
    std::strcpy(full, name);
    return SQLITE_OK;
}

int Vfs::randomness(sqlite3_vfs* vfs, int size, char* bytes) {
    Disk& disk = processOf(vfs).disk_;
    const Guard guard(disk.mutex_);
    for (int i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(disk.dice_.next());
    return size;
}

int Vfs::sleep(sqlite3_vfs* vfs, int microseconds) {
    Disk& disk = processOf(vfs).disk_;
    const Guard guard(disk.mutex_);
    disk.slept_ += static_cast<std::uint64_t>(microseconds);
    return microseconds;
}

int Vfs::currentTime(sqlite3_vfs* vfs, sqlite3_int64* time) {
    Disk& disk = processOf(vfs).disk_;
    const Guard guard(disk.mutex_);
    // Julian day number, in milliseconds.
    *time = disk.wall_ + 210866760000000;
    return SQLITE_OK;
}

int Vfs::currentTimeDouble(sqlite3_vfs* vfs, double* time) {
    sqlite3_int64 milliseconds = 0;
    currentTime(vfs, &milliseconds);
    *time = static_cast<double>(milliseconds) / 86400000.0;
    return SQLITE_OK;
}

}  // namespace mobilepay::simulation
