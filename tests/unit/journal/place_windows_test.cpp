#include "driver/journal/final_path_windows.h"
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

BOOST_AUTO_TEST_CASE(the_file_itself_whatever_the_case_of_its_name_is_where_it_should_be) {
    const std::wstring configured = L"C:\\ProgramData\\MobilePay\\TILL1.journal";
    const std::wstring folder = L"C:\\ProgramData\\MobilePay";
    BOOST_TEST(!isElsewhere(configured, {folder, folder + L"\\TILL1.journal"}));
    BOOST_TEST(!isElsewhere(configured, {folder, L"c:\\programdata\\mobilepay\\till1.JOURNAL"}));
}

BOOST_AUTO_TEST_CASE(a_folder_may_lead_elsewhere_and_its_file_with_it) {
    BOOST_TEST(!isElsewhere(L"C:\\ProgramData\\MobilePay\\TILL1.journal",
                            {L"D:\\Tills", L"D:\\Tills\\TILL1.journal"}));
}

BOOST_AUTO_TEST_CASE(a_virtual_copy_is_another_file_even_where_its_folder_is_virtual_too) {
    const std::wstring configured = L"C:\\Program Files\\Shop\\TILL1.journal";
    const std::wstring store =
        L"C:\\Users\\till\\AppData\\Local\\VirtualStore\\Program Files\\Shop";
    BOOST_TEST(isElsewhere(configured, {L"C:\\Program Files\\Shop", store + L"\\TILL1.journal"}));
    BOOST_TEST(isElsewhere(configured, {store, store + L"\\TILL1.journal"}));
    // Who configures it means it.
    BOOST_TEST(!isElsewhere(store + L"\\TILL1.journal", {store, store + L"\\TILL1.journal"}));
}

BOOST_AUTO_TEST_CASE(a_link_of_the_file_itself_is_another_file) {
    BOOST_TEST(isElsewhere(L"C:\\MobilePay\\TILL1.journal",
                           {L"C:\\MobilePay", L"D:\\Backup\\TILL1.journal"}));
}

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
