#pragma once

#include "tests/simulation/disk/file.h"

namespace mobilepay::simulation {

/// SQLite's functions of a VFS and of its files, over a `Disk`. All static: SQLite calls them.
struct Vfs {
    static Process& processOf(sqlite3_vfs* vfs);
    static int resultOf(Failure failure, int errorCode);
    static const sqlite3_io_methods* methods();

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags,
                    int* gotFlags);
    static int remove(sqlite3_vfs* vfs, const char* name, int syncFolder);
    static int access(sqlite3_vfs* vfs, const char* name, int flags, int* result);
    static int fullPathname(sqlite3_vfs* vfs, const char* name, int size, char* full);
    static int randomness(sqlite3_vfs* vfs, int size, char* bytes);
    static int sleep(sqlite3_vfs* vfs, int microseconds);
    static int currentTime(sqlite3_vfs* vfs, sqlite3_int64* time);
    static int currentTimeDouble(sqlite3_vfs* vfs, double* time);

    // ---- a file (vfs_file.cpp) ----
    static int close(sqlite3_file* file);
    static int read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset);
    static int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset);
    static int truncate(sqlite3_file* file, sqlite3_int64 size);
    static int sync(sqlite3_file* file, int flags);
    static int fileSize(sqlite3_file* file, sqlite3_int64* size);

    // ---- its locks and shared memory (vfs_locks.cpp) ----
    static int lock(sqlite3_file* file, int level);
    static int unlock(sqlite3_file* file, int level);
    static int checkReserved(sqlite3_file* file, int* result);
    static int sharedMap(sqlite3_file* file, int region, int size, int extend,
                         void volatile** memory);
    static int sharedLock(sqlite3_file* file, int offset, int count, int flags);
    static int sharedUnmap(sqlite3_file* file, int deleteIt);
    static void release(Handle& handle);

private:
    static bool roomFor(Disk& disk, const detail::File& file, std::size_t end);
};

}  // namespace mobilepay::simulation
