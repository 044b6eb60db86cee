#include "installer/ctl/registry_commands.h"

namespace mobilepay::ctl {

std::vector<Command> oposCommands() {
    return {};
}

}  // namespace mobilepay::ctl
