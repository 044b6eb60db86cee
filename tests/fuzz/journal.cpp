#include "driver/journal/journal.h"

#include "driver/core/error.h"
#include "driver/journal/set_aside.h"
#include "tests/fuzz/input.h"
#include "tests/unit/journal/fixture.h"

using namespace mobilepay;
using namespace mobilepay::fuzzing;
using journal::testing::Till;

namespace {

/// The files of a journal as its lane left them: two sales, the second one open.
const simulation::Disk& sound() {
    static const auto disk = [] {
        auto made = std::make_unique<simulation::Disk>();
        Till till(*made);
        till.open();
        journal::testing::sell(*till, "TILL1-1");
        till->promise(journal::testing::saleOf("TILL1-2"));
        till.kill();
        return made;
    }();
    return *disk;
}

/// The bytes are edits: file, three bytes of place, how many, and what to write there.
void damage(simulation::Disk& disk, std::string_view edits) {
    const auto names = sound().files();
    for (const auto& name : names)
        disk.replace(name, sound().contents(name));
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

void checkRow(const journal::Record& row) {
    promise(row.orderId.text() == "TILL1-1" || row.orderId.text() == "TILL1-2",
            "a row is one that was written");
    promise(row.amount.minor() == 12550, "a row says what was written");
}

}  // namespace

/// Any damage to the files of a journal: refused with the lane's name and the way out, or what is
/// believed is what was written; and setting it aside always makes way.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    simulation::Disk disk;
    damage(disk, textOf(bytes, size));
    Till till(disk);
    try {
        till.open();
        till->visit([](const journal::Record& row) {
            checkRow(row);
            return true;
        });
        for (const auto& row : till->quarantined())
            promise(!row.reason.empty(), "a bad row has its reason");
        till->promise(journal::testing::saleOf("TILL1-3"));
    } catch (const core::JournalError& error) {
        promise(std::string_view(error.what()).find("TILL1") != std::string_view::npos,
                "the words name the lane");
    }
    till.close();
    return 0;
}
