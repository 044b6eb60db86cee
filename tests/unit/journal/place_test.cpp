#include "driver/journal/place.h"

#include "driver/core/error.h"
#include "driver/journal/set_aside.h"
#include "tests/unit/journal/fixture.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::journal;
using namespace mobilepay::journal::testing;

namespace {

namespace fs = std::filesystem;

/// A folder of its own on the real disk, gone afterwards.
class Folder {
public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "mobilepay-journal-XXXXXX").string();
        BOOST_REQUIRE(mkdtemp(pattern.data()));
        path_ = pattern;
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] fs::path path() const { return path_; }
    [[nodiscard]] Options options() const {
        Options options;
        options.path = (path_ / "TILL1.journal").string();
        options.lane = "TILL1";
        options.machine = "machine-a";
        options.now = at(someTime);
        return options;
    }

private:
    fs::path path_;
};

std::string refusal(const Options& options) {
    try {
        (void)Journal::open(options);
        return {};
    } catch (const core::JournalError& error) {
        return error.what();
    }
}

bool names(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

mode_t modeOf(const fs::path& path) {
    struct stat found {};
    BOOST_REQUIRE(stat(path.c_str(), &found) == 0);
    return found.st_mode & 07777;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(the_place_of_a_journal)

BOOST_AUTO_TEST_CASE(user_and_group_may_read_and_write_all_its_files_whatever_the_umask) {
    const Folder folder;
    const mode_t before = umask(077);
    const auto journal = Journal::open(folder.options());
    sell(*journal, "T1-a");
    umask(before);
    for (const char* suffix : {"", "-wal", "-shm", "-mark"})
        BOOST_TEST(modeOf(folder.options().path + suffix) == 0660U);
}

BOOST_AUTO_TEST_CASE(a_missing_folder_is_named) {
    const Folder folder;
    auto options = folder.options();
    options.path = (folder.path() / "gone" / "TILL1.journal").string();
    BOOST_TEST(names(refusal(options), "gone"));
    BOOST_TEST(!fs::exists(folder.path() / "gone"));
}

BOOST_AUTO_TEST_CASE(a_folder_that_everybody_may_write_is_refused) {
    const Folder folder;
    fs::permissions(folder.path(), fs::perms::all);
    BOOST_TEST(names(refusal(folder.options()), "chmod o-w"));
    BOOST_TEST(fs::is_empty(folder.path()));
}

BOOST_AUTO_TEST_CASE(a_file_that_everybody_may_write_is_refused) {
    const Folder folder;
    { sell(*Journal::open(folder.options()), "T1-a"); }
    fs::permissions(folder.options().path, fs::perms::others_write, fs::perm_options::add);
    BOOST_TEST(names(refusal(folder.options()), "everybody may write"));
}

BOOST_AUTO_TEST_CASE(a_symbolic_link_is_refused_in_place_of_the_file) {
    const Folder folder;
    fs::create_symlink(folder.path() / "elsewhere", folder.options().path);
    BOOST_TEST(names(refusal(folder.options()), "symbolic link"));
    BOOST_TEST(!fs::exists(folder.path() / "elsewhere"));
}

BOOST_AUTO_TEST_CASE(a_folder_in_place_of_the_file_is_refused) {
    const Folder folder;
    fs::create_directory(folder.options().path);
    BOOST_TEST(names(refusal(folder.options()), "not a file"));
}

BOOST_AUTO_TEST_CASE(an_empty_path_is_refused) {
    auto options = Folder().options();
    options.path.clear();
    BOOST_TEST(names(refusal(options), "path of the journal is empty"));
}

BOOST_AUTO_TEST_CASE(a_file_that_may_not_be_written_is_refused_at_opening) {
    if (geteuid() == 0) {
        std::cout << "skipped: root may write everything\n";
        return;
    }
    const Folder folder;
    { sell(*Journal::open(folder.options()), "T1-a"); }
    fs::permissions(folder.options().path, fs::perms::owner_read);
    BOOST_TEST(names(refusal(folder.options()), "writ"));
}

BOOST_AUTO_TEST_CASE(file_systems_of_other_machines_are_known_by_name) {
    for (const char* type :
         {"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.rclone", "vboxsf", "ceph"})
        BOOST_TEST(isNetworkFileSystem(type), type);
    for (const char* type :
         {"ext4", "xfs", "btrfs", "overlay", "tmpfs", "fuseblk", "zfs", "fuse.ntfs-3g", ""})
        BOOST_TEST(!isNetworkFileSystem(type), type);
}

BOOST_AUTO_TEST_CASE(a_local_folder_is_on_no_network_drive) {
    const Folder folder;
    BOOST_TEST(networkDriveOf(folder.path().string()) == "");
    BOOST_TEST(networkDriveOf("/nowhere/at/all") == "");
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
    auto options = folder.options();
    options.path = (folder.path() / "caf\xc3\xa9 50%#1?mode=ro.journal").string();
    Journal::open(options)->promise(saleOf("T1-a"));
    BOOST_TEST(Journal::open(options)->openRows().size() == 1U);
    BOOST_TEST(fs::exists(options.path));
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
