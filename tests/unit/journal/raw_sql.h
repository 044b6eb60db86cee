#pragma once

#include "tests/unit/journal/fixture.h"

#include <sqlite3.h>

#include <boost/test/unit_test.hpp>

namespace mobilepay::journal::testing {

/// Runs SQL on a file past the journal, in a process of its own: a tool in the wrong hands, or the
/// statements of another version. Returns the first column of the last row.
inline std::string runSql(simulation::Disk& disk, const std::string& path, const std::string& sql) {
    simulation::Process other(disk);
    sqlite3* handle = nullptr;
    std::string last;
    BOOST_REQUIRE(sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE,
                                  other.vfs().c_str()) == SQLITE_OK);
    const auto keep = [](void* text, int, char** values, char**) {
        *static_cast<std::string*>(text) = values[0] ? values[0] : "";
        return 0;
    };
    char* error = nullptr;
    const int code = sqlite3_exec(handle, sql.c_str(), keep, &last, &error);
    BOOST_REQUIRE_MESSAGE(code == SQLITE_OK, sql << ": " << (error ? error : ""));
    sqlite3_close(handle);
    return last;
}

}  // namespace mobilepay::journal::testing
