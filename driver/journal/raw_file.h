#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <sqlite3.h>
#include <string>

namespace mobilepay::journal {

/// A file read or written through a VFS without SQLite's format on top: the header before SQLite
/// touches it, and the mark. It goes through the VFS because on POSIX systems closing any other
/// descriptor of a database file would drop SQLite's own locks on it, and because the simulation
/// has no other files.
class RawFile {
public:
    enum class Mode { read, readWriteCreate };
    /// What the file is, for the VFS: `database` is opened with regard to SQLite's locks.
    enum class Type { database, companion };

    /// nullptr when it cannot be opened (missing, forbidden). `vfs` empty: the default one.
    static std::unique_ptr<RawFile> open(const std::string& vfs, const std::string& path, Type type,
                                         Mode mode);
    static bool exists(const std::string& vfs, const std::string& path);
    /// Returns a SQLite result code; a file that is missing is fine.
    static int remove(const std::string& vfs, const std::string& path);

    ~RawFile();
    RawFile(const RawFile&) = delete;
    RawFile& operator=(const RawFile&) = delete;

    /// At most `size` bytes from `offset`, fewer at the end of the file; nullopt: an I/O error.
    [[nodiscard]] std::optional<std::string> read(std::int64_t offset, std::size_t size);
    /// SQLite result codes.
    int write(std::int64_t offset, const std::string& bytes);
    int sync();
    [[nodiscard]] std::int64_t size();

private:
    RawFile() = default;
    std::unique_ptr<char, void (*)(char*)> name_{nullptr, nullptr};
    std::unique_ptr<char[]> memory_;
    sqlite3_file* file_ = nullptr;
};

}  // namespace mobilepay::journal
