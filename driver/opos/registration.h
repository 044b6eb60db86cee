#pragma once

#include <string>

namespace mobilepay::opos {

/// Writes the COM classes of the DLL at `path`, and its source of the event log, for the whole
/// machine (HKEY_LOCAL_MACHINE) in the view of this process: 32- and 64-bit programs need their own
/// DLL and their own registration. Throws core::ConfigurationError naming the key and the way out.
void registerClasses(const std::wstring& path);

/// Removes them; what is not there does not matter. The event source stays while the DLL of the
/// other bitness is registered.
void unregisterClasses();

}  // namespace mobilepay::opos
