#include "driver/journal/set_aside.h"
#include "tests/unit/journal/folder.h"

#include <iostream>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::journal;
using namespace mobilepay::journal::testing;

namespace fs = std::filesystem;

BOOST_AUTO_TEST_SUITE(a_journal_on_the_real_disk)

BOOST_AUTO_TEST_CASE(what_was_written_is_there_when_it_is_opened_again) {
    const Folder folder;
    sell(*Journal::open(folder.options()), "T1-a");
    const auto journal = Journal::open(folder.options());
    BOOST_TEST(journal->find(core::OrderId("T1-a"))->handedOver);
    journal->checkAll();
}

BOOST_AUTO_TEST_CASE(a_missing_folder_is_named) {
    const Folder folder;
    auto options = folder.options(u8"gone/TILL1.journal");
    BOOST_TEST(names(refusal(options), "gone"));
    BOOST_TEST(!fs::exists(folder.path() / "gone"));
}

BOOST_AUTO_TEST_CASE(a_second_process_reads_the_real_file_while_the_first_one_writes) {
    const Folder folder;
    const auto journal = Journal::open(folder.options());
    sell(*journal, "T1-a");
    Options looking;
    looking.path = folder.options().path;
    looking.readOnly = true;
    const auto reader = Journal::open(looking);
    BOOST_TEST(reader->find(core::OrderId("T1-a"))->handedOver);
    journal->promise(saleOf("T1-b"));
    BOOST_TEST(reader->openRows().size() == 1U);
}

BOOST_AUTO_TEST_CASE(looking_into_the_file_does_not_drop_the_locks_of_the_one_who_writes) {
    const Folder folder;
    const auto journal = Journal::open(folder.options());
    Options looking;
    looking.path = folder.options().path;
    looking.readOnly = true;
    for (int i = 0; i < 20; ++i) {
        sell(*journal, "T1-" + std::to_string(i));
        const auto reader = Journal::open(looking);
        BOOST_TEST(rowCount(*reader) == i + 1);
    }
    journal->checkAll();
}

BOOST_AUTO_TEST_CASE(setting_aside_moves_the_real_files_beside) {
    const Folder folder;
    { Journal::open(folder.options())->promise(saleOf("T1-a")); }
    const auto done = setAside(folder.options().path, at(someTime));
    BOOST_TEST(done.complete);
    BOOST_TEST(done.open.size() == 1U);
    BOOST_TEST(fs::exists(folder.path() / "TILL1.journal.aside-20261123T201500Z"));
    BOOST_TEST(!fs::exists(folder.options().path));
    BOOST_TEST(Journal::open(folder.options())->openRows().empty());
}

BOOST_AUTO_TEST_CASE(a_name_with_signs_that_mean_something_in_a_uri_is_just_a_name) {
    const Folder folder;
#ifdef _WIN32
    const auto options = folder.options(u8"caf\u00e9 50%#1;mode=ro.journal");
#else
    const auto options = folder.options(u8"caf\u00e9 50%#1?mode=ro.journal");
#endif
    Journal::open(options)->promise(saleOf("T1-a"));
    BOOST_TEST(Journal::open(options)->openRows().size() == 1U);
    const std::u8string name(options.path.begin(), options.path.end());
    BOOST_TEST(fs::exists(fs::path(name)));
}

BOOST_AUTO_TEST_CASE(the_four_writes_of_a_sale_on_this_disk) {
    const Folder folder;
    const auto journal = Journal::open(folder.options());
    constexpr int sales = 100;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < sales; ++i)
        sell(*journal, "T1-" + std::to_string(i));
    const auto spent = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - start);
    std::cout << "promise, decide, conclude, hand over on a real disk: " << spent.count() / sales
              << " us\n";
    BOOST_TEST(journal->commits() >= 4 * sales);
    BOOST_TEST(journal->commits() <= 4 * sales + sales / 5);
}

BOOST_AUTO_TEST_SUITE_END()
