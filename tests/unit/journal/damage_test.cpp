#include "driver/core/error.h"
#include "tests/unit/journal/story.h"
#include "tests/unit/journal/thoroughness.h"

#include <algorithm>
#include <set>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <gsl/gsl>

using namespace mobilepay;
using namespace mobilepay::journal;
using namespace mobilepay::journal::testing;

namespace {

using Files = std::map<std::string, std::string>;

Files filesOf(const simulation::Disk& disk) {
    Files files;
    for (const auto& name : disk.files())
        files[name] = disk.contents(name);
    return files;
}

void put(simulation::Disk& disk, const Files& files) {
    for (const auto& [name, contents] : files)
        disk.replace(name, contents);
}

/// Most of a working day: an approved sale, an open one, a period, something remembered.
constexpr std::size_t steps = 8;

Files closedJournal() {
    simulation::Disk disk;
    Till till(disk);
    till.open();
    for (std::size_t i = 0; i < steps; ++i)
        workingDay()[i](*till);
    till.close();
    return filesOf(disk);
}

/// The same, but the process was killed: the last commits are in the -wal.
Files killedJournal() {
    simulation::Disk disk;
    Till till(disk);
    till.open();
    for (std::size_t i = 0; i < steps; ++i)
        workingDay()[i](*till);
    till.kill();
    return filesOf(disk);
}

std::multiset<std::string> rowsOf(Journal& journal) {
    std::multiset<std::string> rows;
    journal.visit([&](const Record& record) {
        rows.insert(read(record));
        return true;
    });
    return rows;
}

const std::multiset<std::string>& trueRows() {
    static const auto rows = [] {
        simulation::Disk disk;
        put(disk, closedJournal());
        Till till(disk);
        return rowsOf(till.open());
    }();
    return rows;
}

/// The next sale is there at the next opening, and changes no row.
bool goesOn(Till& till, const std::multiset<std::string>& rows) {
    sell(*till, "T1-next");
    till.close();
    const auto after = rowsOf(till.open());
    return after.size() == rows.size() + 1 &&
           std::includes(after.begin(), after.end(), rows.begin(), rows.end());
}

enum class Verdict { refused, equal, quarantined, believedWrong };

/// What a damaged journal makes of itself: the one verdict that may never be is the last.
Verdict judge(const Files& files, bool readOnly, simulation::Disk::Reader reader = {}) {
    simulation::Disk disk;
    put(disk, files);
    disk.watchReads(std::move(reader));
    Till till(disk);
    auto options = till.options();
    options.readOnly = readOnly;
    try {
        till.open(options);
        const std::string told = tellAll(*till);
        const auto rows = rowsOf(*till);
        const bool forgot = till->recall("pointOfSale") != "8a1b" || till->periods().size() != 1;
        const auto bad = till->quarantined();
        if (!readOnly && !goesOn(till, rows)) return Verdict::believedWrong;
        if (told == undisturbed()[steps] && bad.empty()) return Verdict::equal;
        std::size_t badRows = 0;
        for (const auto& row : bad)
            badRows += row.table == "record";
        for (const auto& row : rows)
            if (!trueRows().contains(row)) return Verdict::believedWrong;
        if (rows.size() + badRows != trueRows().size()) return Verdict::believedWrong;
        if (badRows == 0 && !(forgot && !bad.empty())) return Verdict::believedWrong;
        return Verdict::quarantined;
    } catch (const core::JournalError& error) {
        // Whatever was found: the file is kept; who only reads leaves every byte of it.
        const auto kept = disk.contents("TILL1.journal");
        const auto& was = files.at("TILL1.journal");
        return kept.size() == was.size() && (!readOnly || kept == was) ? Verdict::refused
                                                                       : Verdict::believedWrong;
    }
}

struct Count {
    int refused = 0;
    int equal = 0;
    int quarantined = 0;
    int neverRead = 0;
    void add(Verdict verdict) {
        refused += verdict == Verdict::refused;
        equal += verdict == Verdict::equal;
        quarantined += verdict == Verdict::quarantined;
    }
};

/// Which bytes of a file matter: nobody can be misled by one that is never read.
std::vector<bool> readBytes(const Files& sound, const std::string& file, bool readOnly) {
    std::vector<bool> read(sound.at(file).size());
    judge(sound, readOnly, [&](const std::string& name, std::size_t at, std::size_t count) {
        for (std::size_t i = at; name == file && i < std::min(at + count, read.size()); ++i)
            read[i] = true;
    });
    return read;
}

Count flipEveryByte(const Files& sound, const std::string& name, bool readOnly,
                    std::size_t stride) {
    Count count;
    const auto read = readBytes(sound, name, readOnly);
    for (std::size_t at = firstOf(stride); at < read.size(); at += stride) {
        if (!read[at]) {
            ++count.neverRead;
            continue;
        }
        Files damaged = sound;
        // One bit, another one at each place.
        damaged[name][at] = static_cast<char>(damaged[name][at] ^ (1 << (at * 7 % 8)));
        const auto verdict = judge(damaged, readOnly);
        BOOST_TEST((verdict != Verdict::believedWrong), name << " byte " << at);
        count.add(verdict);
    }
    BOOST_TEST_MESSAGE(name << ": " << count.refused << " refused, " << count.quarantined
                            << " quarantined, " << count.equal << " without meaning, "
                            << count.neverRead << " never read");
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(damage)

BOOST_AUTO_TEST_CASE(an_undamaged_journal_is_itself) {
    BOOST_CHECK(judge(closedJournal(), true) == Verdict::equal);
    BOOST_CHECK(judge(closedJournal(), false) == Verdict::equal);
    BOOST_CHECK(judge(killedJournal(), true) == Verdict::equal);
    BOOST_CHECK(judge(killedJournal(), false) == Verdict::equal);
}

BOOST_AUTO_TEST_CASE(a_flipped_byte_of_the_file_never_makes_a_wrong_row_believed) {
    const auto count = flipEveryByte(closedJournal(), "TILL1.journal", true, thorough ? 1 : 53);
    BOOST_TEST(count.refused > 0);
    BOOST_TEST(count.quarantined > 0);
}

BOOST_AUTO_TEST_CASE(a_flipped_byte_never_makes_a_writer_believe_a_wrong_row) {
    const auto count = flipEveryByte(closedJournal(), "TILL1.journal", false, thorough ? 1 : 199);
    BOOST_TEST(count.refused > 0);
}

BOOST_AUTO_TEST_CASE(a_flipped_byte_beneath_a_write_ahead_log_never_makes_a_wrong_row_believed) {
    flipEveryByte(killedJournal(), "TILL1.journal", true, thorough ? 1 : 199);
    flipEveryByte(killedJournal(), "TILL1.journal", false, thorough ? 1 : 599);
}

BOOST_AUTO_TEST_CASE(a_flipped_byte_of_the_write_ahead_log_loses_no_commit_silently) {
    const auto count =
        flipEveryByte(killedJournal(), "TILL1.journal-wal", true, thorough ? 1 : 397);
    BOOST_TEST(count.refused > 0);
    flipEveryByte(killedJournal(), "TILL1.journal-wal", false, thorough ? 1 : 1999);
}

BOOST_AUTO_TEST_CASE(a_flipped_byte_of_the_mark_does_no_harm) {
    const auto count = flipEveryByte(killedJournal(), "TILL1.journal-mark", false, 1);
    BOOST_TEST(count.equal == static_cast<int>(killedJournal().at("TILL1.journal-mark").size()));
    flipEveryByte(killedJournal(), "TILL1.journal-mark", true, 1);
    flipEveryByte(closedJournal(), "TILL1.journal-mark", false, 1);
    flipEveryByte(closedJournal(), "TILL1.journal-mark", true, 1);
}

BOOST_AUTO_TEST_CASE(a_file_cut_short_anywhere_is_refused_or_complete) {
    for (const auto& sound : {closedJournal(), killedJournal()}) {
        for (const auto& [name, contents] : sound) {
            const std::size_t stride = contents.size() < 100 || thorough ? 1 : 4099;
            for (std::size_t size = firstOf(stride); size < contents.size(); size += stride) {
                Files damaged = sound;
                damaged[name].resize(size);
                for (const bool readOnly : {true, false}) {
                    const auto verdict = judge(damaged, readOnly);
                    BOOST_TEST((verdict == Verdict::refused || verdict == Verdict::equal),
                               name << " cut to " << size);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(random_blocks_of_rubbish_never_make_a_wrong_row_believed) {
    std::uint64_t state = 1 + slice();
    const auto draw = [&state] {
        return state = state * 6364136223846793005U + 1442695040888963407U;
    };
    for (int round = 0; round < (thorough ? 10000 : 200); ++round) {
        Files damaged = round % 2 ? closedJournal() : killedJournal();
        for (auto& [name, contents] : damaged) {
            if (name == "TILL1.journal-mark" || draw() >> 60 < 6) continue;
            const auto start = gsl::narrow<std::size_t>((draw() >> 20) % contents.size());
            const auto size =
                std::min(gsl::narrow<std::size_t>((draw() >> 40) % 600), contents.size() - start);
            for (std::size_t i = 0; i < size; ++i)
                contents[start + i] = static_cast<char>(draw() >> 50);
        }
        BOOST_TEST((judge(damaged, round % 3 != 0) != Verdict::believedWrong), "round " << round);
    }
}

BOOST_AUTO_TEST_CASE(a_deleted_write_ahead_log_is_noticed) {
    for (std::size_t taken = 1; taken <= workingDay().size(); ++taken) {
        simulation::Disk disk;
        Till till(disk);
        till.open();
        for (std::size_t i = 0; i < taken; ++i)
            workingDay()[i](*till);
        till.kill();
        disk.erase(till.path + "-wal");
        try {
            // Right after a checkpoint nothing is missing.
            BOOST_TEST(tellAll(till.open()) == undisturbed()[taken]);
            BOOST_TEST(taken > 3);
        } catch (const core::JournalError& error) {
            BOOST_TEST(std::string(error.what()).find("commits are missing") != std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_deleted_journal_is_noticed_by_what_it_left_behind) {
    simulation::Disk disk;
    Till till(disk);
    sell(till.open(), "T1-a");
    till.kill();
    disk.erase(till.path);
    BOOST_CHECK_THROW(till.open(), core::JournalError);
    disk.erase(till.path + "-mark");
    BOOST_CHECK_THROW(till.open(), core::JournalError);
    BOOST_TEST(disk.exists(till.path + "-wal"));
}

BOOST_AUTO_TEST_CASE(a_journal_from_a_backup_is_refused_until_it_is_adopted) {
    simulation::Disk disk;
    Till till(disk);
    sell(till.open(), "T1-a");
    till.close();
    const std::string backup = disk.contents(till.path);
    till.open().promise(saleOf("T1-b"));
    till.close();
    disk.replace(till.path, backup);
    BOOST_CHECK_EXCEPTION(till.open(), core::JournalError, [](const auto& error) {
        return std::string(error.what()).find("commits are missing") != std::string::npos;
    });
    auto options = till.options();
    options.adopt = true;
    BOOST_TEST(till.open(options).find(core::OrderId("T1-a")).has_value());
    BOOST_TEST(till.open().openRows().empty());
}

BOOST_AUTO_TEST_CASE(a_stale_write_ahead_log_is_noticed_with_and_without_the_mark) {
    for (const bool withMark : {true, false}) {
        simulation::Disk disk;
        Till till(disk);
        till.open().promise(saleOf("T1-a"));
        till.kill();
        const std::string stale = disk.contents(till.path + "-wal");
        (void)till.open().decide(core::OrderId("T1-a"), Decision::capture);
        till.close();
        disk.replace(till.path + "-wal", stale);
        if (!withMark) disk.erase(till.path + "-mark");
        BOOST_CHECK_THROW(till.open(), core::JournalError);
        BOOST_TEST(disk.contents(till.path + "-wal") == stale);
    }
}

BOOST_AUTO_TEST_SUITE_END()
