#include "tests/simulation/disk/disk.h"

#include <set>
#include <sqlite3.h>

#include <boost/test/unit_test.hpp>

using namespace mobilepay::simulation;

namespace {

/// A plain connection through a process.
class Connection {
public:
    Connection(Process& process, const std::string& path) {
        BOOST_REQUIRE(sqlite3_open_v2(path.c_str(), &handle_,
                                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                                      process.vfs().c_str()) == SQLITE_OK);
    }
    ~Connection() { sqlite3_close(handle_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    int run(const std::string& sql) {
        last.clear();
        const auto keep = [](void* text, int, char** values, char**) {
            *static_cast<std::string*>(text) = values[0] ? values[0] : "";
            return 0;
        };
        return sqlite3_exec(handle_, sql.c_str(), keep, &last, nullptr);
    }
    std::string last;

private:
    sqlite3* handle_ = nullptr;
};

constexpr const char* table =
    "PRAGMA synchronous=EXTRA; PRAGMA journal_mode=WAL; CREATE TABLE t (v INTEGER)";

}  // namespace

BOOST_AUTO_TEST_SUITE(the_simulated_disk)

BOOST_AUTO_TEST_CASE(sqlite_works_on_it_in_wal_with_several_processes) {
    Disk disk;
    Process first(disk);
    Process second(disk);
    Connection writer(first, "db");
    BOOST_TEST(writer.run(table) == SQLITE_OK);
    Connection reader(second, "db");
    BOOST_TEST(writer.run("INSERT INTO t VALUES (1)") == SQLITE_OK);
    BOOST_TEST(reader.run("SELECT count(*) FROM t") == SQLITE_OK);
    BOOST_TEST(reader.last == "1");
    BOOST_TEST(writer.run("BEGIN IMMEDIATE") == SQLITE_OK);
    BOOST_TEST(reader.run("INSERT INTO t VALUES (2)") == SQLITE_BUSY);
    BOOST_TEST(writer.run("COMMIT") == SQLITE_OK);
    BOOST_TEST(reader.run("INSERT INTO t VALUES (2)") == SQLITE_OK);
    BOOST_TEST(writer.run("PRAGMA integrity_check") == SQLITE_OK);
    BOOST_TEST(writer.last == "ok");
}

BOOST_AUTO_TEST_CASE(it_works_with_a_rollback_journal_too) {
    Disk disk;
    Process first(disk);
    Process second(disk);
    Connection writer(first, "db");
    Connection other(second, "db");
    BOOST_TEST(writer.run("CREATE TABLE t (v INTEGER); BEGIN EXCLUSIVE") == SQLITE_OK);
    BOOST_TEST(other.run("SELECT * FROM t") == SQLITE_BUSY);
    BOOST_TEST(writer.run("INSERT INTO t VALUES (1); COMMIT") == SQLITE_OK);
    BOOST_TEST(other.run("SELECT v FROM t") == SQLITE_OK);
    BOOST_TEST(other.last == "1");
}

BOOST_AUTO_TEST_CASE(what_was_synced_survives_every_power_cut) {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        Disk disk(seed);
        {
            Process process(disk);
            Connection writer(process, "db");
            writer.run(table);
            for (int i = 0; i < 5; ++i)
                BOOST_REQUIRE(writer.run("INSERT INTO t VALUES (1)") == SQLITE_OK);
            disk.cutPower();
        }
        Process process(disk);
        Connection reader(process, "db");
        BOOST_TEST(reader.run("SELECT count(*) FROM t") == SQLITE_OK);
        BOOST_TEST(reader.last == "5");
    }
}

BOOST_AUTO_TEST_CASE(what_was_not_synced_is_lost_kept_or_torn_by_seed) {
    std::set<std::string> outcomes;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        Disk disk(seed);
        {
            Process process(disk);
            Connection writer(process, "db");
            writer.run(table);
            writer.run("PRAGMA synchronous=OFF");
            for (int i = 0; i < 5; ++i)
                writer.run("INSERT INTO t VALUES (1)");
            disk.cutPower();
        }
        Process process(disk);
        Connection reader(process, "db");
        reader.run("SELECT count(*) FROM t");
        outcomes.insert(reader.last);
    }
    BOOST_TEST(outcomes.contains("0"));
    BOOST_TEST(outcomes.contains("5"));
    BOOST_TEST(outcomes.size() > 3U);
}

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_disk) {
    std::set<std::string> contents;
    for (int round = 0; round < 3; ++round) {
        Disk disk(7);
        Process process(disk);
        Connection writer(process, "db");
        writer.run("CREATE TABLE t (v TEXT); PRAGMA synchronous=OFF");
        disk.plan({Operation::write, 4, 1, Failure::powerCut});
        for (int i = 0; i < 5; ++i)
            writer.run("INSERT INTO t VALUES (hex(zeroblob(3000)))");
        contents.insert(disk.contents("db"));
    }
    BOOST_TEST(contents.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_process_that_ended_leaves_its_writes_and_no_locks) {
    Disk disk;
    auto first = std::make_unique<Process>(disk);
    auto writer = std::make_unique<Connection>(*first, "db");
    writer->run(table);
    writer->run("INSERT INTO t VALUES (1); BEGIN IMMEDIATE; INSERT INTO t VALUES (2)");
    first->end();
    BOOST_TEST(writer->run("COMMIT") != SQLITE_OK);
    Process second(disk);
    Connection other(second, "db");
    BOOST_TEST(other.run("INSERT INTO t VALUES (3); SELECT sum(v) FROM t") == SQLITE_OK);
    BOOST_TEST(other.last == "4");
    const auto before = disk.contents("db-wal");
    writer.reset();
    first.reset();
    BOOST_TEST(disk.contents("db-wal") == before);
}

BOOST_AUTO_TEST_CASE(a_planned_fault_happens_at_its_turn_and_passes) {
    Disk disk;
    Process process(disk);
    Connection writer(process, "db");
    writer.run(table);
    disk.plan({Operation::sync, 2, 1, Failure::error});
    BOOST_TEST(writer.run("INSERT INTO t VALUES (1)") == SQLITE_OK);
    BOOST_TEST(!disk.faultHappened());
    BOOST_TEST(writer.run("INSERT INTO t VALUES (2)") == SQLITE_IOERR);
    BOOST_TEST(disk.faultHappened());
    BOOST_TEST(writer.run("INSERT INTO t VALUES (3)") == SQLITE_OK);
}

BOOST_AUTO_TEST_CASE(a_full_disk_takes_what_fits_in_place_and_no_more) {
    Disk disk;
    Process process(disk);
    Connection writer(process, "db");
    writer.run("CREATE TABLE t (v TEXT)");
    disk.limit(disk.usedBytes());
    BOOST_TEST(writer.run("INSERT INTO t VALUES (hex(zeroblob(9000)))") == SQLITE_FULL);
    disk.limit({});
    BOOST_TEST(writer.run("INSERT INTO t VALUES (hex(zeroblob(9000)))") == SQLITE_OK);
    std::size_t sum = 0;
    for (const auto& name : disk.files())
        sum += disk.contents(name).size();
    BOOST_TEST(disk.usedBytes() == sum);
}

BOOST_AUTO_TEST_CASE(a_read_only_disk_is_read) {
    Disk disk;
    Process process(disk);
    { Connection(process, "db").run("CREATE TABLE t (v); INSERT INTO t VALUES (1)"); }
    disk.readOnly(true);
    Connection reader(process, "db");
    BOOST_TEST(reader.run("SELECT v FROM t") == SQLITE_OK);
    BOOST_TEST(reader.last == "1");
    BOOST_TEST(reader.run("INSERT INTO t VALUES (2)") == SQLITE_READONLY);
}

BOOST_AUTO_TEST_SUITE_END()
