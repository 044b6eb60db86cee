#pragma once

#include <windows.h>
#include <string>

/// The DLL itself.
namespace mobilepay::opos {

/// The module that this code is in (in tests, the program).
[[nodiscard]] HINSTANCE moduleHandle() noexcept;

/// Its file, for the registry.
[[nodiscard]] std::wstring modulePath();

/// Keeps the module loaded until the process ends. OpenSSL registers what runs at exit, and threads
/// of ours may outlive the last object: COM must never take the code from under them.
void pinModule() noexcept;
[[nodiscard]] bool modulePinned() noexcept;

}  // namespace mobilepay::opos
