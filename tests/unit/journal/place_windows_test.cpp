#include "tests/unit/journal/folder.h"

#include <windows.h>
#include <chrono>
#include <thread>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::journal;
using namespace mobilepay::journal::testing;

namespace {

/// Has the file as a virus scanner has it: nobody else may open it.
class Scanner {
public:
    explicit Scanner(const Folder& folder)
        : handle_(::CreateFileW((folder.path() / "TILL1.journal").c_str(), GENERIC_READ, 0, nullptr,
                                OPEN_EXISTING, 0, nullptr)) {
        BOOST_REQUIRE(handle_ != INVALID_HANDLE_VALUE);
    }
    ~Scanner() { leave(); }
    Scanner(const Scanner&) = delete;
    Scanner& operator=(const Scanner&) = delete;
    void leave() {
        if (handle_ != INVALID_HANDLE_VALUE) ::CloseHandle(handle_);
        handle_ = INVALID_HANDLE_VALUE;
    }

private:
    HANDLE handle_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(a_journal_on_windows)

BOOST_AUTO_TEST_CASE(a_virus_scanner_that_has_it_for_a_moment_is_waited_for) {
    const Folder folder;
    sell(*Journal::open(folder.options()), "T1-a");
    Scanner scanner(folder);
    std::thread leaving([&] {
        ::Sleep(300);
        scanner.leave();
    });
    BOOST_TEST(Journal::open(folder.options())->find(core::OrderId("T1-a")).has_value());
    leaving.join();
}

BOOST_AUTO_TEST_CASE(a_program_that_keeps_it_is_an_error_that_names_file_and_way_out) {
    const Folder folder;
    sell(*Journal::open(folder.options()), "T1-a");
    const Scanner scanner(folder);
    const auto begin = std::chrono::steady_clock::now();
    const auto text = refusal(folder.options());
    BOOST_TEST((std::chrono::steady_clock::now() - begin >= std::chrono::seconds{2}));
    BOOST_TEST(names(text, "TILL1.journal"));
    BOOST_TEST(names(text, "virus scanner"));
}

BOOST_AUTO_TEST_SUITE_END()
