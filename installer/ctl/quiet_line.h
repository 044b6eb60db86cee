#pragma once

#include "driver/core/secret.h"

#include <istream>

namespace mobilepay::ctl {

/// One line of a text that must not be seen: the terminal does not show it while it is typed. What
/// is no terminal is read as it is. Without the end of the line. Throws `UsageError` for more than
/// 4096 bytes.
[[nodiscard]] core::Secret readQuietly(std::istream& in);

}  // namespace mobilepay::ctl
