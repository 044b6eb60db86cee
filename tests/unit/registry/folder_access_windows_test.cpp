// The folders of a machine that several users run tills on: what their group may do there.
#include "registry/folder_access_windows.h"

#include "driver/core/error.h"
#include "registry/folder_access.h"
#include "tests/unit/temp_folder.h"

#include <windows.h>
#include <iostream>
#include <vector>
// After windows.h, which they need.
#include <aclapi.h>
#include <sddl.h>

#include <boost/test/unit_test.hpp>
#include <gsl/gsl>

using namespace mobilepay;
using namespace mobilepay::registry;

namespace {

/// BUILTIN\Users, whatever it is called in the language of the machine.
constexpr const wchar_t* users = L"S-1-5-32-545";
constexpr ACCESS_MASK changing = FILE_WRITE_DATA | FILE_APPEND_DATA | FILE_WRITE_EA |
                                 FILE_WRITE_ATTRIBUTES | FILE_DELETE_CHILD | DELETE | WRITE_DAC |
                                 WRITE_OWNER | GENERIC_WRITE | GENERIC_ALL;

struct Right {
    std::wstring sid;
    ACCESS_MASK mask;
    BYTE flags;
};

std::vector<Right> rightsOf(PACL list) {
    std::vector<Right> rights;
    for (WORD at = 0; list != nullptr && at < list->AceCount; ++at) {
        void* entry = nullptr;
        BOOST_REQUIRE(GetAce(list, at, &entry));
        auto* allowed = static_cast<ACCESS_ALLOWED_ACE*>(entry);
        BOOST_REQUIRE(allowed->Header.AceType == ACCESS_ALLOWED_ACE_TYPE);
        wchar_t* sid = nullptr;
        BOOST_REQUIRE(ConvertSidToStringSidW(&allowed->SidStart, &sid));
        rights.push_back({sid, allowed->Mask, allowed->Header.AceFlags});
        LocalFree(sid);
    }
    return rights;
}

/// What a list gives a group, in a folder itself or in what is made there.
ACCESS_MASK given(PACL list, const std::wstring& sid, bool below) {
    ACCESS_MASK mask = 0;
    for (const auto& right : rightsOf(list)) {
        const bool holds =
            below ? (right.flags & OBJECT_INHERIT_ACE) != 0 : (right.flags & INHERIT_ONLY_ACE) == 0;
        if (right.sid == sid && holds) mask |= right.mask;
    }
    return mask;
}

/// What the list of an SDDL text gives Users, in a folder itself or in what is made there.
ACCESS_MASK givenBy(const std::wstring& text, bool below) {
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    BOOST_REQUIRE(ConvertStringSecurityDescriptorToSecurityDescriptorW(
        text.c_str(), SDDL_REVISION_1, &descriptor, nullptr));
    const auto free = gsl::finally([descriptor] { LocalFree(descriptor); });
    SECURITY_DESCRIPTOR_CONTROL control = 0;
    DWORD revision = 0;
    BOOST_REQUIRE(GetSecurityDescriptorControl(descriptor, &control, &revision));
    BOOST_TEST((control & SE_DACL_PROTECTED) != 0);
    PACL list = nullptr;
    BOOL present = FALSE;
    BOOL usual = FALSE;
    BOOST_REQUIRE(GetSecurityDescriptorDacl(descriptor, &present, &list, &usual));
    ACCESS_MASK mask = 0;
    for (const auto& right : rightsOf(list)) {
        const bool holds =
            below ? (right.flags & OBJECT_INHERIT_ACE) != 0 : (right.flags & INHERIT_ONLY_ACE) == 0;
        if (right.sid == users && holds) mask |= right.mask;
    }
    return mask;
}

/// What the list of a path gives a group, or what it hands down to files.
ACCESS_MASK givenIn(const std::filesystem::path& path, const std::wstring& sid, bool below) {
    PACL list = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    std::wstring name = path.wstring();
    BOOST_REQUIRE(GetNamedSecurityInfoW(name.data(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION,
                                        nullptr, nullptr, &list, nullptr,
                                        &descriptor) == ERROR_SUCCESS);
    const auto free = gsl::finally([descriptor] { LocalFree(descriptor); });
    return given(list, sid, below);
}

/// Wine keeps of a list what the mode bits of Linux can say: owner, and everybody.
bool keepsLists() {
    return GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version") == nullptr;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shared_folders)

BOOST_AUTO_TEST_CASE(the_group_changes_data_but_cannot_move_its_folder_away) {
    constexpr ACCESS_MASK modify = 0x1301bf;
    BOOST_TEST(givenBy(accessToData(users), true) == modify);
    BOOST_TEST(givenBy(accessToData(users), false) == (modify & ~ACCESS_MASK{DELETE}));
    BOOST_TEST((modify & (WRITE_DAC | WRITE_OWNER | FILE_DELETE_CHILD)) == 0u);
}

BOOST_AUTO_TEST_CASE(the_group_reads_profiles_and_changes_none) {
    for (const bool below : {false, true}) {
        const auto mask = givenBy(accessToProfiles(users), below);
        BOOST_TEST((mask & FILE_READ_DATA) != 0u);
        BOOST_TEST((mask & changing) == 0u);
    }
}

BOOST_AUTO_TEST_CASE(the_folders_have_those_lists_afterwards) {
    const TempFolder folder;
    const SharedFolders shared{folder.path() / "data", folder.path() / "data" / "profiles"};
    std::filesystem::create_directories(shared.profiles);
    const auto profile = folder.write("data/profiles/TILL1.profile", "lane = TILL1\n");
    shareFolders(shared, "S-1-5-32-545");
    BOOST_TEST(TempFolder::read(profile) == "lane = TILL1\n");
    folder.write("data/TILL1.journal", "x");
    if (!keepsLists()) {
        std::cout << "skipped: this Windows keeps no access lists\n";
        return;
    }
    constexpr const wchar_t* everybody = L"S-1-1-0";
    for (const auto& path : {shared.data, shared.profiles, profile})
        BOOST_TEST(givenIn(path, everybody, false) == 0u);
    BOOST_TEST(givenIn(shared.data, users, true) == 0x1301bfu);
    BOOST_TEST((givenIn(shared.profiles, users, true) & changing) == 0u);
    BOOST_TEST((givenIn(profile, users, false) & changing) == 0u);
    BOOST_TEST((givenIn(profile, users, false) & FILE_READ_DATA) != 0u);
}

BOOST_AUTO_TEST_CASE(a_group_that_is_not_there_is_named_with_the_way_out) {
    const TempFolder folder;
    BOOST_CHECK_EXCEPTION(shareFolders({folder.path() / "a", folder.path() / "b"}, "no such group"),
                          core::ConfigurationError, [](const core::ConfigurationError& error) {
                              return std::string(error.what()).find("net localgroup") !=
                                     std::string::npos;
                          });
    BOOST_TEST(!std::filesystem::exists(folder.path() / "a"));
}

BOOST_AUTO_TEST_SUITE_END()
