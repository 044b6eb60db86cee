#include "driver/journal/raw_file.h"

#include <algorithm>

#include <gsl/gsl>

namespace mobilepay::journal {

namespace {

sqlite3_vfs* vfsOf(const std::string& name) {
    return sqlite3_vfs_find(name.empty() ? nullptr : name.c_str());
}

std::string followed(sqlite3_vfs* vfs, const std::string& path) {
    std::string full(static_cast<std::size_t>(vfs->mxPathname) + 1, '\0');
    const int code =
        vfs->xFullPathname(vfs, path.c_str(), gsl::narrow<int>(full.size()), full.data());
    if (code != SQLITE_OK && code != SQLITE_OK_SYMLINK) return path;
    full.resize(full.find('\0'));
    return full;
}

/// Links on the way to the folder are followed; one in place of the file itself is left as it is,
/// and SQLite opens none: whoever may write to the folder must not choose what is overwritten.
std::string fullName(sqlite3_vfs* vfs, const std::string& path) {
    const auto slash = path.find_last_of('/');
    if (slash == std::string::npos) return followed(vfs, path);
    return followed(vfs, path.substr(0, std::max<std::size_t>(slash, 1))) + path.substr(slash);
}

int openFlags(RawFile::Type type, RawFile::Mode mode) {
    const int kind = type == RawFile::Type::database ? SQLITE_OPEN_MAIN_DB : SQLITE_OPEN_WAL;
    return kind | (mode == RawFile::Mode::read ? SQLITE_OPEN_READONLY
                                               : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
}

}  // namespace

std::unique_ptr<RawFile> RawFile::open(const std::string& vfs, const std::string& path, Type type,
                                       Mode mode) {
    sqlite3_initialize();
    sqlite3_vfs* const system = vfsOf(vfs);
    if (!system) return nullptr;
    std::unique_ptr<RawFile> file(new RawFile);
    // The VFS may look for URI parameters behind the name: only SQLite makes a name so.
    const std::string full = fullName(system, path);
    file->name_ = {const_cast<char*>(sqlite3_create_filename(full.c_str(), "", "", 0, nullptr)),
                   [](char* name) { sqlite3_free_filename(name); }};
    if (!file->name_) return nullptr;
    const auto size = gsl::narrow<std::size_t>(system->szOsFile);
    file->memory_ = std::make_unique<char[]>(size);
    auto* opened = reinterpret_cast<sqlite3_file*>(file->memory_.get());
    int got = 0;
    const int code = system->xOpen(system, file->name_.get(), opened, openFlags(type, mode), &got);
    if (opened->pMethods) file->file_ = opened;
    if (code != SQLITE_OK) return nullptr;
    if (mode == Mode::readWriteCreate && (got & SQLITE_OPEN_READONLY)) return nullptr;
    return file;
}

bool RawFile::exists(const std::string& vfs, const std::string& path) {
    sqlite3_initialize();
    sqlite3_vfs* const system = vfsOf(vfs);
    int found = 0;
    return system &&
           system->xAccess(system, fullName(system, path).c_str(), SQLITE_ACCESS_EXISTS, &found) ==
               SQLITE_OK &&
           found != 0;
}

int RawFile::remove(const std::string& vfs, const std::string& path) {
    sqlite3_vfs* const system = vfsOf(vfs);
    const int code = system->xDelete(system, fullName(system, path).c_str(), 1);
    return code == SQLITE_IOERR_DELETE_NOENT ? SQLITE_OK : code;
}

RawFile::~RawFile() {
    if (file_) file_->pMethods->xClose(file_);
}

std::optional<std::string> RawFile::read(std::int64_t offset, std::size_t size) {
    const std::int64_t end = this->size();
    if (offset >= end) return "";
    std::string bytes(std::min(size, gsl::narrow<std::size_t>(end - offset)), '\0');
    const int code =
        file_->pMethods->xRead(file_, bytes.data(), gsl::narrow<int>(bytes.size()), offset);
    if (code != SQLITE_OK) return std::nullopt;
    return bytes;
}

int RawFile::write(std::int64_t offset, const std::string& bytes) {
    return file_->pMethods->xWrite(file_, bytes.data(), gsl::narrow<int>(bytes.size()), offset);
}

int RawFile::sync() {
    return file_->pMethods->xSync(file_, SQLITE_SYNC_NORMAL);
}

std::int64_t RawFile::size() {
    sqlite3_int64 size = 0;
    return file_->pMethods->xFileSize(file_, &size) == SQLITE_OK ? size : 0;
}

}  // namespace mobilepay::journal
