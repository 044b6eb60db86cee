#include "driver/journal/journal.h"

#include "driver/core/error.h"
#include "driver/journal/set_aside.h"
#include "tests/fuzz/input.h"
#include "tests/unit/journal/fixture.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <vector>

using namespace mobilepay;
using namespace mobilepay::fuzzing;
using journal::testing::Till;

namespace {

const std::string path = "TILL1.journal";

/// Every field of every row, by order id.
using Rows = std::set<std::string>;

Rows rowsOf(journal::Journal& journal) {
    Rows rows;
    journal.visit([&](const journal::Record& row) {
        promise(rows.insert(journal::testing::read(row)).second, "a row is there once");
        return true;
    });
    return rows;
}

/// Two sales, commit by commit. The second one stays open.
std::vector<std::function<void(journal::Journal&)>> work() {
    const core::OrderId first("TILL1-1");
    const core::PaymentId payment("payment-of-TILL1-1");
    return {
        [](auto& journal) { journal.promise(journal::testing::saleOf("TILL1-1")); },
        [=](auto& journal) { (void)journal.decide(first, journal::Decision::capture, payment); },
        [=](auto& journal) {
            journal.conclude(first, journal::Outcome::approved, "", "", payment, {},
                             journal::testing::at(journal::testing::someTime + 5000));
        },
        [=](auto& journal) { journal.handOver(first); },
        [](auto& journal) { journal.promise(journal::testing::saleOf("TILL1-2")); },
    };
}

/// The files as the lane left them, and what stood in them after each commit.
struct Sound {
    Sound() {
        Till till(disk);
        history.push_back(rowsOf(till.open()));
        for (const auto& commit : work()) {
            commit(*till);
            history.push_back(rowsOf(*till));
        }
        till.kill();
    }
    simulation::Disk disk;
    std::vector<Rows> history;
};

const Sound& sound() {
    static const auto made = std::make_unique<Sound>();
    return *made;
}

/// The bytes are edits: file, three bytes of place, how many, and what to write there.
void damage(simulation::Disk& disk, std::string_view edits) {
    const auto names = sound().disk.files();
    for (const auto& name : names)
        disk.replace(name, sound().disk.contents(name));
    while (edits.size() >= 5) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(edits[i]); };
        const auto& name = names[byte(0) % names.size()];
        std::string text = disk.contents(name);
        const std::size_t place = byte(1) * 65536U + byte(2) * 256U + byte(3);
        const std::size_t count = std::min<std::size_t>(byte(4), edits.size() - 5);
        if (count == 0)
            text.resize(std::min(place, text.size()));  // cut short
        else if (place < text.size())
            text.replace(place, count, edits.substr(5, count));
        disk.replace(name, text);
        edits.remove_prefix(5 + count);
    }
}

/// The mark tells whether the newest commits are missing. Where it is damaged too, nothing does.
bool markIsSound(const simulation::Disk& disk) {
    return disk.contents(path + "-mark") == sound().disk.contents(path + "-mark");
}

bool contains(const Rows& all, const Rows& some) {
    return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

/// Those states that the rows may be of: the last one, and without the mark any earlier one. A row
/// that is missing from it is in quarantine.
bool believable(const Rows& rows, std::size_t bad, bool mark) {
    const auto& history = sound().history;
    const auto first = mark ? std::prev(history.end()) : history.begin();
    return std::any_of(first, history.end(), [&](const Rows& state) {
        return contains(state, rows) && rows.size() + bad == state.size();
    });
}

std::size_t badRows(journal::Journal& journal) {
    std::size_t count = 0;
    for (const auto& row : journal.quarantined()) {
        promise(!row.reason.empty(), "a bad row has its reason");
        count += row.table == "record";
    }
    return count;
}

/// What was opened says what was written, and takes a sale that is there the next time.
void use(Till& till, bool mark) {
    const auto rows = rowsOf(*till);
    const auto bad = badRows(*till);
    promise(believable(rows, bad, mark), "what is believed is what was written");
    const auto sale = journal::testing::saleOf("TILL1-3");
    till->promise(sale);
    till.open();
    const auto found = till->find(sale.orderId);
    promise(found && journal::testing::read(*found) == journal::testing::read(sale),
            "what was promised is there");
    promise(rowsOf(*till).size() + badRows(*till) == rows.size() + bad + 1,
            "no row is lost by a new one");
}

/// Opens and uses it, or says why not.
void open(Till& till, bool mark) {
    try {
        till.open();
        use(till, mark);
    } catch (const core::JournalError& error) {
        const std::string_view words(error.what());
        promise(words.find("TILL1") != std::string_view::npos, "the words name the lane");
    }
    till.close();
}

/// What is open is listed, or there is a word that it may be.
void setAside(Till& till, bool mark) {
    const auto done = journal::setAside(path, journal::testing::at(journal::testing::someTime),
                                        till.process().vfs());
    Rows open;
    for (const auto& row : done.open)
        open.insert(journal::testing::read(row));
    const auto second = journal::testing::read(journal::testing::saleOf("TILL1-2"));
    promise(!mark || open.contains(second) || !done.mayBeOpen.empty(),
            "no open row is passed over");
    promise(done.complete || !done.mayBeOpen.empty(), "what could not be read is said");
}

void sellAfresh(Till& till) {
    till.open();
    promise(rowsOf(*till).empty(), "a fresh journal is empty");
    journal::testing::sell(*till, "TILL1-4");
    till.close();
    promise(till.open().find(core::OrderId("TILL1-4")).has_value(), "the lane sells again");
    till.close();
}

}  // namespace

/// Any damage to the files of a journal: refused with the lane's name, or what is believed is what
/// was written and no row is missing; and setting it aside always makes way.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    simulation::Disk disk;
    damage(disk, textOf(bytes, size));
    const bool mark = markIsSound(disk);
    Till till(disk);
    open(till, mark);
    setAside(till, mark);
    sellAfresh(till);
    return 0;
}
