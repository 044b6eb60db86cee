#include "driver/opos/registration.h"

#include "driver/core/error.h"
#include "driver/opos/classes.h"
#include "driver/opos/fault_log.h"
#include "driver/opos/text.h"

#include <windows.h>
#include <objbase.h>
#include <system_error>

#include <gsl/gsl>

namespace mobilepay::opos {
namespace {

const std::wstring classesKey = L"SOFTWARE\\Classes\\";
const std::wstring sourceKey =
    std::wstring(L"SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\") + eventSource;
/// Part of Windows; its messages are the text they are given.
constexpr std::wstring_view messageFile = L"%SystemRoot%\\System32\\EventCreate.exe";

void require(LSTATUS code, const std::wstring& key) {
    if (code == ERROR_SUCCESS) return;
    BSTR name = ::SysAllocString(key.c_str());
    const auto free = gsl::finally([name] { ::SysFreeString(name); });
    throw core::ConfigurationError("The registry key HKEY_LOCAL_MACHINE\\" + utf8Of(name) +
                                   " cannot be changed (" + std::system_category().message(code) +
                                   "): run this as an administrator");
}

void write(const std::wstring& key, const wchar_t* name, DWORD type, const void* data,
           std::size_t size) {
    HKEY handle = nullptr;
    require(::RegCreateKeyExW(HKEY_LOCAL_MACHINE, key.c_str(), 0, nullptr, 0, KEY_WRITE, nullptr,
                              &handle, nullptr),
            key);
    const auto close = gsl::finally([handle] { ::RegCloseKey(handle); });
    require(::RegSetValueExW(handle, name, 0, type, static_cast<const BYTE*>(data),
                             static_cast<DWORD>(size)),
            key);
}

void writeText(const std::wstring& key, const wchar_t* name, std::wstring_view text,
               DWORD type = REG_SZ) {
    const std::wstring ended(text);
    write(key, name, type, ended.c_str(), (ended.size() + 1) * sizeof(wchar_t));
}

void remove(const std::wstring& key) {
    const auto code = ::RegDeleteTreeW(HKEY_LOCAL_MACHINE, key.c_str());
    if (code != ERROR_FILE_NOT_FOUND) require(code, key);
}

std::wstring classKey(const ServiceClass& one) {
    wchar_t id[39] = {};
    ::StringFromGUID2(one.id, id, 39);
    return classesKey + L"CLSID\\" + id;
}

std::wstring progId(const ServiceClass& one) {
    return wideOf(registry::progIdOf(one.deviceCategory));
}

void registerClass(const ServiceClass& one, const std::wstring& path) {
    const auto key = classKey(one);
    const auto id = key.substr(key.rfind(L'\\') + 1);
    writeText(key, nullptr, one.description);
    writeText(key + L"\\InprocServer32", nullptr, path);
    writeText(key + L"\\InprocServer32", L"ThreadingModel", L"Apartment");
    writeText(key + L"\\ProgID", nullptr, progId(one));
    writeText(classesKey + progId(one), nullptr, one.description);
    writeText(classesKey + progId(one) + L"\\CLSID", nullptr, id);
}

/// Whether the DLL of the other bitness is registered.
bool otherRegistered() {
    const REGSAM other = sizeof(void*) == 4 ? KEY_WOW64_64KEY : KEY_WOW64_32KEY;
    HKEY handle = nullptr;
    if (::RegOpenKeyExW(HKEY_LOCAL_MACHINE, classKey(serviceClasses()[0]).c_str(), 0,
                        KEY_READ | other, &handle) != ERROR_SUCCESS)
        return false;
    ::RegCloseKey(handle);
    return true;
}

}  // namespace

void registerClasses(const std::wstring& path) {
    for (const auto& one : serviceClasses())
        registerClass(one, path);
    writeText(sourceKey, L"EventMessageFile", messageFile, REG_EXPAND_SZ);
    const DWORD types = EVENTLOG_ERROR_TYPE | EVENTLOG_WARNING_TYPE | EVENTLOG_INFORMATION_TYPE;
    write(sourceKey, L"TypesSupported", REG_DWORD, &types, sizeof types);
}

std::vector<std::wstring> sharedKeysToRemove(bool otherRegistered) {
    std::vector<std::wstring> keys;
    if (otherRegistered) return keys;
    for (const auto& one : serviceClasses())
        keys.push_back(classesKey + progId(one));
    keys.push_back(sourceKey);
    return keys;
}

void unregisterClasses() {
    // In this order: a 32-bit Windows has one view only, and shows our own classes as the other's.
    for (const auto& one : serviceClasses())
        remove(classKey(one));
    for (const auto& key : sharedKeysToRemove(otherRegistered()))
        remove(key);
}

}  // namespace mobilepay::opos
