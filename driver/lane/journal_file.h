#pragma once

#include "driver/journal/journal.h"
#include "registry/profile.h"

namespace mobilepay::lane {

/// Where a lane's journal lies and whose it has to be: `<folder>/<lane>.journal`, this machine's.
[[nodiscard]] journal::Options journalOptions(const registry::Profile& profile);

}  // namespace mobilepay::lane
