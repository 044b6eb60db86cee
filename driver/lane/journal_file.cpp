#include "driver/lane/journal_file.h"

#include "driver/lane/machine.h"

namespace mobilepay::lane {

journal::Options journalOptions(const registry::Profile& profile) {
    const auto path = (profile.folder / (profile.lane + ".journal")).u8string();
    journal::Options options;
    options.path.assign(path.begin(), path.end());
    options.lane = profile.lane;
    options.machine = machineIdentity();
    options.now = core::SystemClock().wall();
    return options;
}

}  // namespace mobilepay::lane
