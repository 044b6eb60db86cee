#include "driver/journal/sqlite.h"

namespace mobilepay::journal {

namespace {

std::string setAsideAdvice(const FileName& file) {
    return "nothing was sent; keep the file, run " + file.command("set-aside") +
           " to see what may be open and to start a fresh journal, and have the disk checked";
}

struct Explanation {
    std::string wrong;
    std::string wayOut;
};

Explanation explain(const FileName& file, int code) {
    switch (code & 0xff) {
        case SQLITE_NOTADB:
            return {"it is not a journal (not a SQLite database)",
                    "correct the setting of the journal's path, or " + setAsideAdvice(file)};
        case SQLITE_CORRUPT:
            return {"it is damaged", setAsideAdvice(file)};
        case SQLITE_FULL:
            return {"the disk is full", "nothing of it was written; free some space and try again"};
        case SQLITE_READONLY:
            return {"it cannot be written (read-only file, folder or disk)",
                    "make the file and its folder writable for the user this program runs as"};
        case SQLITE_PERM:
        case SQLITE_AUTH:
        case SQLITE_CANTOPEN:
            return {"it cannot be opened",
                    "check that the folder exists and that file and folder are readable and "
                    "writable for the user this program runs as"};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {"another program keeps it locked",
                    "nothing of it was written; exclude the journal's folder from the virus "
                    "scanner and the backup, and look for a second copy of this program"};
        case SQLITE_IOERR:
            return {"the disk reports an error",
                    "have the disk checked; when it does not recover run " +
                        file.command("set-aside") + " after moving to a good one"};
        default:
            return {"SQLite refuses", "keep the file and report this message"};
    }
}

}  // namespace

std::string FileName::described() const {
    return "journal " + path + (lane.empty() ? "" : " of lane " + lane);
}

std::string FileName::command(const std::string& verb) const {
    const auto end = path.find_last_of("/\\");
    return "'mpctl journal " + verb + " " + (lane.empty() ? "LANE" : lane) +
           (end == std::string::npos ? "" : " --folder \"" + path.substr(0, end) + "\"") + "'";
}

DamagedError::DamagedError(const FileName& file, const std::string& whatIsWrong)
    : core::JournalError(file.described() + ": " + whatIsWrong + "; " + setAsideAdvice(file)) {}

void throwSqlite(const FileName& file, int code, std::string_view doing,
                 std::string_view sqliteText) {
    const int primary = code & 0xff;
    auto [wrong, wayOut] = explain(file, code);
    const std::string found = wrong + " while " + std::string(doing) + " (SQLite " +
                              std::to_string(code) + ": " + std::string(sqliteText) + ")";
    if (primary == SQLITE_CORRUPT) throw DamagedError(file, found);
    throw core::JournalError(file.described() + ": " + found + "; " + wayOut);
}

}  // namespace mobilepay::journal
