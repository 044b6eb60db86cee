#include "tests/unit/registry/access.h"

#include <windows.h>
#include <string>
// After windows.h, which it needs.
#include <sddl.h>

#include <boost/test/unit_test.hpp>
#include <gsl/gsl>

namespace {

std::wstring userOfThisProcess() {
    HANDLE token = nullptr;
    BOOST_REQUIRE(OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token));
    const auto close = gsl::finally([token] { CloseHandle(token); });
    alignas(TOKEN_USER) char bytes[512] = {};
    DWORD size = 0;
    BOOST_REQUIRE(GetTokenInformation(token, TokenUser, bytes, sizeof bytes, &size));
    LPWSTR text = nullptr;
    BOOST_REQUIRE(
        ConvertSidToStringSidW(reinterpret_cast<const TOKEN_USER*>(bytes)->User.Sid, &text));
    const auto free = gsl::finally([text] { LocalFree(text); });
    return text;
}

/// `entries` as in SDDL; nothing is inherited.
void giveAccess(const std::filesystem::path& file, const std::wstring& entries) {
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    BOOST_REQUIRE(ConvertStringSecurityDescriptorToSecurityDescriptorW(
        (L"D:P" + entries).c_str(), SDDL_REVISION_1, &descriptor, nullptr));
    const auto free = gsl::finally([descriptor] { LocalFree(descriptor); });
    // Not SetNamedSecurityInfo: Wine's adds what the folder hands down all the same.
    BOOST_REQUIRE(SetFileSecurityW(
        file.c_str(), DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION, descriptor));
}

}  // namespace

void letOwnerRead(const std::filesystem::path& file) {
    giveAccess(file, L"(A;;FA;;;" + userOfThisProcess() + L")");
}

void letEverybodyRead(const std::filesystem::path& file) {
    giveAccess(file, L"(A;;FA;;;" + userOfThisProcess() + L")(A;;FR;;;WD)");
}

OnlyHere::OnlyHere(const std::filesystem::path& file)
    : handle_(CreateFileW(file.c_str(), GENERIC_READ, 0, nullptr, OPEN_EXISTING, 0, nullptr)) {
    BOOST_REQUIRE(handle_ != INVALID_HANDLE_VALUE);
}

OnlyHere::~OnlyHere() {
    CloseHandle(handle_);
}
