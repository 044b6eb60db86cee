#pragma once

#include <string>

namespace mobilepay::lane {

/// A digest that tells this machine from every other, not secret; `unknown` where the system has no
/// identity. A journal remembers whose it is by it.
[[nodiscard]] std::string machineIdentity();

/// Why `identity` does not tell this machine from others, and the way out; empty: it does.
[[nodiscard]] std::string troubleWith(const std::string& identity);

/// What the operating system calls this machine (Linux: /etc/machine-id; Windows: MachineGuid);
/// empty where it does not.
[[nodiscard]] std::string systemIdentity();

}  // namespace mobilepay::lane
