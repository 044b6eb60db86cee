#pragma once

#include <string>
#include <vector>

namespace mobilepay::opos {

/// Writes the COM classes of the DLL at `path`, and its source of the event log, for the whole
/// machine (HKEY_LOCAL_MACHINE) in the view of this process: 32- and 64-bit programs need their own
/// DLL and their own registration. Throws core::ConfigurationError naming the key and the way out.
void registerClasses(const std::wstring& path);

/// Removes them; what is not there does not matter. What both bitnesses share stays while the DLL
/// of the other is registered.
void unregisterClasses();

/// The keys below HKEY_LOCAL_MACHINE that unregistering removes beside this view's classes:
/// `SOFTWARE\Classes\<ProgID>`, which Windows shows to 32- and 64-bit programs alike (only CLSID is
/// kept apart for them), and the source of the event log. None while the other DLL needs them.
[[nodiscard]] std::vector<std::wstring> sharedKeysToRemove(bool otherRegistered);

}  // namespace mobilepay::opos
