#include "registry/folder_access_windows.h"

#include "driver/core/error.h"
#include "registry/folder_access.h"
#include "registry/small_file.h"

#include <windows.h>
#include <system_error>
#include <vector>
// After windows.h, which they need.
#include <aclapi.h>
#include <sddl.h>

#include <gsl/gsl>

namespace mobilepay::registry {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, DWORD error) {
    throw core::ConfigurationError("The access to " + pathText(path) + " cannot be changed (" +
                                   std::system_category().message(static_cast<int>(error)) +
                                   "): run this as an administrator");
}

std::wstring textOf(PSID sid) {
    wchar_t* text = nullptr;
    if (!ConvertSidToStringSidW(sid, &text)) return {};
    const auto free = gsl::finally([text] { LocalFree(text); });
    return text;
}

/// The SID of a group, or of a user, by its name on this machine or in its domain.
std::wstring sidOf(const std::string& group) {
    const std::wstring name = pathOf(group).wstring();
    PSID given = nullptr;
    if (ConvertStringSidToSidW(name.c_str(), &given)) {
        const auto free = gsl::finally([given] { LocalFree(given); });
        return textOf(given);
    }
    std::vector<BYTE> sid(SECURITY_MAX_SID_SIZE);
    std::vector<wchar_t> domain(256);
    auto size = gsl::narrow<DWORD>(sid.size());
    auto length = gsl::narrow<DWORD>(domain.size());
    SID_NAME_USE use{};
    if (!LookupAccountNameW(nullptr, name.c_str(), sid.data(), &size, domain.data(), &length, &use))
        throw core::ConfigurationError("There is no group '" + group +
                                       "' on this machine: make it with  net localgroup \"" +
                                       group + "\" /add");
    return textOf(sid.data());
}

/// Gives the path the owner and the list of an SDDL text; what is in it inherits the list.
void give(const fs::path& path, const std::wstring& text, SECURITY_INFORMATION protection) {
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(text.c_str(), SDDL_REVISION_1,
                                                              &descriptor, nullptr))
        refuse(path, GetLastError());
    const auto free = gsl::finally([descriptor] { LocalFree(descriptor); });
    PSID owner = nullptr;
    PACL list = nullptr;
    BOOL present = FALSE;
    BOOL usual = FALSE;
    GetSecurityDescriptorOwner(descriptor, &owner, &usual);
    GetSecurityDescriptorDacl(descriptor, &present, &list, &usual);
    std::wstring name = path.wstring();
    const DWORD code =
        SetNamedSecurityInfoW(name.data(), SE_FILE_OBJECT,
                              OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION | protection,
                              owner, nullptr, list, nullptr);
    if (code != ERROR_SUCCESS) refuse(path, code);
}

void makeFolder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) refuse(folder, static_cast<DWORD>(error.value()));
}

}  // namespace

std::wstring accessToData(const std::wstring& sid) {
    // Modify without the right to delete or rename the folder itself: who could move it away could
    // put another one with other profiles in its place.
    return L"O:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;;0x1201bf;;;" + sid +
           L")(A;OICIIO;0x1301bf;;;" + sid + L")";
}

std::wstring accessToProfiles(const std::wstring& sid) {
    return L"O:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FRFX;;;" + sid + L")";
}

void shareFolders(const SharedFolders& folders, const std::string& group) {
    const std::wstring sid = sidOf(group);
    makeFolder(folders.data);
    makeFolder(folders.profiles);
    give(folders.profiles, accessToProfiles(sid), PROTECTED_DACL_SECURITY_INFORMATION);
    // Nothing of their own: a cashier who made one could still change it.
    for (const auto& entry : fs::directory_iterator(folders.profiles))
        if (entry.path().extension() == L".profile")
            give(entry.path(), L"O:BAD:", UNPROTECTED_DACL_SECURITY_INFORMATION);
    give(folders.data, accessToData(sid), PROTECTED_DACL_SECURITY_INFORMATION);
}

}  // namespace mobilepay::registry
