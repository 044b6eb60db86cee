#include "tests/simulation/disk/vfs.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <gsl/gsl>

namespace mobilepay::simulation {

namespace {

using Guard = std::lock_guard<std::recursive_mutex>;

Handle& handleOf(sqlite3_file* file) {
    return *reinterpret_cast<Handle*>(file);
}

std::string_view viewOf(const void* bytes, int size) {
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

}  // namespace

int Vfs::close(sqlite3_file* file) {
    auto& handle = handleOf(file);
    auto* const opened = handle.opened;
    const Guard guard(opened->disk->mutex_);
    release(handle);
    auto& handles = opened->process->handles_;
    std::erase(handles, &handle);
    if (opened->deleteOnClose && !opened->dead)
        remove(sqlite3_vfs_find(opened->process->vfs().c_str()), opened->name.c_str(), 0);
    delete std::exchange(handle.opened, nullptr);
    return SQLITE_OK;
}

int Vfs::read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
    auto& opened = *handleOf(file).opened;
    const Guard guard(opened.disk->mutex_);
    if (opened.dead) return SQLITE_IOERR_READ;
    if (const auto failure = opened.disk->happen(Operation::read, *opened.process))
        return resultOf(*failure, SQLITE_IOERR_READ);
    const std::string& now = opened.file->now;
    const auto start = std::min(now.size(), static_cast<std::size_t>(offset));
    const auto count = std::min(now.size() - start, static_cast<std::size_t>(size));
    if (opened.disk->reader_) opened.disk->reader_(opened.name, start, count);
    std::memcpy(bytes, now.data() + start, count);
    std::memset(static_cast<char*>(bytes) + count, 0, static_cast<std::size_t>(size) - count);
    return count == static_cast<std::size_t>(size) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

bool Vfs::roomFor(Disk& disk, const detail::File& file, std::size_t end) {
    const std::size_t more = end > file.now.size() ? end - file.now.size() : 0;
    if (!disk.fits(more) && more > 0) {
        if (disk.witness_) disk.witness_(Operation::write, Failure::full);
        return false;
    }
    disk.used_ += more;
    return true;
}

int Vfs::write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    auto& opened = *handleOf(file).opened;
    Disk& disk = *opened.disk;
    const Guard guard(disk.mutex_);
    if (opened.dead) return SQLITE_IOERR_WRITE;
    const auto failure = disk.happen(Operation::write, *opened.process);
    const auto start = static_cast<std::size_t>(offset);
    std::string_view data = viewOf(bytes, size);
    if (failure && *failure != Failure::tornWrite) return resultOf(*failure, SQLITE_IOERR_WRITE);
    if (disk.readOnly_) return SQLITE_IOERR_WRITE;
    if (failure) {
        const std::size_t sectors = data.size() / sectorBytes + 1;
        data = data.substr(
            0, gsl::narrow_cast<std::size_t>(disk.dice_.next() % sectors) * sectorBytes);
    }
    if (!roomFor(disk, *opened.file, start + data.size())) return SQLITE_FULL;
    opened.file->write(start, data);
    return failure ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

int Vfs::truncate(sqlite3_file* file, sqlite3_int64 size) {
    auto& opened = *handleOf(file).opened;
    Disk& disk = *opened.disk;
    const Guard guard(disk.mutex_);
    if (opened.dead) return SQLITE_IOERR_TRUNCATE;
    if (const auto failure = disk.happen(Operation::truncate, *opened.process))
        return resultOf(*failure, SQLITE_IOERR_TRUNCATE);
    if (disk.readOnly_) return SQLITE_IOERR_TRUNCATE;
    const auto end = static_cast<std::size_t>(size);
    if (!roomFor(disk, *opened.file, end)) return SQLITE_FULL;
    if (end < opened.file->now.size()) disk.used_ -= opened.file->now.size() - end;
    opened.file->truncate(end);
    return SQLITE_OK;
}

int Vfs::sync(sqlite3_file* file, int) {
    auto& opened = *handleOf(file).opened;
    Disk& disk = *opened.disk;
    const Guard guard(disk.mutex_);
    if (opened.dead) return SQLITE_IOERR_FSYNC;
    if (const auto failure = disk.happen(Operation::sync, *opened.process))
        return resultOf(*failure, SQLITE_IOERR_FSYNC);
    if (disk.ignoreSyncs_) return SQLITE_OK;
    opened.file->sync();
    // A file that is synced has its name for good.
    const auto name = disk.names_.find(opened.name);
    if (name != disk.names_.end() && name->second.now == opened.file)
        name->second.durable = opened.file;
    return SQLITE_OK;
}

int Vfs::fileSize(sqlite3_file* file, sqlite3_int64* size) {
    auto& opened = *handleOf(file).opened;
    const Guard guard(opened.disk->mutex_);
    if (opened.dead) return SQLITE_IOERR_FSTAT;
    *size = static_cast<sqlite3_int64>(opened.file->now.size());
    return SQLITE_OK;
}

}  // namespace mobilepay::simulation
