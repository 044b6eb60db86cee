#include "driver/rest/machine_proxy.h"

namespace mobilepay::rest {

std::optional<MachineProxy> machineProxy() {
    return std::nullopt;
}

}  // namespace mobilepay::rest
