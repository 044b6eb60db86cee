#include "registry/check.h"

#include <windows.h>
// After windows.h, which it needs.
#include <shlobj.h>

namespace mobilepay::registry {

namespace {

std::filesystem::path programData() {
    PWSTR text = nullptr;
    std::filesystem::path folder = L"C:\\ProgramData";
    if (SUCCEEDED(SHGetKnownFolderPath(FOLDERID_ProgramData, KF_FLAG_DEFAULT, nullptr, &text))) {
        folder = text;
    }
    CoTaskMemFree(text);
    return folder / L"MobilePay";
}

}  // namespace

std::filesystem::path defaultFolder() {
    return programData();
}

std::filesystem::path defaultProfileFolder() {
    return programData() / L"profiles";
}

}  // namespace mobilepay::registry
